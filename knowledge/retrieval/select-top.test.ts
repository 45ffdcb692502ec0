import fc from 'fast-check';
import { expect, it } from 'vitest';
import { selectTop } from './select-top.ts';

it('gives what sorting gives, for any scores', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: -5, max: 300, noNaN: true }), { maxLength: 400 }), fc.integer({ min: 0, max: 60 }), (list, k) => {
      const scores = Float32Array.from(list);
      const sorted = [...scores.keys()]
        .filter((place) => (scores[place] ?? 0) > 0)
        .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
        .slice(0, k);
      expect(selectTop(scores, k)).toEqual(sorted);
    }),
  );
});
