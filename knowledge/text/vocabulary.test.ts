import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createVocabulary } from './vocabulary.ts';

const term = fc.oneof(fc.nat(50), fc.integer({ min: 0, max: 0xffffffff }));

it('numbers terms as a map would, and finds them again', () => {
  fc.assert(
    fc.property(fc.array(term, { maxLength: 4000 }), fc.array(term, { maxLength: 50 }), (terms, others) => {
      const vocabulary = createVocabulary();
      const numbers = new Map<number, number>();
      for (const each of terms) {
        if (!numbers.has(each)) numbers.set(each, numbers.size);
        expect(vocabulary.add(each)).toBe(numbers.get(each));
      }
      for (const each of [...terms, ...others]) expect(vocabulary.find(each)).toBe(numbers.get(each) ?? -1);
      expect([...vocabulary.list()]).toEqual([...numbers.keys()]);
      expect(createVocabulary(vocabulary.list()).size).toBe(numbers.size);
    }),
    { numRuns: 30 },
  );
});
