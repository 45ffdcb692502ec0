import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, makeDay } from './calendar.ts';
import { findDates, formatDay } from './date.ts';
import { lunarOf, solarOf } from './lunar.ts';

const now = '2026-11-24T10:00:00.000+08:00';
const day = (text: string, at = now): string | undefined => findDates(text, at)[0]?.day;

test('what is written for people is read back to the same day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_000 }), (days) => {
      const date = addDays('1940-01-01', days);
      expect(day(formatDay(date))).toBe(date);
      expect(day(date)).toBe(date);
    }),
  );
});

test('lunar and solar days turn into each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 36_000 }), (days) => {
      const date = addDays('1940-01-01', days);
      expect(solarOf(lunarOf(date))).toBe(date);
    }),
    { numRuns: 500 },
  );
});

test('a day a number of days ago is that day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (days) => {
      expect(day(`${days}天前`)).toBe(addDays('2026-11-24', -days));
    }),
  );
});

test('months end where they end', () => {
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(makeDay(2026, 13, 1)).toBe('2027-01-01');
});

describe('said on Tuesday 24 November 2026', () => {
  test.each([
    ['昨天', '2026-11-23'],
    ['昨晚', '2026-11-23'],
    ['昨儿', '2026-11-23'],
    ['今天', '2026-11-24'],
    ['今早', '2026-11-24'],
    ['前天', '2026-11-22'],
    ['大前天', '2026-11-21'],
    ['前儿个', '2026-11-22'],
    ['上个月初八', '2026-10-17'],
    ['初八', '2026-11-16'],
    ['前年腊月', '2024-12-31'],
    ['腊月二十三', '2026-02-10'],
    ['去年腊月二十', '2026-02-07'],
    ['正月初五', '2026-02-21'],
    ['农历八月十五', '2026-09-25'],
    ['阴历七月初七', '2026-08-19'],
    ['过了小雪', '2026-11-23'],
    ['大年三十', '2026-02-16'],
    ['去年国庆', '2025-10-01'],
    ['今年五一', '2026-05-01'],
    ['中秋节', '2026-09-25'],
    ['端午', '2026-06-19'],
    ['元宵', '2026-03-03'],
    ['清明', '2026-04-05'],
    ['冬至那天', '2025-12-21'],
    ['2025年冬至', '2025-12-21'],
    ['立冬后', '2026-11-08'],
    ['春节', '2026-02-17'],
    ['元旦', '2026-01-01'],
    ['2024年3月', '2024-03-01'],
    ['2024-03-05', '2024-03-05'],
    ['2024.3.5', '2024-03-05'],
    ['2024年3月5号', '2024-03-05'],
    ['二零二四年六月一号', '2024-06-01'],
    ['23年5月', '2023-05-01'],
    ['去年三月', '2025-03-01'],
    ['前年6月18号', '2024-06-18'],
    ['3月15号', '2026-03-15'],
    ['12月3日', '2025-12-03'],
    ['十月一号', '2026-10-01'],
    ['上周三', '2026-11-18'],
    ['上个星期天', '2026-11-22'],
    ['礼拜天', '2026-11-22'],
    ['周一', '2026-11-23'],
    ['上上周五', '2026-11-13'],
    ['上个月20号', '2026-10-20'],
    ['上月底', '2026-10-28'],
    ['这个月三号', '2026-11-03'],
    ['上上个月', '2026-09-01'],
    ['20号', '2026-11-20'],
    ['28号', '2026-10-28'],
    ['三个月前', '2026-08-24'],
    ['半年前', '2026-05-24'],
    ['两年前', '2024-11-24'],
    ['一年半前', '2025-05-24'],
    ['10天前', '2026-11-14'],
    ['两周前', '2026-11-10'],
    ['去年年底', '2025-12-01'],
    ['今年夏天', '2026-07-01'],
    ['去年冬天', '2025-12-01'],
    ['年初', '2026-01-01'],
    ['今年秋后', '2026-11-01'],
    ['开春', '2026-03-01'],
    ['去年', '2025-01-01'],
    ['2023年', '2023-01-01'],
    ['大前年', '2023-01-01'],
    ['3号楼', undefined],
    ['鼓楼巷7号', undefined],
    ['一月1800', undefined],
    ['今年78了', undefined],
    ['5个月', undefined],
    ['周围', undefined],
  ] as const)('%s', (text, expected) => {
    expect(day(text)).toBe(expected);
  });
});

test('the year turns between the lunar and the solar new year', () => {
  const january = '2027-01-20T09:00:00.000+08:00';
  expect(day('腊月初八', january)).toBe('2027-01-15');
  expect(day('昨天', '2027-01-01T00:10:00.000+08:00')).toBe('2026-12-31');
  expect(day('大年三十', '2026-02-17T08:00:00.000+08:00')).toBe('2026-02-16');
});

test('several days stand in the order of the words', () => {
  expect(findDates('去年国庆借的,说好今年五一还', now).map((found) => found.day)).toEqual(['2025-10-01', '2026-05-01']);
});
