import type { WordVectors } from '../retrieval/word-vectors.ts';
import type { LeftOutTerms, TermHoldings } from './term-holdings.ts';

/** Compares questions with entries word by word, where other words for the same thing count by how near they are. */
export interface WordAlignment {
  /** For each entry the share of the question's words, by rarity, that a word of the entry stands for. 0 to 1. */
  align(words: Iterable<number>, leftOut: LeftOutTerms | null): Float32Array;
}

/** Under this cosine two words have nothing to do with each other. */
const nearFloor = 0.3;
/** How many words one word is taken to stand for at most. */
const mostNear = 24;

type Near = { readonly term: number; readonly nearness: number };

/** Prepares the words of the entries; the near words of a word are found when it is first asked for, and kept. */
export function createWordAlignment(
  vocabulary: readonly number[],
  size: number,
  holdings: TermHoldings,
  vectors: WordVectors,
): WordAlignment {
  const known = vocabulary.flatMap((term) => {
    const vector = vectors.vectorOf(term);
    return vector === null ? [] : [{ term, vector }];
  });
  const dimensions = vectors.dimensions;
  const flat = new Float32Array(known.length * dimensions);
  known.forEach(({ vector }, row) => {
    flat.set(vector, row * dimensions);
  });
  const kept = new Map<number, readonly Near[]>();
  const nearTo = (term: number): readonly Near[] => {
    const before = kept.get(term);
    if (before !== undefined) return before;
    const near: Near[] = holdings.holdersOf(term) === undefined ? [] : [{ term, nearness: 1 }];
    const vector = vectors.vectorOf(term);
    if (vector !== null)
      known.forEach((other, row) => {
        if (other.term === term) return;
        let sum = 0;
        const start = row * dimensions;
        for (let i = 0; i < dimensions; i += 1) sum += (vector[i] as number) * (flat[start + i] as number);
        if (sum > nearFloor) near.push({ term: other.term, nearness: sum });
      });
    const best = near.sort((a, b) => b.nearness - a.nearness).slice(0, mostNear);
    // A month of questions knows some thousands of words; a flood of made-up ones must not fill the memory.
    if (kept.size > 20_000) kept.clear();
    kept.set(term, best);
    return best;
  };

  return {
    align(words, leftOut) {
      const sums = new Float32Array(size);
      const best = new Float32Array(size);
      const own = new Set(leftOut?.terms.words ?? []);
      let total = 1e-6;
      for (const word of new Set(words)) {
        const rarity = Math.log(1 + size / (holdings.holdersOf(word)?.entries.length ?? 0.5));
        total += rarity;
        best.fill(0);
        for (const { term, nearness } of nearTo(word)) {
          const held = holdings.holdersOf(term);
          if (held === undefined) continue;
          for (let at = 0; at < held.entries.length; at += 1) {
            const entry = held.entries[at] as number;
            if (nearness <= (best[entry] as number)) continue;
            if (leftOut !== null && entry === leftOut.entry && own.has(term) && held.phrasings[at] === 1 && held.inText[at] === 0) continue;
            best[entry] = nearness;
          }
        }
        for (let entry = 0; entry < size; entry += 1) sums[entry] = (sums[entry] as number) + rarity * (best[entry] as number);
      }
      for (let entry = 0; entry < size; entry += 1) sums[entry] = (sums[entry] as number) / total;
      return sums;
    },
  };
}
