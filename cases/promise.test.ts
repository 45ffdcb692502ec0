import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Site } from '../core/site.ts';
import { siteSchema } from '../core/site.ts';
import { findRosterGaps, peopleOnDuty } from './duty-roster.ts';
import { promiseFor } from './promise.ts';

const read = (name: string): unknown => parse(readFileSync(new URL(`../site/default/${name}.yaml`, import.meta.url), 'utf8'));
const site: Site = siteSchema.parse({
  ...(read('site') as object),
  offices: read('offices'),
  grids: read('grids'),
  hotlines: read('hotlines'),
  roster: read('roster'),
});
const at = (moment: string): string => `${moment}:00.000+08:00`;

describe('XH-02: an honest time at every hour', () => {
  test.each([
    ['2026-11-24T10:20', 'yellow', '今天中午12点半前', '2026-11-24T12:30'],
    ['2026-11-24T10:20', 'orange', '今天上午11点前', '2026-11-24T11:00'],
    ['2026-11-24T17:30', 'yellow', '明天上午10点前', '2026-11-25T10:00'],
    ['2026-11-24T23:00', 'yellow', '明天上午10点前', '2026-11-25T10:00'],
    ['2026-11-24T03:10', 'orange', '今天上午8点半前', '2026-11-24T08:30'],
    ['2026-11-27T19:00', 'yellow', '明天上午11点前', '2026-11-28T11:00'],
    ['2026-09-30T20:00', 'orange', '明天上午9点半前', '2026-10-01T09:30'],
  ] as const)('%s %s', (moment, urgency, words, answerBy) => {
    const promise = promiseFor(site, urgency, at(moment));
    expect(promise.words).toBe(words);
    expect(promise.answerBy.slice(0, 16)).toBe(answerBy);
  });

  test('somebody sits at a desk when an ordinary promise falls due', () => {
    for (let hour = 0; hour < 24 * 14; hour += 1) {
      const now = new Date(Date.parse('2026-11-16T00:00:00+08:00') + hour * 3_600_000 + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
      const { answerBy } = promiseFor(site, 'yellow', now);
      expect(Date.parse(answerBy)).toBeGreaterThan(Date.parse(now));
      const clock = answerBy.slice(11, 16);
      expect(clock >= '09:00' && clock <= '18:00', `${now} → ${answerBy}`).toBe(true);
    }
  });

  test('red is answered within minutes at any hour, and the psychological line is not named while it sleeps', () => {
    const promise = promiseFor(site, 'red', at('2026-11-25T03:10'));
    expect(promise.answerBy).toBe(at('2026-11-25T03:25'));
    const numbers = promise.openLines.map((line) => line.number);
    expect(numbers.slice(0, 2)).toEqual(['110', '120']);
    expect(numbers).not.toContain('12356');
    expect(promiseFor(site, 'red', at('2026-11-25T01:30')).openLines.map((line) => line.number)).toContain('12356');
  });
});

describe('XY-01: a roster without a gap', () => {
  test('the default site has none', () => expect(findRosterGaps(site)).toEqual([]));

  test('a gap is named by day and hour', () => {
    const [first] = site.roster.shifts;
    const shifts = site.roster.shifts.filter((shift) => shift !== first);
    const gaps = findRosterGaps({ ...site, roster: { ...site.roster, shifts } });
    expect(gaps.some((gap) => gap.includes('周二 08:00–18:00'))).toBe(true);
  });

  test('a red alert at half past three reaches somebody, the leader last', () => {
    const people = peopleOnDuty(site, at('2026-11-25T03:30'));
    expect(people[0]).toBe('zhiban2');
    expect(people.at(-1)).toBe('zhuren');
  });
});
