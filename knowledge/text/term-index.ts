import { countDocuments, type SparseVector, weighTerms } from './sparse-vector.ts';

/** Finds texts by cosine over weighted terms, through postings. */
export interface TermIndex {
  readonly size: number;
  /** The weighted terms of a new text, by the frequencies of the indexed ones. */
  weigh(terms: Iterable<number>): SparseVector;
  /** Adds `scale` × cosine of every indexed text with the query to `into`, which has one place a text. */
  addCosines(query: SparseVector, scale: number, into: Float32Array): void;
  /** How rare a term is among the texts: log(1 + n / df). */
  rarity(term: number): number;
  /** Tells whether any text has the term. */
  has(term: number): boolean;
}

/** Indexes bags of terms. */
export function createTermIndex(texts: readonly (readonly number[])[]): TermIndex {
  const { count, frequency } = countDocuments(texts);
  const rarity = (term: number): number => Math.log(1 + count / (frequency.get(term) ?? 0.5));
  const slots = new Map<number, number>();
  const starts = new Uint32Array(frequency.size + 1);
  for (const [term, df] of frequency) {
    starts[slots.size + 1] = (starts[slots.size] ?? 0) + df;
    slots.set(term, slots.size);
  }
  const total = starts[slots.size] ?? 0;
  const places = new Uint32Array(total);
  const weights = new Float32Array(total);
  const fill = starts.slice();
  texts.forEach((terms, place) => {
    for (const [term, weight] of weighTerms(terms, rarity)) {
      const slot = slots.get(term) ?? 0;
      const at = fill[slot] ?? 0;
      places[at] = place;
      weights[at] = weight;
      fill[slot] = at + 1;
    }
  });
  return {
    size: texts.length,
    rarity,
    has: (term) => slots.has(term),
    weigh: (terms) => weighTerms(terms, rarity),
    addCosines(query, scale, into) {
      for (const [term, weight] of query) {
        const slot = slots.get(term);
        if (slot === undefined) continue;
        const factor = weight * scale;
        const end = starts[slot + 1] as number;
        for (let at = starts[slot] as number; at < end; at += 1) {
          const place = places[at] as number;
          into[place] = (into[place] as number) + factor * (weights[at] as number);
        }
      }
    },
  };
}
