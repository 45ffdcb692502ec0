import { text } from './text.ts';

const chinaOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

function chinaDate(instant: string | number): Date {
  return new Date(new Date(instant).getTime() + chinaOffsetMs);
}

/** A moment as people say it: `14:05`, `昨天 14:05`, `11月3日 14:05`, in the time of China. */
export function showTime(instant: string, now: number): string {
  const moment = chinaDate(instant);
  const clock = moment.toISOString().slice(11, 16);
  const days = Math.floor(chinaDate(now).getTime() / dayMs) - Math.floor(moment.getTime() / dayMs);
  if (days === 0) return clock;
  if (days === 1) return `${text.yesterday} ${clock}`;
  return `${moment.getUTCMonth() + 1}${text.month}${moment.getUTCDate()}${text.day} ${clock}`;
}

/** Tells whether two moments are so far apart that the later gets its own time line: five minutes. */
export function isFarApart(earlier: string | null, later: string): boolean {
  return earlier === null || new Date(later).getTime() - new Date(earlier).getTime() > 300_000;
}
