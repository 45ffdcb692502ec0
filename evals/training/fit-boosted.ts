import type { BoostedTree } from '../../knowledge/corpus/boosted-trees.ts';
import type { DenseSample } from './fit-dense-logistic.ts';

/** Settings of the fit. `least`: the penalty on the weight of a leaf, in samples. */
export type BoostedOptions = { readonly trees: number; readonly depth: number; readonly rate: number; readonly least: number };

/** What boosting gives: the log-odds to start from and trees that add to them. */
export type Boosted = { readonly start: number; readonly trees: readonly BoostedTree[] };

const bins = 24;

function findCuts(samples: readonly DenseSample[], column: number): readonly number[] {
  const sorted = samples.map(({ values }) => values[column] as number).sort((a, b) => a - b);
  const cuts = new Set<number>();
  for (let bin = 1; bin < bins; bin += 1) cuts.add(sorted[Math.floor((bin * sorted.length) / bins)] as number);
  return [...cuts].sort((a, b) => a - b);
}

/** Boosts symmetric trees on the log loss. */
export function fitBoosted(samples: readonly DenseSample[], width: number, { trees, depth, rate, least }: BoostedOptions): Boosted {
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  const each = samples.map(({ weight }) => (weight * samples.length) / total);
  const mean = samples.reduce((sum, { holds, weight }) => sum + weight * holds, 0) / total;
  const start = Math.log(mean / (1 - mean));
  const cuts = Array.from({ length: width }, (_, column) => findCuts(samples, column));
  const binned = cuts.map((list, column) =>
    Uint8Array.from(samples, ({ values }) => list.reduce((bin, cut) => bin + ((values[column] as number) > cut ? 1 : 0), 0)),
  );
  const scores = new Float64Array(samples.length).fill(start);
  const grown: BoostedTree[] = [];
  let seed = 11;
  for (let round = 0; round < trees; round += 1) {
    const gradient = samples.map(({ holds }, at) => (each[at] as number) * (holds - 1 / (1 + Math.exp(-(scores[at] as number)))));
    const curvature = samples.map((_, at) => {
      const share = 1 / (1 + Math.exp(-(scores[at] as number)));
      return Math.max(1e-4, (each[at] as number) * share * (1 - share));
    });
    const leafOf = new Uint8Array(samples.length);
    const features: number[] = [];
    const thresholds: number[] = [];
    for (let level = 0; level < depth; level += 1) {
      const leaves = 1 << level;
      let best = { gain: -Infinity, column: 0, bin: 0 };
      for (let column = 0; column < width; column += 1) {
        seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
        if (seed / 4294967296 > 0.5) continue;
        const count = (cuts[column] as readonly number[]).length + 1;
        const g = new Float64Array(leaves * count);
        const h = new Float64Array(leaves * count);
        const mine = binned[column] as Uint8Array;
        for (let at = 0; at < samples.length; at += 1) {
          const place = (leafOf[at] as number) * count + (mine[at] as number);
          g[place] = (g[place] as number) + (gradient[at] as number);
          h[place] = (h[place] as number) + (curvature[at] as number);
        }
        for (let bin = 0; bin + 1 < count; bin += 1) {
          let gain = 0;
          for (let leaf = 0; leaf < leaves; leaf += 1) {
            let [lowG, lowH, highG, highH] = [0, 0, 0, 0];
            for (let other = 0; other < count; other += 1) {
              const place = leaf * count + other;
              if (other <= bin) {
                lowG += g[place] as number;
                lowH += h[place] as number;
              } else {
                highG += g[place] as number;
                highH += h[place] as number;
              }
            }
            gain += lowG ** 2 / (lowH + least) + highG ** 2 / (highH + least);
          }
          if (gain > best.gain) best = { gain, column, bin };
        }
      }
      features.push(best.column);
      thresholds.push((cuts[best.column] as readonly number[])[best.bin] as number);
      const mine = binned[best.column] as Uint8Array;
      for (let at = 0; at < samples.length; at += 1) leafOf[at] = (leafOf[at] as number) * 2 + ((mine[at] as number) > best.bin ? 1 : 0);
    }
    const g = new Float64Array(1 << depth);
    const h = new Float64Array(1 << depth);
    samples.forEach((_, at) => {
      const leaf = leafOf[at] as number;
      g[leaf] = (g[leaf] as number) + (gradient[at] as number);
      h[leaf] = (h[leaf] as number) + (curvature[at] as number);
    });
    const leaves = Array.from(g, (value, leaf) => Number(((rate * value) / ((h[leaf] as number) + least)).toPrecision(4)));
    for (let at = 0; at < samples.length; at += 1) scores[at] = (scores[at] as number) + (leaves[leafOf[at] as number] as number);
    grown.push({ features, thresholds: thresholds.map((value) => Number(value.toPrecision(6))), leaves });
  }
  return { start, trees: grown };
}
