import { expect, it } from 'vitest';
import { countTexts, gatherBags, joinBags, streamBags } from './term-bags.ts';
import { createVocabulary } from './vocabulary.ts';

const texts = [[7, 7, 9], [], [4_000_000_000, 7]];

it('holds every text in its order, whether gathered at once or as it comes', () => {
  const bags = gatherBags(texts);
  const streamed = streamBags(texts, texts.length, 0);
  for (const { vocabulary, starts, slots } of [bags, streamed]) {
    const terms = vocabulary.list();
    expect(texts.map((_, at) => [...slots.subarray(starts[at], starts[at + 1])].map((slot) => terms[slot]))).toEqual(texts);
  }
});

it('counts each text once for a term', () => {
  const bags = gatherBags(texts);
  expect(countTexts(bags)[bags.vocabulary.find(7)]).toBe(2);
});

it('joins what the members of a group have in all views', () => {
  const vocabulary = createVocabulary();
  const parts = [gatherBags(texts, vocabulary), gatherBags([[1], [2], [3]], vocabulary)];
  const { starts, slots } = joinBags(vocabulary, parts, [[2, 0], [1]]);
  const terms = vocabulary.list();
  const read = (at: number) => [...slots.subarray(starts[at], starts[at + 1])].map((slot) => terms[slot]);
  expect([read(0), read(1)]).toEqual([[4_000_000_000, 7, 7, 7, 9, 3, 1], [2]]);
});
