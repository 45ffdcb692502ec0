import { describe, expect, it } from 'vitest';
import { findGrid } from './open-channels.ts';
import { loadSite } from './site/load-site.ts';

describe('the grid of a group', () => {
  const site = loadSite('site/default', () => []);

  it('is found by the title or the id that the site names, and by nothing else', () => {
    expect(findGrid(site, 'r1', '青桐一网格群')).toBe('qt-1');
    expect(findGrid(site, '青桐二网格群', '')).toBe('qt-2');
    expect(findGrid(site, 'r1', '')).toBeNull();
    expect(findGrid(site, 'r1', '吃喝玩乐群')).toBeNull();
  });
});
