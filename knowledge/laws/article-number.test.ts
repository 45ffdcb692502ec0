import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatNumber, normaliseArticle, parseArticle, parseNumber } from './article-number.ts';

it('reads back every number that it writes', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), (value) => parseNumber(formatNumber(value)) === value));
});

it('writes numbers as statutes do', () => {
  expect([10, 15, 20, 101, 110, 133, 1000, 1001, 1010, 1079, 1260].map(formatNumber)).toEqual([
    '十',
    '十五',
    '二十',
    '一百零一',
    '一百一十',
    '一百三十三',
    '一千',
    '一千零一',
    '一千零一十',
    '一千零七十九',
    '一千二百六十',
  ]);
});

it('reads articles however written', () => {
  expect(normaliseArticle('第1079条')).toBe('第一千零七十九条');
  expect(normaliseArticle('１３３条之一')).toBe('第一百三十三条之一');
  expect(parseArticle('第一百三十三条之一')).toEqual({ number: 133, inserted: 1 });
  expect(parseArticle('第零条')).toBeNull();
  expect(parseArticle('总则')).toBeNull();
});
