/**
 * Adds `factor` × weight to the place of each posting from `start` to `end`. A function of its own: the engine compiles a small one well
 * at once, where a loop inside a longer one is compiled, left and compiled anew.
 */
export function addPostings(
  places: Uint32Array,
  weights: Float32Array,
  start: number,
  end: number,
  factor: number,
  into: Float32Array,
): void {
  for (let at = start; at < end; at += 1) {
    const place = places[at] as number;
    into[place] = (into[place] as number) + factor * (weights[at] as number);
  }
}

/** Adds the same to the place of each posting from `start` to `end`. */
export function addToEach(places: Uint32Array, start: number, end: number, by: number, into: Float32Array): void {
  for (let at = start; at < end; at += 1) {
    const place = places[at] as number;
    into[place] = (into[place] as number) + by;
  }
}
