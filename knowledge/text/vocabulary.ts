/**
 * Numbers terms (whole numbers below 2^32) in the order in which they are first met: 0, 1, 2 … A table of its own over typed arrays,
 * since a `Map` keeps each term above 2^31 as an object and takes several times as long.
 */
export interface Vocabulary {
  /** How many terms it has. */
  readonly size: number;
  /** The number of a term, which gets the next one where it is new. */
  add(term: number): number;
  /** The number of a term, -1 where it is not known. */
  find(term: number): number;
  /** The terms in the order of their numbers: a copy. */
  list(): Uint32Array;
}

/** Makes a vocabulary of these terms, none of which may stand twice; without them an empty one. */
export function createVocabulary(known: ArrayLike<number> = []): Vocabulary {
  let capacity = 1024;
  while (capacity < known.length * 2) capacity *= 2;
  // A place of the table holds the number of a term and one, 0 where it is free.
  let table = new Int32Array(capacity);
  let shift = Math.clz32(capacity) + 1;
  let terms = new Int32Array(capacity >> 1);
  let size = 0;
  /** The place of a term, or the free place where it belongs. */
  const locate = (term: number): number => {
    let place = Math.imul(term, 0x9e3779b1) >>> shift;
    for (let held = table[place] as number; held !== 0 && terms[held - 1] !== term; held = table[place] as number)
      place = place + 1 === capacity ? 0 : place + 1;
    return place;
  };
  const grow = (): void => {
    capacity *= 2;
    shift -= 1;
    table = new Int32Array(capacity);
    const longer = new Int32Array(capacity >> 1);
    longer.set(terms);
    terms = longer;
    for (let number = 0; number < size; number += 1) table[locate(terms[number] as number)] = number + 1;
  };
  const add = (term: number): number => {
    const place = locate(term | 0);
    const held = table[place] as number;
    if (held !== 0) return held - 1;
    terms[size] = term | 0;
    size += 1;
    table[place] = size;
    if (size === terms.length) grow();
    return size - 1;
  };
  for (let at = 0; at < known.length; at += 1) add(known[at] as number);
  return {
    get size() {
      return size;
    },
    add,
    find: (term) => (table[locate(term | 0)] as number) - 1,
    list: () => Uint32Array.from(terms.subarray(0, size), (term) => term >>> 0),
  };
}
