import type { DutyPromise } from '../core/flow.ts';
import { addMilliseconds, dayOf, hourOf, type Instant, parseInstant } from '../core/instant.ts';
import type { Hotline, Site } from '../core/site.ts';
import type { Urgency } from '../core/urgency.ts';
import { clocksAt, minuteOfDay, minutesOf, nextSeat, shiftDays, shiftsAt } from './duty-roster.ts';
import { caseText } from './words.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const stepMinutes = 30;

/** Tells whether somebody answers a public line at a moment; a line that closes after midnight belongs to the day on which it opened. */
export function isLineOpen(site: Site, line: Hotline, now: Instant): boolean {
  const opens = minutesOf(line.opens);
  const closes = minutesOf(line.closes);
  const minute = minuteOfDay(now);
  const runs = (day: string): boolean => shiftDays(site, day).some((name) => line.days.includes(name));
  if (opens < closes) return runs(dayOf(now)) && minute >= opens && minute < closes;
  return (runs(dayOf(now)) && minute >= opens) || (runs(dayOf(addMilliseconds(now, -dayMs))) && minute < closes);
}

const redUses = ['police', 'ambulance', 'psych', 'centre', 'women', 'youth'];
const usualUses = ['centre', 'legal', 'government', 'labor', 'consumer', 'women', 'psych', 'youth'];

function openLines(site: Site, urgency: Urgency, now: Instant): DutyPromise['openLines'] {
  const order = urgency === 'red' ? redUses : usualUses;
  const rank = (line: Hotline): number => (order.includes(line.use) ? order.indexOf(line.use) : order.length);
  return site.hotlines
    .filter((line) => isLineOpen(site, line, now))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ id, name, number, opens, closes }) => ({
      id,
      name,
      number,
      hours: opens === '00:00' && closes === '24:00' ? caseText('allDay') : caseText('hours', { opens, closes }),
    }));
}

function roundUp(at: Instant): Instant {
  const past = parseInstant(at).getTime() % (stepMinutes * minuteMs);
  return past === 0 ? at : addMilliseconds(at, stepMinutes * minuteMs - past);
}

function partOfDay(hour: number): string {
  if (hour < 6) return caseText('beforeDawn');
  if (hour < 12) return caseText('morning');
  if (hour < 13) return caseText('noon');
  return caseText(hour < 19 ? 'afternoon' : 'evening');
}

function clockWords(at: Instant): string {
  const hour = hourOf(at);
  const half = minuteOfDay(at) % 60 === 30 ? caseText('half') : '';
  return caseText('hour', { part: partOfDay(hour), hour: hour > 12 ? hour - 12 : hour, half });
}

function dayWords(at: Instant, now: Instant): string {
  const days = Math.round((Date.parse(`${dayOf(at)}T00:00:00Z`) - Date.parse(`${dayOf(now)}T00:00:00Z`)) / dayMs);
  const near = [caseText('today'), caseText('tomorrow'), caseText('dayAfter')][days];
  if (near !== undefined) return near;
  const [, month = '', day = ''] = dayOf(at).split('-');
  return caseText('date', { month: Number(month), day: Number(day) });
}

/** A moment in words that an old person follows: 今天下午4点前, 明天上午9点半前. */
export function promiseWords(answerBy: Instant, now: Instant): string {
  return dayWords(answerBy, now) + clockWords(answerBy);
}

/**
 * What the roster can keep for a colour at a moment. Red is called out at any hour (minutes of the red clock). Otherwise somebody at a desk
 * answers within the colour's minutes; where the desk is empty then, within as many minutes after the next desk shift begins. Rounded up to
 * the half hour, so that the words are no tighter than the promise (XH-02).
 */
export function promiseFor(site: Site, urgency: Urgency, now: Instant): DutyPromise {
  const lines = openLines(site, urgency, now);
  const seated = shiftsAt(site, now).some((shift) => shift.mode === 'seat');
  const { redClock, answerMinutes } = clocksAt(site, now);
  if (urgency === 'red') {
    return {
      answerBy: addMilliseconds(now, redClock.contacted * minuteMs),
      words: caseText('atOnce', { minutes: redClock.contacted }),
      onDutyNow: seated,
      openLines: lines,
    };
  }
  const wait = answerMinutes[urgency] * minuteMs;
  const soon = roundUp(addMilliseconds(now, wait));
  const stillSeated = (at: Instant): boolean => shiftsAt(site, addMilliseconds(at, -minuteMs)).some((shift) => shift.mode === 'seat');
  const start = nextSeat(site, now);
  const later = start === null ? soon : roundUp(addMilliseconds(start, wait));
  const answerBy = seated && stillSeated(soon) ? soon : seated ? roundUp(addMilliseconds(nextFreeSeat(site, now) ?? now, wait)) : later;
  return { answerBy, words: promiseWords(answerBy, now), onDutyNow: seated, openLines: lines };
}

/** The start of the desk shift after the one that is on now. */
function nextFreeSeat(site: Site, now: Instant): Instant | null {
  let at = now;
  for (let tries = 0; tries < 96; tries += 1) {
    if (!shiftsAt(site, at).some((shift) => shift.mode === 'seat')) return nextSeat(site, at);
    at = addMilliseconds(at, 15 * minuteMs);
  }
  return null;
}
