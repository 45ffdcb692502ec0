import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderScores, selectTop } from './select-top.ts';

const sizes = { maxLength: 400, size: 'max' } as const;

it('gives what sorting gives, for any scores', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: -5, max: 300, noNaN: true }), sizes), fc.integer({ min: 0, max: 60 }), (list, k) => {
      const scores = Float32Array.from(list);
      const sorted = [...scores.keys()]
        .filter((place) => (scores[place] ?? 0) > 0)
        .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
        .slice(0, k);
      expect(selectTop(scores, k)).toEqual(sorted);
    }),
  );
});

it('orders all scores as a stable sort does, whatever their sign', () => {
  const score = fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(0, -0, 1, -1));
  fc.assert(
    fc.property(fc.array(score, sizes), (list) => {
      const scores = Float32Array.from(list);
      expect(orderScores(scores)).toEqual([...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)));
    }),
  );
});
