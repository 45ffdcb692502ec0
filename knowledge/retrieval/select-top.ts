const shift = 18;
/** One of so many scores is looked at to guess the floor. */
const sampled = 16;
const counts = new Uint32Array(1 << (31 - shift));
/** Places stand in the lower bits of a sort key, so there may be at most two million. */
const span = 2 ** 21;
let keys = new Float64Array(1 << 12);

/** Room for `size` sort keys, filled anew by each call. */
function takeKeys(size: number): Float64Array {
  if (keys.length < size) keys = new Float64Array(size * 2);
  return keys;
}

/** Sorts the first keys and reads their places from the highest down. */
function readPlaces(size: number, most: number): number[] {
  const sorted = keys.subarray(0, size).sort();
  const places: number[] = [];
  for (let at = size - 1; at >= 0 && places.length < most; at -= 1) {
    const key = sorted[at] as number;
    places.push(span - 1 - (key - Math.floor(key / span) * span));
  }
  return places;
}

/** The start of the bin above which `k` of every `step`th score lie; 1 where fewer are positive. */
function findFloor(bits: Int32Array, k: number, step: number): number {
  counts.fill(0);
  for (let place = 0; place < bits.length; place += step) {
    const value = bits[place] as number;
    if (value > 0) counts[value >>> shift] = (counts[value >>> shift] as number) + 1;
  }
  let bin = counts.length - 1;
  for (let kept = counts[bin] as number; kept < k && bin > 0; kept += counts[bin] as number) bin -= 1;
  return Math.max(1, bin << shift);
}

/** Makes sort keys of the positive scores whose bits reach `floor`: bits above, place below. Gives how many. */
function collectKeys(bits: Int32Array, floor: number): number {
  const room = takeKeys(bits.length);
  let taken = 0;
  for (let place = 0; place < bits.length; place += 1) {
    const value = bits[place] as number;
    if (value < floor) continue;
    room[taken] = value * span + (span - 1 - place);
    taken += 1;
  }
  return taken;
}

/**
 * The places of the `k` highest positive scores, best first; of equal scores the earlier place. At most 2^21 scores, none of them NaN.
 * The bits of positive floats stand in the order of their values. A sample of them tells a floor above which somewhat more than `k` lie,
 * and only these are sorted; where it was too high, all are counted.
 */
export function selectTop(scores: Float32Array, k: number): number[] {
  if (k <= 0) return [];
  const bits = new Int32Array(scores.buffer, scores.byteOffset, scores.length);
  if (bits.length <= k) return readPlaces(collectKeys(bits, 1), k);
  const floor = findFloor(bits, Math.ceil((1.3 * k) / sampled) + 6, sampled);
  let taken = collectKeys(bits, floor);
  if (taken < k && floor > 1) taken = collectKeys(bits, findFloor(bits, k, 1));
  return readPlaces(taken, k);
}

/** All places by their scores, best first; of equal scores the earlier place. At most 2^21 scores, none of them NaN. */
export function orderScores(scores: Float32Array): number[] {
  const bits = new Int32Array(scores.buffer, scores.byteOffset, scores.length);
  const room = takeKeys(bits.length);
  for (let place = 0; place < bits.length; place += 1) {
    const value = bits[place] as number;
    // The bits of a negative float grow as it falls; both zeros are equal.
    const rank = value < 0 ? -(value & 0x7fffffff) : value;
    room[place] = rank * span + (span - 1 - place);
  }
  return readPlaces(bits.length, bits.length);
}
