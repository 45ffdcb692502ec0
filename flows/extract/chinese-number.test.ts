import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChineseNumber, parseRoughNumber } from './chinese-number.ts';

const digits = '零一二三四五六七八九';
const places: readonly (readonly [number, string])[] = [
  [1000, '千'],
  [100, '百'],
  [10, '十'],
  [1, ''],
];

/** Writes 1 to 9999 by the rules of the school book, independent of the parser. */
function writeSection(value: number, inner: boolean): string {
  let written = '';
  let gap = false;
  for (const [size, unit] of places) {
    const digit = Math.floor(value / size) % 10;
    if (digit === 0) gap = true;
    else {
      if (gap && (written !== '' || inner)) written += '零';
      written += digit === 1 && unit === '十' && written === '' && !inner ? unit : digits[digit] + unit;
      gap = false;
    }
  }
  return written;
}

function writeNumber(value: number): string {
  if (value === 0) return '零';
  const high = Math.floor(value / 100_000_000);
  const middle = Math.floor(value / 10_000) % 10_000;
  const low = value % 10_000;
  let written = high > 0 ? `${writeSection(high, false)}亿` : '';
  if (middle > 0) written += `${writeSection(middle, written !== '')}万`;
  if (low > 0) written += writeSection(low, written !== '');
  return written;
}

/** As people shorten it: 23000 is 两万三. */
function writeShort(lead: number, last: number, unit: '百' | '千' | '万'): string {
  return `${lead === 2 ? '两' : digits[lead]}${unit}${digits[last]}`;
}

test('reads every number that the school book writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (value) => {
      expect(parseChineseNumber(writeNumber(value))).toBe(value);
    }),
    { numRuns: 3000 },
  );
});

test('reads shortened numbers', () => {
  const unit = fc.constantFrom('百' as const, '千' as const, '万' as const);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), unit, (lead, last, name) => {
      const size = { 百: 100, 千: 1000, 万: 10_000 }[name];
      expect(parseChineseNumber(writeShort(lead, last, name))).toBe(lead * size + (last * size) / 10);
    }),
  );
});

test('reads Arabic numbers with and without thousands marks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (value) => {
      expect(parseChineseNumber(String(value))).toBe(value);
      expect(parseChineseNumber(value.toLocaleString('en-US'))).toBe(value);
    }),
  );
});

describe('written as people write', () => {
  test.each([
    ['两', 2],
    ['俩', 2],
    ['仨', 3],
    ['十', 10],
    ['十四', 14],
    ['二十', 20],
    ['廿三', 23],
    ['卅', 30],
    ['一百', 100],
    ['一百零五', 105],
    ['一百五', 150],
    ['一百五十', 150],
    ['二百五', 250],
    ['两百五', 250],
    ['八百六', 860],
    ['九百九十九', 999],
    ['一千', 1000],
    ['一千零五', 1005],
    ['一千零五十', 1050],
    ['一千五', 1500],
    ['两千', 2000],
    ['两千三', 2300],
    ['三千五', 3500],
    ['三千五百', 3500],
    ['三千零五十', 3050],
    ['一万', 10_000],
    ['一万二', 12_000],
    ['一万零五', 10_005],
    ['一万零五百', 10_500],
    ['两万三', 23_000],
    ['两万三千', 23_000],
    ['两万三千五', 23_500],
    ['十万', 100_000],
    ['十二万', 120_000],
    ['十二万五', 125_000],
    ['十五万八千', 158_000],
    ['二十万', 200_000],
    ['一百二十万', 1_200_000],
    ['一亿', 100_000_000],
    ['一亿二', 120_000_000],
    ['三千万', 30_000_000],
    ['1.5万', 15_000],
    ['2万3', 23_000],
    ['3万5千', 35_000],
    ['3万5000', 35_000],
    ['3k', 3000],
    ['2.5k', 2500],
    ['1.2w', 12_000],
    ['5千', 5000],
    ['3百', 300],
    ['1,200', 1200],
    ['三点五万', 35_000],
    ['一点二', 1.2],
    ['二零二四', 2024],
    ['一九九八', 1998],
    ['叁仟伍佰', 3500],
    ['壹万贰仟', 12_000],
    ['伍拾', 50],
    ['零', 0],
  ])('%s is %d', (text, value) => expect(parseChineseNumber(text)).toBe(value));

  test.each(['三四千', '元', '', '一二', '万', '千八', '百', 'abc', '两两', '三千四千'])('%s is no number', (text) =>
    expect(parseChineseNumber(text)).toBeNull(),
  );

  test.each([
    ['三四千', 3500],
    ['两三万', 25_000],
    ['七八百', 750],
    ['十七八万', 175_000],
    ['一两百', 150],
  ])('%s is about %d', (text, value) => expect(parseRoughNumber(text)).toEqual({ value, approximate: true }));
});
