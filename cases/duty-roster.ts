import { addMilliseconds, type CalendarDay, dayOf, formatInstant, type Instant, parseInstant } from '../core/instant.ts';
import type { Site } from '../core/site.ts';
import { caseText } from './words.ts';

/** A shift of the roster. */
export type Shift = Site['roster']['shifts'][number];

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Minutes since midnight of `08:30`. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Minutes since midnight in China of a moment. */
export function minuteOfDay(now: Instant): number {
  return minutesOf(formatInstant(parseInstant(now)).slice(11, 16));
}

function dayBefore(day: CalendarDay): CalendarDay {
  return dayOf(addMilliseconds(`${day}T12:00:00.000+08:00`, -dayMs));
}

/** The period of heightened duty that a day lies in, or `undefined` (SZ-09). */
function sensitivePeriod(site: Site, day: CalendarDay): Site['roster']['sensitivePeriods'][number] | undefined {
  return site.roster.sensitivePeriods.find(({ from, to }) => from <= day && day <= to);
}

/** The clocks that hold at a moment: shorter within a period of heightened duty (SZ-09). */
export function clocksAt(site: Site, now: Instant): Pick<Site['roster'], 'answerMinutes' | 'redClock'> {
  return sensitivePeriod(site, dayOf(now)) ?? site.roster;
}

/**
 * The weekdays whose shifts hold on a day: its own; Sunday's on a public holiday; Tuesday's on a weekend day that is worked. Within a period
 * of heightened duty no holiday empties the desk (SZ-09).
 */
export function shiftDays(site: Site, day: CalendarDay): readonly (typeof weekdays)[number][] {
  const own = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'mon';
  const isWeekend = own === 'sat' || own === 'sun';
  if (site.roster.holidays.includes(day) && sensitivePeriod(site, day) === undefined) return isWeekend ? [own] : ['sun'];
  return isWeekend && site.roster.workdays.includes(day) ? ['tue'] : [own];
}

/** Tells whether a shift covers a moment; one whose end lies before its start runs past midnight. */
function covers(site: Site, shift: Shift, day: CalendarDay, minute: number): boolean {
  const from = minutesOf(shift.from);
  const to = minutesOf(shift.to);
  const startsOn = (other: CalendarDay): boolean => shiftDays(site, other).some((name) => shift.days.includes(name));
  if (from < to) return startsOn(day) && minute >= from && minute < to;
  return (startsOn(day) && minute >= from) || (startsOn(dayBefore(day)) && minute < to);
}

/** The shifts on at a moment; those at a desk first. */
export function shiftsAt(site: Site, now: Instant): readonly Shift[] {
  const day = dayOf(now);
  const minute = minuteOfDay(now);
  return site.roster.shifts
    .filter((shift) => covers(site, shift, day, minute))
    .sort((a, b) => Number(b.mode === 'seat') - Number(a.mode === 'seat'));
}

/** The accounts that a red alert reaches at a moment, in order: the person on duty, the backups, the leader. Never empty. */
export function peopleOnDuty(site: Site, now: Instant): readonly string[] {
  return [...new Set([...shiftsAt(site, now).flatMap((shift) => shift.people), site.roster.leader])];
}

/** Minutes until nobody sits at a desk any more, and the start of the next time somebody does. */
export function nextSeat(site: Site, now: Instant): Instant | null {
  const step = 15;
  let at = addMilliseconds(`${formatInstant(parseInstant(now)).slice(0, 16)}:00.000+08:00`, 0);
  const offset = minuteOfDay(at) % step;
  at = addMilliseconds(at, (offset === 0 ? step : step - offset) * minuteMs);
  for (let tries = 0; tries < (14 * 24 * 60) / step; tries += 1) {
    if (shiftsAt(site, at).some((shift) => shift.mode === 'seat')) return at;
    at = addMilliseconds(at, step * minuteMs);
  }
  return null;
}

/** What a weekday is called. */
function nameOf(weekday: (typeof weekdays)[number] | undefined): string {
  return caseText('weekdays').split(' ')[weekday === undefined ? 0 : weekdays.indexOf(weekday)] ?? '';
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/**
 * The hours that no shift covers, as sentences for an operator; also days without a backup, weeks without a desk shift, and a red clock
 * that leaves no time for backup and leader within what is promised.
 * Empty where the roster is whole (XY-01).
 */
export function findRosterGaps(site: Site): readonly string[] {
  const faults: string[] = [];
  const alone = new Set<string>();
  // A week of ordinary days far from any listed holiday, and each listed holiday with the day after it.
  const ordinary = ['2001-01-01', '2001-01-02', '2001-01-03', '2001-01-04', '2001-01-05', '2001-01-06', '2001-01-07'];
  const special = [...site.roster.holidays, ...site.roster.workdays].flatMap((day) => [
    day,
    dayOf(addMilliseconds(`${day}T12:00:00.000+08:00`, dayMs)),
  ]);
  for (const day of [...ordinary, ...new Set(special)]) {
    let gapFrom: number | null = null;
    for (let minute = 0; minute <= 1440; minute += 15) {
      const on = site.roster.shifts.filter((shift) => covers(site, shift, day, minute));
      const open = minute < 1440 && on.length === 0;
      const others = new Set(on.flatMap(({ people }) => people).filter((account) => account !== site.roster.leader));
      if (on.length > 0 && others.size < 2) alone.add(ordinary.includes(day) ? nameOf(shiftDays(site, day)[0]) : day);
      if (open) gapFrom ??= minute;
      else if (gapFrom !== null) {
        const name = ordinary.includes(day) ? nameOf(shiftDays(site, day)[0]) : day;
        faults.push(caseText('gap', { day: name, from: clockOf(gapFrom), to: clockOf(minute) }));
        gapFrom = null;
      }
    }
  }
  if (!site.roster.shifts.some((shift) => shift.mode === 'seat')) faults.push(caseText('noSeat'));
  for (const day of alone) faults.push(caseText('noBackup', { day }));
  for (const { redClock } of [site.roster, ...site.roster.sensitivePeriods])
    if (2 * redClock.seen + redClock.accepted > redClock.contacted) faults.push(caseText('clockTooShort', redClock));
  return faults;
}
