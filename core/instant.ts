/** A moment as ISO 8601 with the offset of China Standard Time, for example `2026-11-24T03:10:00.000+08:00`. Sorts as text. */
export type Instant = string;

/** A day of the calendar in China, `YYYY-MM-DD`. */
export type CalendarDay = string;

const chinaOffsetMs = 8 * 3_600_000;

/** Writes a moment in China Standard Time. China has had one zone and no summer time since 1992. */
export function formatInstant(date: Date): Instant {
  return `${new Date(date.getTime() + chinaOffsetMs).toISOString().slice(0, -1)}+08:00`;
}

/** Reads an ISO 8601 moment. Throws a `RangeError` where the text is none. */
export function parseInstant(instant: Instant): Date {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not a moment in ISO 8601: ${instant}`);
  return date;
}

/** Adds milliseconds to a moment. */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return formatInstant(new Date(parseInstant(instant).getTime() + milliseconds));
}

/** The day in China on which a moment falls. */
export function dayOf(instant: Instant): CalendarDay {
  return formatInstant(parseInstant(instant)).slice(0, 10);
}

/** The hour of the day in China, 0 to 23. */
export function hourOf(instant: Instant): number {
  return Number(formatInstant(parseInstant(instant)).slice(11, 13));
}
