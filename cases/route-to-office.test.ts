import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Field } from '../core/field.ts';
import { siteSchema } from '../core/site.ts';
import { routeToOffice } from './route-to-office.ts';

const read = (name: string): unknown => parse(readFileSync(new URL(`../site/default/${name}.yaml`, import.meta.url), 'utf8'));
const site = siteSchema.parse({
  ...(read('site') as object),
  offices: read('offices'),
  grids: read('grids'),
  hotlines: read('hotlines'),
  roster: read('roster'),
});
const place = (value: string | number): Field => ({ value, source: 'resident', messageId: null, confirmed: true, at: '', confidence: 1 });

test('a place leads to its grid, community and street', () => {
  const routing = routeToOffice(site, '邻里纠纷', { place: place('鼓楼巷7号') }, 'yellow');
  expect([routing.grid?.id, routing.community?.id, routing.street?.id, routing.first]).toEqual(['lc-1', 'laocheng', 'yingquan', 'grid']);
});

test('trades have their own bodies, many people go higher, an unknown place goes to the county', () => {
  expect(routeToOffice(site, '物业纠纷', { place: place('南苑小区') }, 'yellow')).toMatchObject({
    first: 'industry',
    industryBody: '柳泉县物业纠纷人民调解委员会',
  });
  expect(routeToOffice(site, '邻里纠纷', { place: place('大湾村'), people_count: place(14) }, 'orange').first).toBe('street');
  expect(routeToOffice(site, '邻里纠纷', {}, 'yellow').first).toBe('county');
});
