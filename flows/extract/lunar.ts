import { LunarDay, LunarMonth, LunarYear, SolarDay, SolarTerm } from 'tyme4ts';
import type { CalendarDay } from '../../core/instant.ts';

/** A day of the lunar calendar. A leap month is negative, as the library writes it. */
export type LunarDate = { readonly year: number; readonly month: number; readonly day: number };

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}

function toCalendarDay(solar: SolarDay): CalendarDay {
  return `${pad(solar.getYear(), 4)}-${pad(solar.getMonth())}-${pad(solar.getDay())}`;
}

/** The lunar date of a day. */
export function lunarOf(day: CalendarDay): LunarDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lunar = SolarDay.fromYmd(year, month, date).getLunarDay();
  return { year: lunar.getYear(), month: lunar.getMonth(), day: lunar.getDay() };
}

/** The day of a lunar date; a day past the month's end is its last day (腊月三十 in a month of 29 days is 除夕). */
export function solarOf(lunar: LunarDate): CalendarDay {
  const length = LunarMonth.fromYm(lunar.year, lunar.month).getDayCount();
  return toCalendarDay(LunarDay.fromYmd(lunar.year, lunar.month, Math.min(lunar.day, length)).getSolarDay());
}

/** The lunar month before this one, leap months counted. */
export function previousLunarMonth(year: number, month: number): { readonly year: number; readonly month: number } {
  if (month < 0) return { year, month: -month };
  const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
  return LunarYear.fromYear(before.year).getLeapMonth() === before.month ? { year: before.year, month: -before.month } : before;
}

/** The names of the 24 solar terms. */
export const solarTermNames = [
  '小寒',
  '大寒',
  '立春',
  '雨水',
  '惊蛰',
  '春分',
  '清明',
  '谷雨',
  '立夏',
  '小满',
  '芒种',
  '夏至',
  '小暑',
  '大暑',
  '立秋',
  '处暑',
  '白露',
  '秋分',
  '寒露',
  '霜降',
  '立冬',
  '小雪',
  '大雪',
  '冬至',
] as const;

/** The day of a solar term in a calendar year. */
export function solarTermDay(year: number, name: (typeof solarTermNames)[number]): CalendarDay {
  // The library counts a year's terms from the winter solstice before it, so 冬至 of a year is the first term of the next.
  const solar = SolarTerm.fromName(year, name).getSolarDay();
  return solar.getYear() === year
    ? toCalendarDay(solar)
    : toCalendarDay(SolarTerm.fromName(year + (solar.getYear() < year ? 1 : -1), name).getSolarDay());
}
