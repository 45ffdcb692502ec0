import { addPostings } from '../text/add-postings.ts';
import { countTexts, gatherBags, type TermBags, type Terms } from '../text/term-bags.ts';
import { createVocabulary, type Vocabulary } from '../text/vocabulary.ts';
import { type Tensor, type Tensors, takeTensor } from './tensor-file.ts';

/** How a field is weighed. */
export type Bm25Settings = { readonly k1: number; readonly b: number };

/** A keyword index over texts by numbered terms. */
export interface Bm25 {
  /** How many texts. */
  readonly size: number;
  /** Adds `scale` × score of each text for these terms (each counted once) into `into`. */
  addScores(terms: Iterable<number>, scale: number, into: Float32Array): void;
  /** The same with a weight of its own for each term. */
  addWeightedScores(terms: Iterable<readonly [number, number]>, scale: number, into: Float32Array): void;
  /** log(1 + (n − df + .5) / (df + .5)); the highest for a term that no text has. */
  rarity(term: number): number;
  /** The arrays to be written, by name. */
  readonly arrays: Readonly<Record<string, Tensor>>;
}

/** Wraps the arrays of an index. Posting lists lie one after another in the order of the vocabulary. */
function openArrays(size: number, vocabulary: Vocabulary, starts: Uint32Array, places: Uint32Array, impacts: Float32Array): Bm25 {
  const addTerm = (term: number, scale: number, into: Float32Array): void => {
    const slot = vocabulary.find(term);
    if (slot < 0) return;
    addPostings(places, impacts, starts[slot] as number, starts[slot + 1] as number, scale, into);
  };
  return {
    size,
    get arrays() {
      return { terms: vocabulary.list(), starts, places, impacts };
    },
    rarity(term) {
      const slot = vocabulary.find(term);
      const df = slot < 0 ? 0 : (starts[slot + 1] ?? 0) - (starts[slot] ?? 0);
      return Math.log(1 + (size - df + 0.5) / (df + 0.5));
    },
    addScores(query, scale, into) {
      for (const term of new Set(query)) addTerm(term, scale, into);
    },
    addWeightedScores(query, scale, into) {
      for (const [term, weight] of query) addTerm(term, scale * weight, into);
    },
  };
}

/** Builds an index of texts whose terms are numbered: counts text by text, so that memory stays near the postings' own. */
export function indexBags({ vocabulary, starts: from, slots }: TermBags, { k1, b }: Bm25Settings): Bm25 {
  const size = from.length - 1;
  const frequency = countTexts({ vocabulary, starts: from, slots });
  const average = Math.max(1, slots.length / Math.max(1, size));
  const starts = new Uint32Array(frequency.length + 1);
  for (let slot = 0; slot < frequency.length; slot += 1) starts[slot + 1] = (starts[slot] as number) + (frequency[slot] as number);
  const total = starts[frequency.length] ?? 0;
  const places = new Uint32Array(total);
  const impacts = new Float32Array(total);
  const fill = starts.slice();
  const counts = new Uint32Array(frequency.length);
  const touched: number[] = [];
  for (let place = 0; place < size; place += 1) {
    const begin = from[place] as number;
    const end = from[place + 1] as number;
    touched.length = 0;
    for (let at = begin; at < end; at += 1) {
      const slot = slots[at] as number;
      if (counts[slot] === 0) touched.push(slot);
      counts[slot] = (counts[slot] as number) + 1;
    }
    const norm = k1 * (1 - b + (b * (end - begin)) / average);
    for (const slot of touched) {
      const count = counts[slot] as number;
      const df = frequency[slot] as number;
      const at = fill[slot] as number;
      counts[slot] = 0;
      places[at] = place;
      impacts[at] = Math.log(1 + (size - df + 0.5) / (df + 0.5)) * ((count * (k1 + 1)) / (count + norm));
      fill[slot] = at + 1;
    }
  }
  return openArrays(size, vocabulary, starts, places, impacts);
}

/** Builds an index. `texts` holds each text's terms, with repeats. */
export function buildBm25(texts: readonly Terms[], settings: Bm25Settings): Bm25 {
  return indexBags(gatherBags(texts), settings);
}

/** Opens an index whose arrays stand in a tensor file under `prefix`. */
export function openBm25(tensors: Tensors<unknown>, prefix: string, size: number): Bm25 {
  return openArrays(
    size,
    createVocabulary(takeTensor(tensors, `${prefix}.terms`, 'u32')),
    takeTensor(tensors, `${prefix}.starts`, 'u32'),
    takeTensor(tensors, `${prefix}.places`, 'u32'),
    takeTensor(tensors, `${prefix}.impacts`, 'f32'),
  );
}
