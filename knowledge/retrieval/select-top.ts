const shift = 18;
/** One of so many scores is looked at to guess the floor. */
const sampled = 16;
const counts = new Uint32Array(1 << (31 - shift));

// Sort keys of 64 bits, seen as pairs of words: the rank above, the place below and turned round, so that of equal ranks the earlier place
// is the higher key. Filled anew by each call.
let keys = new BigUint64Array(1 << 12);
let words = new Uint32Array(keys.buffer);

function makeRoom(size: number): void {
  if (keys.length >= size) return;
  keys = new BigUint64Array(size * 2);
  words = new Uint32Array(keys.buffer);
}

/** Sorts the first `size` keys and reads the places of the highest. */
function readPlaces(size: number, most: number): number[] {
  keys.subarray(0, size).sort();
  const places: number[] = [];
  for (let at = size - 1, last = Math.max(0, size - most); at >= last; at -= 1) places.push(~(words[at * 2] as number) >>> 0);
  return places;
}

/** The start of the bin above which `k` of every `step`th score lie; 1 where fewer are positive. */
function findFloor(bits: Int32Array, k: number, step: number): number {
  counts.fill(0);
  for (let place = 0, size = bits.length; place < size; place += step) {
    const value = bits[place] as number;
    if (value > 0) counts[value >>> shift] = (counts[value >>> shift] as number) + 1;
  }
  let bin = counts.length - 1;
  for (let kept = counts[bin] as number; kept < k && bin > 0; kept += counts[bin] as number) bin -= 1;
  return Math.max(1, bin << shift);
}

/** Makes sort keys of the scores whose bits reach `floor`. Gives how many. */
function collectKeys(bits: Int32Array, floor: number): number {
  const size = bits.length;
  const fours = size - (size % 4);
  let taken = 0;
  const take = (place: number): void => {
    const value = bits[place] as number;
    if (value < floor) return;
    words[taken * 2] = ~place;
    words[taken * 2 + 1] = value;
    taken += 1;
  };
  // Four at a time: nearly all lie below the floor.
  for (let place = 0; place < fours; place += 4) {
    const below =
      (bits[place] as number) < floor &&
      (bits[place + 1] as number) < floor &&
      (bits[place + 2] as number) < floor &&
      (bits[place + 3] as number) < floor;
    if (below) continue;
    take(place);
    take(place + 1);
    take(place + 2);
    take(place + 3);
  }
  for (let place = fours; place < size; place += 1) take(place);
  return taken;
}

/**
 * The places of the `k` highest positive scores, best first; of equal scores the earlier place. None may be NaN. The bits of positive
 * floats stand in the order of their values. A sample of them tells a floor above which somewhat more than `k` lie, and only these are
 * sorted; where it was too high, all are counted.
 */
export function selectTop(scores: Float32Array, k: number): number[] {
  if (k <= 0) return [];
  const bits = new Int32Array(scores.buffer, scores.byteOffset, scores.length);
  makeRoom(bits.length);
  if (bits.length <= k) return readPlaces(collectKeys(bits, 1), k);
  const floor = findFloor(bits, Math.ceil((1.3 * k) / sampled) + 6, sampled);
  let taken = collectKeys(bits, floor);
  if (taken < k && floor > 1) taken = collectKeys(bits, findFloor(bits, k, 1));
  return readPlaces(taken, k);
}

/** All places by their scores, best first; of equal scores the earlier place. None may be NaN. */
export function orderScores(scores: Float32Array): number[] {
  const size = scores.length;
  const bits = new Int32Array(scores.buffer, scores.byteOffset, size);
  makeRoom(size);
  for (let place = 0; place < size; place += 1) {
    const value = bits[place] as number;
    words[place * 2] = ~place;
    // The bits of a negative float grow as it falls; both zeros are equal, and lie above all below zero.
    words[place * 2 + 1] = value < 0 ? -(value & 0x7fffffff) ^ 0x80000000 : value ^ 0x80000000;
  }
  return readPlaces(size, size);
}
