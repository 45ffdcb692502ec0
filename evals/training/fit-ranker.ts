import { featureNames } from '../../knowledge/retrieval/features.ts';
import type { RankerModel, RankTree } from '../../knowledge/retrieval/ranker.ts';

/** One question's candidates: features row by row, and which rows are right. */
export type RankGroup = { readonly features: Float32Array; readonly gold: Uint8Array };

/** Settings of the fit. */
export const rankerSettings = {
  steps: 250,
  rate: 0.05,
  decay: 1e-3,
  trees: 120,
  depth: 5,
  shrink: 0.1,
  leafPenalty: 6,
  bins: 48,
};

const width = featureNames.length;

type Rows = { readonly features: Float32Array; readonly starts: Uint32Array; readonly wanted: Float32Array };

/** Puts the groups that hold a right row one after another; the wanted share of each right row is 1 / how many. */
function joinGroups(groups: readonly RankGroup[]): Rows {
  const usable = groups.filter(({ gold }) => gold.includes(1));
  const starts = new Uint32Array(usable.length + 1);
  usable.forEach(({ gold }, place) => {
    starts[place + 1] = (starts[place] as number) + gold.length;
  });
  const total = starts[usable.length] as number;
  const features = new Float32Array(total * width);
  const wanted = new Float32Array(total);
  usable.forEach((group, place) => {
    const start = starts[place] as number;
    features.set(group.features, start * width);
    const right = group.gold.reduce((sum, value) => sum + value, 0);
    group.gold.forEach((value, row) => {
      wanted[start + row] = value / right;
    });
  });
  return { features, starts, wanted };
}

/** Softmax of each group's scores into `shares`. */
function softmax(scores: Float32Array, starts: Uint32Array, shares: Float32Array): void {
  for (let group = 0; group + 1 < starts.length; group += 1) {
    const start = starts[group] as number;
    const end = starts[group + 1] as number;
    let highest = Number.NEGATIVE_INFINITY;
    for (let row = start; row < end; row += 1) highest = Math.max(highest, scores[row] as number);
    let sum = 0;
    for (let row = start; row < end; row += 1) {
      const value = Math.exp((scores[row] as number) - highest);
      shares[row] = value;
      sum += value;
    }
    for (let row = start; row < end; row += 1) shares[row] = (shares[row] as number) / sum;
  }
}

function fitLinear(rows: Rows): {
  readonly means: number[];
  readonly deviations: number[];
  readonly weights: number[];
  readonly scores: Float32Array;
} {
  const count = rows.wanted.length;
  const means = new Array<number>(width).fill(0);
  const squares = new Array<number>(width).fill(0);
  for (let row = 0; row < count; row += 1)
    for (let column = 0; column < width; column += 1) {
      const value = rows.features[row * width + column] as number;
      means[column] = (means[column] as number) + value / count;
      squares[column] = (squares[column] as number) + (value * value) / count;
    }
  const deviations = squares.map((square, column) => Math.sqrt(Math.max(1e-8, square - (means[column] as number) ** 2)));
  const scaled = new Float32Array(count * width);
  for (let row = 0; row < count; row += 1)
    for (let column = 0; column < width; column += 1)
      scaled[row * width + column] =
        ((rows.features[row * width + column] as number) - (means[column] as number)) / (deviations[column] as number);
  const weights = new Float64Array(width);
  const first = new Float64Array(width);
  const second = new Float64Array(width);
  const scores = new Float32Array(count);
  const shares = new Float32Array(count);
  const groups = rows.starts.length - 1;
  for (let step = 1; step <= rankerSettings.steps; step += 1) {
    for (let row = 0; row < count; row += 1) {
      let sum = 0;
      const start = row * width;
      for (let column = 0; column < width; column += 1) sum += (weights[column] as number) * (scaled[start + column] as number);
      scores[row] = sum;
    }
    softmax(scores, rows.starts, shares);
    const gradient = new Float64Array(width);
    for (let row = 0; row < count; row += 1) {
      const error = ((shares[row] as number) - (rows.wanted[row] as number)) / groups;
      if (Math.abs(error) < 1e-9) continue;
      const start = row * width;
      for (let column = 0; column < width; column += 1)
        gradient[column] = (gradient[column] as number) + error * (scaled[start + column] as number);
    }
    for (let column = 0; column < width; column += 1) {
      const slope = (gradient[column] as number) + rankerSettings.decay * (weights[column] as number);
      first[column] = 0.9 * (first[column] as number) + 0.1 * slope;
      second[column] = 0.999 * (second[column] as number) + 0.001 * slope * slope;
      const correction = Math.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step);
      weights[column] =
        (weights[column] as number) -
        (rankerSettings.rate * correction * (first[column] as number)) / (Math.sqrt(second[column] as number) + 1e-8);
    }
  }
  return { means, deviations, weights: [...weights], scores };
}

/** Cuts of a feature into bins of equal share. */
function findCuts(rows: Rows, column: number): number[] {
  const count = rows.wanted.length;
  const step = Math.max(1, Math.floor(count / 20_000));
  const sample: number[] = [];
  for (let row = 0; row < count; row += step) sample.push(rows.features[row * width + column] as number);
  sample.sort((a, b) => a - b);
  const cuts = new Set<number>();
  for (let bin = 1; bin < rankerSettings.bins; bin += 1)
    cuts.add(sample[Math.floor((bin * sample.length) / rankerSettings.bins)] as number);
  // Features are often zero and matter in their upper end: cut there more finely.
  for (const share of [0.985, 0.99, 0.995, 0.998]) cuts.add(sample[Math.floor(share * sample.length)] as number);
  return [...cuts].sort((a, b) => a - b);
}

/** Boosts symmetric trees on the softmax cross-entropy, starting from the linear scores. */
function fitTrees(rows: Rows, scores: Float32Array): readonly RankTree[] {
  const count = rows.wanted.length;
  const cuts = featureNames.map((_, column) => findCuts(rows, column));
  const most = Math.max(...cuts.map((list) => list.length)) + 1;
  const binned = featureNames.map((_, column) => {
    const list = cuts[column] as number[];
    return Uint8Array.from({ length: count }, (_unused, row) => {
      const value = rows.features[row * width + column] as number;
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (value > (list[middle] as number)) low = middle + 1;
        else high = middle;
      }
      return low;
    });
  });
  const shares = new Float32Array(count);
  const gradient = new Float32Array(count);
  const curvature = new Float32Array(count);
  const leafOf = new Uint8Array(count);
  const trees: RankTree[] = [];
  const { depth, shrink, leafPenalty } = rankerSettings;
  let seed = 7;
  for (let round = 0; round < rankerSettings.trees; round += 1) {
    softmax(scores, rows.starts, shares);
    for (let row = 0; row < count; row += 1) {
      const share = shares[row] as number;
      gradient[row] = (rows.wanted[row] as number) - share;
      curvature[row] = Math.max(1e-6, share * (1 - share));
    }
    leafOf.fill(0);
    const chosen: number[] = [];
    const thresholds: number[] = [];
    for (let level = 0; level < depth; level += 1) {
      const leaves = 1 << level;
      let best = { gain: Number.NEGATIVE_INFINITY, column: 0, bin: 0 };
      for (let column = 0; column < width; column += 1) {
        seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
        if (seed / 4294967296 > 0.4) continue;
        const bins = binned[column] as Uint8Array;
        const g = new Float64Array(leaves * most);
        const h = new Float64Array(leaves * most);
        for (let row = 0; row < count; row += 1) {
          const at = (leafOf[row] as number) * most + (bins[row] as number);
          g[at] = (g[at] as number) + (gradient[row] as number);
          h[at] = (h[at] as number) + (curvature[row] as number);
        }
        const sums = Array.from({ length: leaves }, (_, leaf) => {
          let gs = 0;
          let hs = 0;
          for (let bin = 0; bin < most; bin += 1) {
            gs += g[leaf * most + bin] as number;
            hs += h[leaf * most + bin] as number;
          }
          return [gs, hs, 0, 0] as [number, number, number, number];
        });
        for (let bin = 0; bin < (cuts[column] as number[]).length; bin += 1) {
          let gain = 0;
          for (let leaf = 0; leaf < leaves; leaf += 1) {
            const sum = sums[leaf] as [number, number, number, number];
            sum[2] += g[leaf * most + bin] as number;
            sum[3] += h[leaf * most + bin] as number;
            const rightG = sum[0] - sum[2];
            const rightH = sum[1] - sum[3];
            gain += (sum[2] * sum[2]) / (sum[3] + leafPenalty) + (rightG * rightG) / (rightH + leafPenalty);
          }
          if (gain > best.gain) best = { gain, column, bin };
        }
      }
      chosen.push(best.column);
      thresholds.push((cuts[best.column] as number[])[best.bin] as number);
      const bins = binned[best.column] as Uint8Array;
      for (let row = 0; row < count; row += 1) leafOf[row] = (leafOf[row] as number) * 2 + ((bins[row] as number) > best.bin ? 1 : 0);
    }
    const g = new Float64Array(1 << depth);
    const h = new Float64Array(1 << depth);
    for (let row = 0; row < count; row += 1) {
      const leaf = leafOf[row] as number;
      g[leaf] = (g[leaf] as number) + (gradient[row] as number);
      h[leaf] = (h[leaf] as number) + (curvature[row] as number);
    }
    const leaves = Array.from(g, (value, leaf) => Number(((shrink * value) / ((h[leaf] as number) + leafPenalty)).toPrecision(5)));
    for (let row = 0; row < count; row += 1) scores[row] = (scores[row] as number) + (leaves[leafOf[row] as number] as number);
    trees.push({ features: chosen, thresholds, leaves });
  }
  return trees;
}

/** Fits the ranker. `trees: false` gives the linear part alone. */
export function fitRanker(groups: readonly RankGroup[], id: string, trees = true): RankerModel {
  const rows = joinGroups(groups);
  const { means, deviations, weights, scores } = fitLinear(rows);
  return { id, features: featureNames, means, deviations, weights, trees: trees ? fitTrees(rows, scores) : [] };
}
