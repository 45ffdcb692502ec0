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

type Postings = { readonly places: Uint32Array; readonly weights: Float32Array };

/** Indexes bags of terms. */
export function createTermIndex(texts: readonly (readonly number[])[]): TermIndex {
  const { count, frequency } = countDocuments(texts);
  const rarity = (term: number): number => Math.log(1 + count / (frequency.get(term) ?? 0.5));
  const postings = new Map<number, Postings>();
  const filled = new Map<number, number>();
  for (const [term, df] of frequency) postings.set(term, { places: new Uint32Array(df), weights: new Float32Array(df) });
  texts.forEach((terms, place) => {
    for (const [term, weight] of weighTerms(terms, rarity)) {
      const list = postings.get(term);
      if (list === undefined) continue;
      const slot = filled.get(term) ?? 0;
      list.places[slot] = place;
      list.weights[slot] = weight;
      filled.set(term, slot + 1);
    }
  });
  return {
    size: texts.length,
    rarity,
    has: (term) => postings.has(term),
    weigh: (terms) => weighTerms(terms, rarity),
    addCosines(query, scale, into) {
      for (const [term, weight] of query) {
        const list = postings.get(term);
        if (list === undefined) continue;
        const { places, weights } = list;
        const factor = weight * scale;
        for (let i = 0; i < places.length; i += 1) {
          const place = places[i] ?? 0;
          into[place] = (into[place] ?? 0) + factor * (weights[i] ?? 0);
        }
      }
    },
  };
}
