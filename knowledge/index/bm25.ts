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

/** Wraps the arrays of an index. Posting lists lie one after another in the order of `terms`. */
function openArrays(size: number, terms: Uint32Array, starts: Uint32Array, places: Uint32Array, impacts: Float32Array): Bm25 {
  const slots = new Map<number, number>();
  terms.forEach((term, slot) => {
    slots.set(term, slot);
  });
  const addTerm = (term: number, scale: number, into: Float32Array): void => {
    const slot = slots.get(term);
    if (slot === undefined) return;
    const end = starts[slot + 1] ?? 0;
    for (let at = starts[slot] ?? 0; at < end; at += 1) {
      const place = places[at] as number;
      into[place] = (into[place] as number) + scale * (impacts[at] as number);
    }
  };
  return {
    size,
    arrays: { terms, starts, places, impacts },
    rarity(term) {
      const slot = slots.get(term);
      const df = slot === undefined ? 0 : (starts[slot + 1] ?? 0) - (starts[slot] ?? 0);
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

/** Builds an index. `texts` holds each text's terms, with repeats. Counts text by text, so that memory stays near the postings' own. */
export function buildBm25(texts: readonly ArrayLike<number>[], { k1, b }: Bm25Settings): Bm25 {
  const slots = new Map<number, number>();
  const frequency: number[] = [];
  const lastSeen: number[] = [];
  let length = 0;
  texts.forEach((text, place) => {
    length += text.length;
    for (let at = 0; at < text.length; at += 1) {
      const term = text[at] as number;
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
  const average = Math.max(1, length / Math.max(1, texts.length));
  const terms = Uint32Array.from(slots.keys());
  const starts = new Uint32Array(terms.length + 1);
  for (let slot = 0; slot < terms.length; slot += 1) starts[slot + 1] = (starts[slot] as number) + (frequency[slot] as number);
  const total = starts[terms.length] ?? 0;
  const places = new Uint32Array(total);
  const impacts = new Float32Array(total);
  const fill = starts.slice();
  const counts = new Uint32Array(terms.length);
  const touched: number[] = [];
  texts.forEach((text, place) => {
    touched.length = 0;
    for (let at = 0; at < text.length; at += 1) {
      const slot = slots.get(text[at] as number) as number;
      if (counts[slot] === 0) touched.push(slot);
      counts[slot] = (counts[slot] as number) + 1;
    }
    const norm = k1 * (1 - b + (b * text.length) / average);
    for (const slot of touched) {
      const count = counts[slot] as number;
      const df = frequency[slot] as number;
      const at = fill[slot] as number;
      counts[slot] = 0;
      places[at] = place;
      impacts[at] = Math.log(1 + (texts.length - df + 0.5) / (df + 0.5)) * ((count * (k1 + 1)) / (count + norm));
      fill[slot] = at + 1;
    }
  });
  return openArrays(texts.length, terms, starts, places, impacts);
}

/** Opens an index whose arrays stand in a tensor file under `prefix`. */
export function openBm25(tensors: Tensors<unknown>, prefix: string, size: number): Bm25 {
  return openArrays(
    size,
    takeTensor(tensors, `${prefix}.terms`, 'u32'),
    takeTensor(tensors, `${prefix}.starts`, 'u32'),
    takeTensor(tensors, `${prefix}.places`, 'u32'),
    takeTensor(tensors, `${prefix}.impacts`, 'f32'),
  );
}
