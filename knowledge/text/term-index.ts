import { type SparseVector, weighTerms } from './sparse-vector.ts';

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
  const slots = new Map<number, number>();
  const frequency: number[] = [];
  const lastSeen: number[] = [];
  texts.forEach((terms, place) => {
    for (const term of terms) {
      const slot = slots.get(term);
      if (slot === undefined) {
        slots.set(term, frequency.length);
        frequency.push(1);
        lastSeen.push(place);
      } else if (lastSeen[slot] !== place) {
        lastSeen[slot] = place;
        frequency[slot] = (frequency[slot] as number) + 1;
      }
    }
  });
  const count = texts.length;
  const rarities = Float64Array.from(frequency, (df) => Math.log(1 + count / df));
  const rarity = (term: number): number => {
    const slot = slots.get(term);
    return slot === undefined ? Math.log(1 + count / 0.5) : (rarities[slot] as number);
  };
  const starts = new Uint32Array(frequency.length + 1);
  frequency.forEach((df, slot) => {
    starts[slot + 1] = (starts[slot] as number) + df;
  });
  const total = starts[frequency.length] ?? 0;
  const places = new Uint32Array(total);
  const weights = new Float32Array(total);
  const fill = starts.slice();
  const counts = new Uint32Array(frequency.length);
  const touched: number[] = [];
  texts.forEach((terms, place) => {
    touched.length = 0;
    for (const term of terms) {
      const slot = slots.get(term) as number;
      if (counts[slot] === 0) touched.push(slot);
      counts[slot] = (counts[slot] as number) + 1;
    }
    let sum = 0;
    for (const slot of touched) sum += ((1 + Math.log(counts[slot] as number)) * (rarities[slot] as number)) ** 2;
    const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
    for (const slot of touched) {
      const at = fill[slot] as number;
      places[at] = place;
      weights[at] = (1 + Math.log(counts[slot] as number)) * (rarities[slot] as number) * scale;
      counts[slot] = 0;
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
