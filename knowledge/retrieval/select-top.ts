const bins = 2048;
const counts = new Uint32Array(bins);
let positive = new Uint32Array(1 << 16);

/**
 * The places of the `k` highest positive scores, best first; of equal scores the earlier place. Counts scores into bins of equal width to
 * find the floor, and sorts only what lies above it.
 */
export function selectTop(scores: Float32Array, k: number): readonly number[] {
  const size = scores.length;
  if (positive.length < size) positive = new Uint32Array(size);
  let found = 0;
  let highest = 0;
  for (let place = 0; place < size; place += 1) {
    const score = scores[place] as number;
    if (score > 0) {
      positive[found] = place;
      found += 1;
      if (score > highest) highest = score;
    }
  }
  if (found === 0 || k <= 0) return [];
  const scale = (bins - 1) / highest;
  let floor = 0;
  if (found > k) {
    counts.fill(0);
    for (let at = 0; at < found; at += 1) {
      const bin = ((scores[positive[at] as number] as number) * scale) | 0;
      counts[bin] = (counts[bin] as number) + 1;
    }
    floor = bins - 1;
    for (let kept = counts[floor] as number; floor > 0 && kept < k; kept += counts[floor] as number) floor -= 1;
  }
  const chosen: number[] = [];
  for (let at = 0; at < found; at += 1) {
    const place = positive[at] as number;
    if ((((scores[place] as number) * scale) | 0) >= floor) chosen.push(place);
  }
  chosen.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  return chosen.length > k ? chosen.slice(0, k) : chosen;
}
