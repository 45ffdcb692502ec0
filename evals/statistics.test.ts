import { expect, test } from 'vitest';
import { bootstrapInterval, createRandom, formatShare, macroF1, quantileOf, scoreLabels, shareOf } from './statistics.ts';

test('the Wilson interval agrees with published values', () => {
  const { low, high } = shareOf(81, 263);
  expect(low).toBeCloseTo(0.2553, 3);
  expect(high).toBeCloseTo(0.3662, 3);
  expect(shareOf(0, 0)).toMatchObject({ share: 0, low: 0, high: 1 });
  expect(formatShare(shareOf(390, 400))).toBe('97.5 % (390/400; 95.5–98.6)');
});

test('a label that is never predicted counts as 0 in the macro mean', () => {
  const scores = scoreLabels([
    { gold: 'a', predicted: 'a' },
    { gold: 'a', predicted: 'a' },
    { gold: 'b', predicted: 'a' },
  ]);
  expect(scores.map(({ label, f1 }) => [label, Number(f1.toFixed(3))])).toEqual([
    ['a', 0.8],
    ['b', 0],
  ]);
  expect(macroF1(scores)).toBeCloseTo(0.4);
});

test('a bootstrap with one seed gives one interval, around the value', () => {
  const rows = Array.from({ length: 200 }, (_, index) => (index % 4 === 0 ? 1 : 0));
  const mean = (sample: readonly number[]): number => sample.reduce((sum, value) => sum + value, 0) / sample.length;
  const interval = bootstrapInterval(rows, mean);
  expect(interval).toEqual(bootstrapInterval(rows, mean));
  expect(interval.low).toBeLessThan(0.25);
  expect(interval.high).toBeGreaterThan(0.25);
  expect(createRandom(1)()).not.toBe(createRandom(2)());
});

test('quantiles', () => {
  expect(quantileOf([5, 1, 3, 2, 4], 0.5)).toBe(3);
  expect(quantileOf([], 0.95)).toBe(0);
});
