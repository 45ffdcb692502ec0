import { type CalendarDay, dayOf, type Instant } from '../../core/instant.ts';
import { addDays, addMonths, isRealDay, makeDay, partsOf, weekdayOf } from './calendar.ts';
import { parseChineseNumber } from './chinese-number.ts';
import { findFestivals } from './festival.ts';
import { lunarOf, previousLunarMonth, solarOf } from './lunar.ts';

/** A day found in a text. `month` and `year`: only that much was said, the day is the first of it. `about`: a rough time; `vague`: one that may be meant by the way. */
export type FoundDate = {
  readonly day: CalendarDay;
  readonly precision: 'day' | 'month' | 'year' | 'about' | 'vague';
  readonly text: string;
  readonly start: number;
};

const yearWords: Readonly<Record<string, number>> = { 大前年: -3, 前年: -2, 去年: -1, 上年: -1, 头年: -1, 今年: 0, 本年: 0, 明年: 1 };
const yearPart = '(\\d{4}年?[-/.]?|[二一][零〇九][零〇一二三四五六七八九]{2}年|\\d{2}年|大前年|前年|去年|上年|头年|今年|本年|明年)?';
const count = '(\\d{1,3}|[一二两三四五六七八九十半几]{1,3})';
const lunarMonthWords: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };

type Reader = {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, today: CalendarDay) => Omit<FoundDate, 'text' | 'start'> | null;
};

function numberOf(text: string | undefined): number {
  return text === undefined ? Number.NaN : (parseChineseNumber(text) ?? Number.NaN);
}

/** The year that was said, or `null` where none was. Two digits are of this century. */
export function readYear(text: string | undefined, base: number): number | null {
  if (text === undefined) return null;
  if (text in yearWords) return base + (yearWords[text] ?? 0);
  const number = numberOf(text.replace(/年?[-/.]?$/, ''));
  if (Number.isNaN(number)) return null;
  return number < 100 ? 2000 + number : number;
}

function lunarDayNumber(text: string | undefined): number {
  if (text === undefined) return Number.NaN;
  return numberOf(text.replace(/^初/, '').replace(/^廿/, '二十'));
}

function lunarDate(year: number, month: number, day: number): CalendarDay | null {
  return month >= 1 && month <= 12 && day >= 1 && day <= 30 ? solarOf({ year, month, day }) : null;
}

const lunarMonthDay: Reader = {
  pattern: new RegExp(
    `${yearPart}的?(农历|阴历|旧历|老历)?(正|冬|腊|十[一二]?|[一二三四五六七八九]|\\d{1,2})月(初[一二三四五六七八九十]|廿[一二三四五六七八九]?|(?:二十|十)[一二三四五六七八九]?|三十|[一二三]?十?\\d{0,2})?`,
    'u',
  ),
  read: (match, today) => {
    const [, year, named, monthWord = '', dayWord] = match;
    const isLunar = named !== undefined || /[正冬腊]/.test(monthWord) || /^初|^廿/.test(dayWord ?? '');
    if (!isLunar) return null;
    const now = lunarOf(today);
    const month = lunarMonthWords[monthWord] ?? numberOf(monthWord);
    const day = dayWord === undefined || dayWord === '' ? 1 : lunarDayNumber(dayWord);
    const said = readYear(year, now.year);
    let lunarYear = said ?? now.year;
    if (said === null && (month > Math.abs(now.month) || (month === now.month && day > now.day))) lunarYear -= 1;
    const found = lunarDate(lunarYear, month, day);
    return found === null ? null : { day: found, precision: dayWord === undefined || dayWord === '' ? 'month' : 'day' };
  },
};

const relativeLunarDay: Reader = {
  pattern: /(上上个?月|上个?月|这个?月|本月)?(?:的|农历|阴历)?(初[一二三四五六七八九十]|廿[一二三四五六七八九]?)/u,
  read: (match, today) => {
    const now = lunarOf(today);
    const day = lunarDayNumber(match[2]);
    let place = { year: now.year, month: now.month };
    const back = match[1] === undefined ? (day > now.day ? 1 : 0) : match[1].startsWith('上上') ? 2 : match[1].startsWith('上') ? 1 : 0;
    for (let step = 0; step < back; step += 1) place = previousLunarMonth(place.year, place.month);
    return { day: solarOf({ ...place, day }), precision: 'day' };
  },
};

const fullDate: Reader = {
  pattern: /(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?/u,
  read: (match) => {
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    return isRealDay(year, month, day) ? { day: makeDay(year, month, day), precision: 'day' } : null;
  },
};

const monthDate: Reader = {
  pattern: new RegExp(
    `${yearPart}的?(\\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?!\\s*\\d{3})(?:(\\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]|(二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?)(?=的|那|去|来|我|他|晚|早|上|下|,|。|$)|(初|中旬?|底|末))?`,
    'u',
  ),
  read: (match, today) => {
    const now = partsOf(today);
    const month = numberOf(match[2]);
    if (!(month >= 1 && month <= 12)) return null;
    // 一月1800 is a rate, and a bare 一月 is more often a length of time than January.
    if (match[0] === '一月') return null;
    const part = match[5];
    const spoken = match[3] ?? match[4];
    const day = spoken === undefined ? ({ 初: 1, 中: 15, 中旬: 15, 底: 28, 末: 28 }[part ?? '初'] ?? 1) : numberOf(spoken);
    const said = readYear(match[1], now.year);
    const year = said ?? (makeDay(now.year, month, day) > today ? now.year - 1 : now.year);
    if (!isRealDay(year, month, day)) return null;
    // 九月二十八 without 号 may be lunar.
    const precision = match[3] !== undefined ? 'day' : match[4] !== undefined || part !== undefined ? 'about' : 'month';
    return { day: makeDay(year, month, day), precision };
  },
};

const relativeMonth: Reader = {
  pattern:
    /(上上个?月|上个?月|前个?月|这个?月|本月|当月)(?:的)?(?:(\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]|(初|头|中|底|末))?/u,
  read: (match, today) => {
    const back = /^上上|^前/.test(match[1] ?? '') ? 2 : (match[1] ?? '').startsWith('上') ? 1 : 0;
    const month = partsOf(addMonths(today, -back));
    const day = match[2] === undefined ? ({ 初: 1, 头: 1, 中: 15, 底: 28, 末: 28 }[match[3] ?? '初'] ?? 1) : numberOf(match[2]);
    if (!isRealDay(month.year, month.month, day)) return null;
    return {
      day: makeDay(month.year, month.month, day),
      precision: match[2] !== undefined ? 'day' : match[3] !== undefined ? 'about' : 'month',
    };
  },
};

const dayWords: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 当: 0 };
const dayWord: Reader = {
  pattern: /(大前|前|昨|今)(?:天|儿个?|日|晚上?|夜里?|早上?|黑夜|下午|上午)/u,
  read: (match, today) => ({ day: addDays(today, dayWords[match[1] ?? ''] ?? 0), precision: 'day' }),
};

const weekDay: Reader = {
  pattern: /(上上个?|上个?|这个?|本)?(?:周|星期|礼拜)([一二三四五六日天末])/u,
  read: (match, today) => {
    const wanted = '一二三四五六日'.indexOf((match[2] ?? '').replace('天', '日').replace('末', '六')) + 1;
    const monday = addDays(today, 1 - weekdayOf(today));
    const back = (match[1] ?? '').startsWith('上上') ? 2 : (match[1] ?? '').startsWith('上') ? 1 : 0;
    const day = addDays(monday, wanted - 1 - 7 * back);
    return { day: match[1] === undefined && day > today ? addDays(day, -7) : day, precision: 'day' };
  },
};

const ago: Reader = {
  pattern: new RegExp(`(?:大概|差不多|快|有)?${count}(?:来|多)?个?(半)?(天|周|星期|礼拜|月|年)(半|多)?(?:以前|之前|前|了)`, 'u'),
  read: (match, today) => {
    const number = match[1] === '半' ? 0.5 : match[1] === '几' ? 3 : numberOf(match[1]);
    if (Number.isNaN(number)) return null;
    const amount = number + (match[2] === '半' || match[4] === '半' ? 0.5 : 0);
    const unit = match[3];
    // 咳嗽一个月了 tells how long something goes on, 一个月前 when it happened.
    const precision = match[0].endsWith('了') ? 'vague' : 'about';
    if (unit === '天') return { day: addDays(today, -amount), precision };
    if (unit === '月') return { day: addDays(addMonths(today, -Math.floor(amount)), amount % 1 === 0 ? 0 : -15), precision };
    if (unit === '年') return { day: addMonths(today, -Math.round(amount * 12)), precision };
    return { day: addDays(today, Math.round(-amount * 7)), precision };
  },
};

const seasons: Readonly<Record<string, number>> = {
  年初: 1,
  开春: 3,
  春天: 4,
  春上: 4,
  夏天: 7,
  伏天: 7,
  秋天: 10,
  秋后: 11,
  秋收: 10,
  冬天: 12,
  年底: 12,
  年末: 12,
  年中: 6,
  上半年: 3,
  下半年: 9,
};
const season: Reader = {
  pattern:
    /((?:19|20)\d{2}年|大前年|前年|去年|上年|头年|今年)?的?(?<![一整])(年初|开春|春天|春上|夏天|伏天|秋天|秋后|秋收|冬天|年底|年末|年中|上半年|下半年)|(大前|前|去|今)(年初|年底|年末|年中)/u,
  read: (match, today) => {
    const now = partsOf(today);
    const month = seasons[match[2] ?? match[4] ?? ''] ?? 1;
    const said = readYear(match[1] ?? (match[3] === undefined ? undefined : `${match[3]}年`), now.year);
    return { day: makeDay(said ?? (month > now.month ? now.year - 1 : now.year), month, 1), precision: said === null ? 'vague' : 'about' };
  },
};

const yearOnly: Reader = {
  pattern:
    /((?:19|20)\d{2}年|[二一][零〇九][零〇一二三四五六七八九]{2}年|(?<!\d)[012]\d年(?!前|了|多|以)|(?:大前年|前年|去年|头年)(?!就))/u,
  read: (match, today) => {
    const year = readYear(match[1], partsOf(today).year);
    return year === null ? null : { day: makeDay(year, 1, 1), precision: 'year' };
  },
};

const bareDay: Reader = {
  pattern:
    /(?<![\d一二三四五六七八九十月第巷路街院村区园寓弄-])(?<!过了?)(\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[号日](?!楼|院|桌|人|线|工地|机|门|店|子|单元|栋|地|库|路|车|柜|房|井|床|线)/u,
  read: (match, today) => {
    const now = partsOf(today);
    const day = numberOf(match[1]);
    const month = day > now.day ? partsOf(addMonths(makeDay(now.year, now.month, 1), -1)) : now;
    return isRealDay(month.year, month.month, day) ? { day: makeDay(month.year, month.month, day), precision: 'day' } : null;
  },
};

const newYearDay: Reader = {
  pattern: /(去年|前年|今年)?(?:大)?(?:正月|年)初([一二三四五六七八九十])/u,
  read: (match, today) => {
    const year = lunarOf(today).year;
    const day = lunarDayNumber(match[2]);
    const found = lunarDate(readYear(match[1], year) ?? year, 1, day);
    return found === null ? null : { day: found, precision: 'day' };
  },
};

const readers: readonly Reader[] = [
  newYearDay,
  fullDate,
  lunarMonthDay,
  relativeLunarDay,
  monthDate,
  relativeMonth,
  dayWord,
  weekDay,
  ago,
  season,
  bareDay,
  yearOnly,
].map(({ pattern, read }) => ({ pattern: new RegExp(pattern.source, 'gu'), read }));

/** A text that names more days than this of one kind is no telling: the rest is left, so that a flood of them costs nothing. */
const mostOfAKind = 40;

/**
 * Finds the days that a text names, read against the moment of the message: 昨天, 上个月初八, 前年腊月, 过了小雪, 去年国庆, 2024年3月. A day without a
 * year is the last such day that is past. In the order in which they stand; where two readings overlap the longer, earlier one holds.
 */
export function findDates(text: string, at: Instant): readonly FoundDate[] {
  const today = dayOf(at);
  const found: FoundDate[] = [...findFestivals(text, today)];
  for (const reader of readers) {
    let seen = 0;
    for (const match of text.matchAll(reader.pattern)) {
      seen += 1;
      if (seen > mostOfAKind) break;
      const overlaps = found.some((other) => match.index < other.start + other.text.length && other.start < match.index + match[0].length);
      if (overlaps || match[0] === '') continue;
      const read = reader.read(match, today);
      if (read !== null && read.day > '1930-01-01') found.push({ ...read, text: match[0], start: match.index });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Writes a day for people: `2026年11月24日`. What it writes, `findDates` reads back to the same day. */
export function formatDay(day: CalendarDay): string {
  const parts = partsOf(day);
  return `${parts.year}年${parts.month}月${parts.day}日`;
}
