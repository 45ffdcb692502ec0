import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** Terms of a text in their order, with repeats. */
export type Terms = ArrayLike<number> & Iterable<number>;

/** Texts as bags of numbered terms, laid one after another: `slots` from `starts[place]` to `starts[place + 1]`, with repeats. */
export type TermBags = { readonly vocabulary: Vocabulary; readonly starts: Uint32Array; readonly slots: Uint32Array };

/**
 * Numbers the terms of `count` texts as they come, so that no text's terms are kept beside the bags. `expected` is how many terms there
 * will be, better too many than too few: room that is not filled takes no memory, and room that is short is made anew.
 */
export function streamBags(texts: Iterable<Terms>, count: number, expected: number, vocabulary: Vocabulary = createVocabulary()): TermBags {
  const starts = new Uint32Array(count + 1);
  let slots = new Uint32Array(expected);
  let place = 0;
  let at = 0;
  for (const terms of texts) {
    if (at + terms.length > slots.length) {
      const longer = new Uint32Array((at + terms.length) * 2);
      longer.set(slots);
      slots = longer;
    }
    for (let i = 0, length = terms.length; i < length; i += 1, at += 1) slots[at] = vocabulary.add(terms[i] as number);
    place += 1;
    starts[place] = at;
  }
  return { vocabulary, starts, slots: slots.subarray(0, at) };
}

/** Numbers the terms of texts. With a vocabulary given the numbers are its own: several kinds of bags can share one. */
export function gatherBags(texts: readonly Terms[], vocabulary?: Vocabulary): TermBags {
  const expected = texts.reduce((sum, terms) => sum + terms.length, 0);
  return streamBags(texts, texts.length, expected, vocabulary);
}

/** Joins bags of one vocabulary: the bag of a group is all that its members have in any of the parts. */
export function joinBags(vocabulary: Vocabulary, parts: readonly TermBags[], groups: readonly (readonly number[])[]): TermBags {
  const starts = new Uint32Array(groups.length + 1);
  groups.forEach((members, place) => {
    let length = 0;
    for (const part of parts) for (const member of members) length += (part.starts[member + 1] as number) - (part.starts[member] as number);
    starts[place + 1] = (starts[place] as number) + length;
  });
  const slots = new Uint32Array(starts[groups.length] as number);
  let at = 0;
  for (const members of groups)
    for (const part of parts)
      for (const member of members)
        for (let from = part.starts[member] as number; from < (part.starts[member + 1] as number); from += 1) {
          slots[at] = part.slots[from] as number;
          at += 1;
        }
  return { vocabulary, starts, slots };
}

/** In how many texts each term of the vocabulary stands. */
export function countTexts({ vocabulary, starts, slots }: TermBags): Uint32Array {
  const frequency = new Uint32Array(vocabulary.size);
  const lastSeen = new Int32Array(vocabulary.size).fill(-1);
  for (let place = 0, count = starts.length - 1; place < count; place += 1)
    for (let at = starts[place] as number, end = starts[place + 1] as number; at < end; at += 1) {
      const slot = slots[at] as number;
      if (lastSeen[slot] === place) continue;
      lastSeen[slot] = place;
      frequency[slot] = (frequency[slot] as number) + 1;
    }
  return frequency;
}
