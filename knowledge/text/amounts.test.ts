import { expect, it } from 'vitest';
import { readAmounts, sameAmount } from './amounts.ts';

const read = (text: string): readonly string[] => readAmounts(text).map(({ value, unit }) => `${value}${unit}`);

it('reads figures in Arabic and Chinese numbers', () => {
  expect(read('应当在三十日内提出，30天后无效')).toEqual(['30日', '30日']);
  expect(read('赔三倍，不足五百元的按500元算')).toEqual(['3倍', '500元', '500元']);
  expect(read('一万二')).toEqual([]);
  expect(read('2万元')).toEqual(['20000元']);
  expect(read('三分之二以上')).toEqual(['三:二分之']);
});

it('takes no date, ordinal or telephone number for a figure', () => {
  expect(read('2021年1月1日起施行')).toEqual([]);
  expect(read('第三十日')).toEqual([]);
  expect(read('打12348或110')).toEqual([]);
});

it('knows equal figures in other words', () => {
  const [a, b] = [readAmounts('一年')[0], readAmounts('12个月')[0]];
  expect(a !== undefined && b !== undefined && sameAmount(a, b)).toBe(true);
  const [c, d] = [readAmounts('百分之二十')[0], readAmounts('20%')[0]];
  expect(c !== undefined && d !== undefined && sameAmount(c, d)).toBe(true);
});
