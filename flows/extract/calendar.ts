import type { CalendarDay } from '../../core/instant.ts';

/** Writes a day. Month 0 and 13 roll over into the neighbouring year. */
export function makeDay(year: number, month: number, day: number): CalendarDay {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

/** Tells whether such a day is in the calendar. */
export function isRealDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 1900 && year < 2200 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The year, month and day of a day as numbers. */
export function partsOf(day: CalendarDay): { readonly year: number; readonly month: number; readonly day: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month, day: date };
}

/** The day so many days later (or earlier). */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  const parts = partsOf(day);
  return makeDay(parts.year, parts.month, parts.day + days);
}

/** The same day so many months later or earlier; the month's last day where it has no such day. */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const parts = partsOf(day);
  const first = partsOf(makeDay(parts.year, parts.month + months, 1));
  const last = partsOf(makeDay(first.year, first.month + 1, 0)).day;
  return makeDay(first.year, first.month, Math.min(parts.day, last));
}

/** The day of the week, Monday 1 to Sunday 7. */
export function weekdayOf(day: CalendarDay): number {
  const parts = partsOf(day);
  return new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay() || 7;
}
