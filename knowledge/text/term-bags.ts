import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** Terms of a text in their order, with repeats. */
export type Terms = ArrayLike<number> & Iterable<number>;

/** Texts as bags of numbered terms, laid one after another: `slots` from `starts[place]` to `starts[place + 1]`, with repeats. */
export type TermBags = { readonly vocabulary: Vocabulary; readonly starts: Uint32Array; readonly slots: Uint32Array };

/** Numbers the terms of texts. With a vocabulary given the numbers are its own: several kinds of bags can share one. */
export function gatherBags(texts: readonly Terms[], vocabulary: Vocabulary = createVocabulary()): TermBags {
  const starts = new Uint32Array(texts.length + 1);
  texts.forEach((terms, place) => {
    starts[place + 1] = (starts[place] as number) + terms.length;
  });
  const slots = new Uint32Array(starts[texts.length] as number);
  texts.forEach((terms, place) => {
    const start = starts[place] as number;
    for (let at = 0; at < terms.length; at += 1) slots[start + at] = vocabulary.add(terms[at] as number);
  });
  return { vocabulary, starts, slots };
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
