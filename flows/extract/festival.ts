import type { CalendarDay } from '../../core/instant.ts';
import { addDays, makeDay, partsOf } from './calendar.ts';
import type { FoundDate } from './date.ts';
import { lunarOf, solarOf, solarTermDay, solarTermNames } from './lunar.ts';

const offsets: Readonly<Record<string, number>> = { 大前年: -3, 前年: -2, 去年: -1, 上年: -1, 头年: -1, 今年: 0 };

const solarFestivals: Readonly<Record<string, readonly [number, number]>> = {
  元旦: [1, 1],
  妇女节: [3, 8],
  三八节: [3, 8],
  五一: [5, 1],
  劳动节: [5, 1],
  儿童节: [6, 1],
  国庆: [10, 1],
  双十一: [11, 11],
  双十二: [12, 12],
  六一: [6, 1],
  七一: [7, 1],
  八一: [8, 1],
  教师节: [9, 10],
  情人节: [2, 14],
  圣诞: [12, 25],
};

const lunarFestivals: Readonly<Record<string, readonly [number, number]>> = {
  大年三十: [12, 30],
  年三十: [12, 30],
  除夕: [12, 30],
  大年初一: [1, 1],
  大年初二: [1, 2],
  大年初三: [1, 3],
  大年初五: [1, 5],
  春节: [1, 1],
  过年: [1, 1],
  过大年: [1, 1],
  小年: [12, 23],
  元宵: [1, 15],
  正月十五: [1, 15],
  龙抬头: [2, 2],
  端午: [5, 5],
  七夕: [7, 7],
  中秋: [8, 15],
  八月十五: [8, 15],
  重阳: [9, 9],
  腊八: [12, 8],
};

const names = [...Object.keys(solarFestivals), ...Object.keys(lunarFestivals), ...solarTermNames]
  .sort((a, b) => b.length - a.length)
  .join('|');
const pattern = new RegExp(
  `(\\d{4}年|\\d{2}年|大前年|前年|去年|上年|头年|今年)?的?(刚过了?|过了|过完了?|还没到|快到|没到)?(?:农历|阴历)?(?:了)?(${names})(?:节|那天|当天)?(?:(前|后|过后|之后|以后|之前|以前)(?!面))?(?!书|镇|村|路)`,
  'gu',
);

function dayIn(name: string, year: number): CalendarDay | null {
  const solar = solarFestivals[name];
  if (solar !== undefined) return makeDay(year, solar[0], solar[1]);
  const lunar = lunarFestivals[name];
  // 腊月 belongs to the lunar year that is ending: 去年大年三十 is the eve on which 去年 began to end.
  if (lunar !== undefined) return solarOf({ year, month: lunar[0], day: lunar[1] });
  const term = solarTermNames.find((other) => other === name);
  return term === undefined ? null : solarTermDay(year, term);
}

/** Finds festivals and solar terms (去年国庆, 大年三十, 过了小雪). Without a year the last one that is past is meant. */
export function findFestivals(text: string, today: CalendarDay): readonly FoundDate[] {
  const found: FoundDate[] = [];
  for (const match of text.matchAll(pattern)) {
    const [whole, yearText, , name = ''] = match;
    const isLunar = name in lunarFestivals;
    const base = isLunar ? lunarOf(today).year : partsOf(today).year;
    const digits = yearText === undefined ? null : /^\d+/.exec(yearText)?.[0];
    const said =
      yearText === undefined
        ? null
        : digits === undefined || digits === null
          ? base + (offsets[yearText] ?? 0)
          : Number(digits) + (digits.length === 2 ? 2000 : 0);
    let day = dayIn(name, said ?? base);
    if (day === null) continue;
    if (said === null && day > today) day = dayIn(name, base - 1);
    if (day === null) continue;
    const rough = match[2] !== undefined || match[4] !== undefined;
    const shifted = match[2]?.includes('过') || /后/.test(match[4] ?? '') ? addDays(day, 1) : day;
    found.push({
      day: shifted > today && said === null ? day : shifted,
      precision: rough ? 'about' : 'day',
      text: whole,
      start: match.index,
    });
  }
  return found;
}
