import { addPostings } from './add-postings.ts';
import { type SparseVector, weighTerms } from './sparse-vector.ts';
import { countTexts, type TermBags } from './term-bags.ts';

/** Finds texts by cosine over weighted terms, through postings. */
export interface TermIndex {
  readonly size: number;
  /** The weighted terms of a new text, by the frequencies of the indexed ones. */
  weigh(terms: Iterable<number>): SparseVector;
  /** Adds `scale` × cosine of every indexed text with the query to `into`, which has one place a text. */
  addCosines(query: SparseVector, scale: number, into: Float32Array): void;
  /** How rare a term is among the texts: log(1 + n / df). */
  rarity(term: number): number;
}

/** Indexes bags of terms. */
export function createTermIndex(bags: TermBags): TermIndex {
  const { vocabulary } = bags;
  const size = bags.starts.length - 1;
  const frequency = countTexts(bags);
  const rarities = Float64Array.from(frequency, (df) => Math.log(1 + size / (df || 0.5)));
  const unknown = Math.log(1 + size / 0.5);
  const rarity = (term: number): number => {
    const slot = vocabulary.find(term);
    return slot < 0 ? unknown : (rarities[slot] as number);
  };
  const starts = new Uint32Array(frequency.length + 1);
  for (let slot = 0; slot < frequency.length; slot += 1) starts[slot + 1] = (starts[slot] as number) + (frequency[slot] as number);
  const total = starts[frequency.length] ?? 0;
  const places = new Uint32Array(total);
  const weights = new Float32Array(total);
  const fill = starts.slice();
  const counts = new Uint32Array(frequency.length);
  const touched: number[] = [];
  for (let place = 0; place < size; place += 1) {
    touched.length = 0;
    for (let at = bags.starts[place] as number, end = bags.starts[place + 1] as number; at < end; at += 1) {
      const slot = bags.slots[at] as number;
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
  }
  return {
    size,
    rarity,
    weigh: (terms) => weighTerms(terms, rarity),
    addCosines(query, scale, into) {
      for (const [term, weight] of query) {
        const slot = vocabulary.find(term);
        if (slot < 0) continue;
        addPostings(places, weights, starts[slot] as number, starts[slot + 1] as number, weight * scale, into);
      }
    },
  };
}
