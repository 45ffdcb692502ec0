import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { addMilliseconds, dayOf, hourOf, type Instant } from '../core/instant.ts';
import { type Site, siteSchema } from '../core/site.ts';
import { urgencies } from '../core/urgency.ts';
import { clocksAt, findRosterGaps, peopleOnDuty, shiftsAt } from './duty-roster.ts';
import { isLineOpen, promiseFor } from './promise.ts';

const read = (name: string): unknown => parse(readFileSync(new URL(`../site/default/${name}.yaml`, import.meta.url), 'utf8'));
const site: Site = siteSchema.parse({
  ...(read('site') as object),
  offices: read('offices'),
  grids: read('grids'),
  hotlines: read('hotlines'),
  roster: read('roster'),
});
const minuteMs = 60_000;
const halfHours = 7 * 48;

/** Every half hour of seven days from a moment. */
function weekFrom(start: Instant): readonly Instant[] {
  return Array.from({ length: halfHours }, (_, step) => addMilliseconds(start, step * 30 * minuteMs));
}

const weeks = [
  ['an ordinary week', '2026-11-23T00:00:00.000+08:00'],
  ['the week of the National Day', '2026-09-28T00:00:00.000+08:00'],
  ['the turn of the year', '2026-12-28T00:00:00.000+08:00'],
] as const;

describe.each(weeks)('XY-01, XH-02: every half hour of %s', (_name, start) => {
  test.each(urgencies)('%s: the promise lies ahead and the roster keeps it', (urgency) => {
    for (const now of weekFrom(start)) {
      const { answerBy, words } = promiseFor(site, urgency, now);
      expect(answerBy > now, `${now} → ${answerBy}`).toBe(true);
      expect(words).not.toBe('');
      if (urgency === 'red') {
        const people = peopleOnDuty(site, now);
        expect(people.length, now).toBeGreaterThanOrEqual(3);
        expect(people.at(-1)).toBe(site.roster.leader);
        expect(Date.parse(answerBy) - Date.parse(now)).toBe(site.roster.redClock.contacted * minuteMs);
      } else {
        const seated = shiftsAt(site, addMilliseconds(answerBy, -minuteMs)).some(({ mode }) => mode === 'seat');
        expect(seated, `${urgency} ${now} → ${answerBy}`).toBe(true);
      }
    }
  });

  test('police, ambulance and the centre can be called, 12356 only in its hours, and no closed line is named', () => {
    for (const now of weekFrom(start)) {
      const lines = promiseFor(site, 'red', now).openLines;
      const ids = lines.map(({ id }) => id);
      expect(ids.slice(0, 2)).toEqual(['police', 'ambulance']);
      expect(ids).toContain('centre');
      expect(ids.includes('psych'), now).toBe(hourOf(now) < 2 || hourOf(now) >= 8);
      for (const line of site.hotlines) expect(ids.includes(line.id)).toBe(isLineOpen(site, line, now));
    }
  });
});

describe('a roster that cannot keep its promise is refused', () => {
  const change = (roster: Partial<Site['roster']>): Site => ({ ...site, roster: { ...site.roster, ...roster } });

  test('each shift taken out leaves a gap that is named', () => {
    expect(findRosterGaps(site)).toEqual([]);
    const overlapped = new Set<number>();
    for (const [index, shift] of site.roster.shifts.entries()) {
      const gaps = findRosterGaps(change({ shifts: site.roster.shifts.filter((other) => other !== shift) }));
      if (gaps.some((gap) => /没有人值班/.test(gap))) overlapped.add(index);
    }
    expect(overlapped.size).toBeGreaterThanOrEqual(4);
  });

  test('an empty hour in the file is refused when the site is loaded', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xinqiao-roster-'));
    cpSync(new URL('../site/default', import.meta.url), folder, { recursive: true });
    const roster = read('roster') as Site['roster'];
    const shifts = roster.shifts.map((shift) => (shift.days.includes('fri') && shift.mode === 'call' ? { ...shift, to: '03:00' } : shift));
    writeFileSync(join(folder, 'roster.yaml'), stringify({ ...roster, shifts }));
    const changed = siteSchema.parse({ ...site, roster: parse(readFileSync(join(folder, 'roster.yaml'), 'utf8')) });
    expect(findRosterGaps(changed).join('\n')).toMatch(/周二 03:00–08:00 没有人值班/);
    rmSync(folder, { recursive: true });
  });

  test('an hour without a backup is named, and a clock that leaves the leader no time', () => {
    const shifts = site.roster.shifts.map((shift) => (shift.mode === 'call' ? { ...shift, people: ['zhiban3'] } : shift));
    expect(findRosterGaps(change({ shifts })).join('\n')).toMatch(/只排了一个人/);
    expect(findRosterGaps(change({ redClock: { seen: 5, accepted: 10, contacted: 15 } })).join('\n')).toMatch(/redClock/);
  });
});

test('SZ-09: within a period of heightened duty no holiday empties the desk, and the clocks are shorter', () => {
  const period = {
    from: '2026-10-01',
    to: '2026-10-03',
    answerMinutes: { red: 3, orange: 15, yellow: 60, blue: 120 },
    redClock: { seen: 2, accepted: 3, contacted: 10 },
  };
  const heightened: Site = { ...site, roster: { ...site.roster, sensitivePeriods: [period] } };
  const now = '2026-10-01T08:30:00.000+08:00';
  expect(dayOf(now)).toBe('2026-10-01');
  expect(promiseFor(site, 'yellow', now).onDutyNow).toBe(false);
  expect(promiseFor(heightened, 'yellow', now)).toMatchObject({ onDutyNow: true, words: '今天上午9点半前' });
  expect(clocksAt(heightened, now).redClock.contacted).toBe(10);
  expect(clocksAt(heightened, '2026-10-04T08:30:00.000+08:00')).toBe(heightened.roster);
});
