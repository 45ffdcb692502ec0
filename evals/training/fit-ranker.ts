import type { ArticleFacts } from '../../knowledge/index/article-index.ts';
import type { Companions } from '../../knowledge/retrieval/companions.ts';
import { contextNames, measureContext } from '../../knowledge/retrieval/context-features.ts';
import { featureNames } from '../../knowledge/retrieval/features.ts';
import { createLinear, type LinearModel, looked, type RankerModel, type RankTree } from '../../knowledge/retrieval/ranker.ts';

/** One question's candidates: where they stand, features row by row, which rows are right, and which articles go together by the labels used. */
export type RankGroup = {
  readonly places: Uint32Array;
  readonly features: Float32Array;
  readonly gold: Uint8Array;
  readonly companions: Companions;
  /** How much the question counts. */
  readonly weight: number;
};

/** Settings of the fit. */
export const rankerSettings = {
  steps: 160,
  rate: 0.05,
  decay: 1e-3,
  trees: 120,
  depth: 5,
  shrink: 0.1,
  leafPenalty: 6,
  bins: 48,
  columns: 0.25,
  groups: 0.7,
  near: 40,
  far: 8,
  many: 0.5,
};

/** How many candidates the linear fit looks at: the best by the rough sum. */
const roughly = 400;

/** Candidates of all questions one after another. `wanted` is 1 for a right row; a wrong one stands for `mass` rows. */
type Rows = {
  readonly width: number;
  readonly features: Float32Array;
  readonly starts: Uint32Array;
  readonly wanted: Float32Array;
  readonly mass: Float32Array;
  /** By group. */
  readonly weights: Float32Array;
};

type Part = { readonly features: Float32Array; readonly gold: Uint8Array; readonly mass: Float32Array; readonly weight: number };

/** Keeps the right rows, the best of the others by a score, and one in `far` of the rest, which stands for the ones left out. */
function thinOut(scores: Float32Array, gold: Uint8Array, most: number): { readonly kept: readonly number[]; readonly mass: Float32Array } {
  const { near, far } = rankerSettings;
  const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number)).slice(0, most);
  const mass = new Map(order.map((row, rank) => [row, gold[row] === 1 || rank < near ? 1 : rank % far === 0 ? far : 0]));
  const kept = order.filter((row) => mass.get(row) !== 0);
  return { kept, mass: Float32Array.from(kept, (row) => mass.get(row) ?? 1) };
}

function joinGroups(parts: readonly Part[], width: number): Rows {
  const usable = parts.filter(({ gold }) => gold.includes(1));
  const starts = new Uint32Array(usable.length + 1);
  usable.forEach(({ gold }, place) => {
    starts[place + 1] = (starts[place] as number) + gold.length;
  });
  const total = starts[usable.length] as number;
  const features = new Float32Array(total * width);
  const wanted = new Float32Array(total);
  const mass = new Float32Array(total);
  usable.forEach((group, place) => {
    const start = starts[place] as number;
    features.set(group.features, start * width);
    wanted.set(group.gold, start);
    mass.set(group.mass, start);
  });
  return { width, features, starts, wanted, mass, weights: Float32Array.from(usable, ({ weight }) => weight) };
}

/**
 * The slope of the loss at each row: every right article is set against the wrong ones of its question alone, so that right ones do not
 * compete, and a question counts by its weight however many it has. `curvature` is filled where it is given.
 */
function measureSlopes(
  scores: Float32Array,
  { starts, wanted, mass, weights }: Rows,
  slopes: Float32Array,
  curvature: Float32Array | null,
): void {
  for (let group = 0; group + 1 < starts.length; group += 1) {
    const start = starts[group] as number;
    const end = starts[group + 1] as number;
    let highest = Number.NEGATIVE_INFINITY;
    let right = 0;
    for (let row = start; row < end; row += 1) {
      highest = Math.max(highest, scores[row] as number);
      right += wanted[row] as number;
    }
    let wrong = 1e-12;
    for (let row = start; row < end; row += 1)
      if (wanted[row] === 0) wrong += (mass[row] as number) * Math.exp((scores[row] as number) - highest);
    const weight = (weights[group] as number) / right ** rankerSettings.many;
    let pressure = 0;
    let squared = 0;
    for (let row = start; row < end; row += 1) {
      if (wanted[row] === 0) continue;
      const value = Math.exp((scores[row] as number) - highest);
      const share = value / (value + wrong);
      slopes[row] = weight * (1 - share);
      if (curvature !== null) curvature[row] = Math.max(1e-6, weight * share * (1 - share));
      pressure += weight / (value + wrong);
      squared += weight / (value + wrong) ** 2;
    }
    for (let row = start; row < end; row += 1) {
      if (wanted[row] !== 0) continue;
      const value = Math.exp((scores[row] as number) - highest);
      const weight = mass[row] as number;
      slopes[row] = -weight * value * pressure;
      if (curvature !== null) curvature[row] = Math.max(1e-6, weight * (value * pressure - value * value * squared));
    }
  }
}

function fitLinear(rows: Rows): LinearModel {
  const { width } = rows;
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
  const slopes = new Float32Array(count);
  const groups = rows.weights.reduce((sum, weight) => sum + weight, 0);
  for (let step = 1; step <= rankerSettings.steps; step += 1) {
    for (let row = 0; row < count; row += 1) {
      let sum = 0;
      const start = row * width;
      for (let column = 0; column < width; column += 1) sum += (weights[column] as number) * (scaled[start + column] as number);
      scores[row] = sum;
    }
    measureSlopes(scores, rows, slopes, null);
    const gradient = new Float64Array(width);
    for (let row = 0; row < count; row += 1) {
      const error = -(slopes[row] as number) / groups;
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
  return { means, deviations, weights: [...weights] };
}

/** Cuts of a feature into bins of equal share. */
function findCuts(rows: Rows, column: number): number[] {
  const { width } = rows;
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

/** Cuts every feature into bins, column by column. */
function binColumns(rows: Rows): { readonly cuts: readonly number[][]; readonly binned: readonly Uint8Array[] } {
  const { width } = rows;
  const columns = Array.from({ length: width }, (_, column) => column);
  const cuts = columns.map((column) => findCuts(rows, column));
  const binned = columns.map((column) => {
    const list = cuts[column] as number[];
    return Uint8Array.from({ length: rows.wanted.length }, (_, row) => {
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
  return { cuts, binned };
}

/** Boosts symmetric trees on the loss of `measureSlopes`, starting from the scores given. */
function fitTrees(rows: Rows, scores: Float32Array, seed: number): readonly RankTree[] {
  const count = rows.wanted.length;
  const { cuts, binned } = binColumns(rows);
  const most = Math.max(...cuts.map((list) => list.length)) + 1;
  const slopes = new Float32Array(count);
  const curvature = new Float32Array(count);
  const leafOf = new Uint8Array(count);
  const trees: RankTree[] = [];
  const { depth, shrink, leafPenalty } = rankerSettings;
  let state = seed >>> 0;
  const chance = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const used = new Uint32Array(count);
  for (let round = 0; round < rankerSettings.trees; round += 1) {
    measureSlopes(scores, rows, slopes, curvature);
    let size = 0;
    for (let group = 0; group + 1 < rows.starts.length; group += 1) {
      if (chance() > rankerSettings.groups) continue;
      for (let row = rows.starts[group] as number; row < (rows.starts[group + 1] as number); row += 1) {
        used[size] = row;
        size += 1;
      }
    }
    leafOf.fill(0);
    const chosen: number[] = [];
    const thresholds: number[] = [];
    for (let level = 0; level < depth; level += 1) {
      const leaves = 1 << level;
      let best = { gain: Number.NEGATIVE_INFINITY, column: 0, bin: 0 };
      for (let column = 0; column < rows.width; column += 1) {
        if (chance() > rankerSettings.columns) continue;
        const bins = binned[column] as Uint8Array;
        const g = new Float64Array(leaves * most);
        const h = new Float64Array(leaves * most);
        for (let i = 0; i < size; i += 1) {
          const row = used[i] as number;
          const at = (leafOf[row] as number) * most + (bins[row] as number);
          g[at] = (g[at] as number) + (slopes[row] as number);
          h[at] = (h[at] as number) + (curvature[row] as number);
        }
        const found = bestCut(g, h, leaves, most, (cuts[column] as number[]).length, leafPenalty);
        if (found.gain > best.gain) best = { ...found, column };
      }
      chosen.push(best.column);
      thresholds.push((cuts[best.column] as number[])[best.bin] as number);
      const bins = binned[best.column] as Uint8Array;
      for (let row = 0; row < count; row += 1) leafOf[row] = (leafOf[row] as number) * 2 + ((bins[row] as number) > best.bin ? 1 : 0);
    }
    const g = new Float64Array(1 << depth);
    const h = new Float64Array(1 << depth);
    for (let i = 0; i < size; i += 1) {
      const row = used[i] as number;
      const leaf = leafOf[row] as number;
      g[leaf] = (g[leaf] as number) + (slopes[row] as number);
      h[leaf] = (h[leaf] as number) + (curvature[row] as number);
    }
    const leaves = Array.from(g, (value, leaf) => Number(((shrink * value) / ((h[leaf] as number) + leafPenalty)).toPrecision(5)));
    for (let row = 0; row < count; row += 1) scores[row] = (scores[row] as number) + (leaves[leafOf[row] as number] as number);
    trees.push({ features: chosen, thresholds, leaves });
  }
  return trees;
}

/** The best place to cut a feature, the same for every leaf. */
function bestCut(
  g: Float64Array,
  h: Float64Array,
  leaves: number,
  most: number,
  cuts: number,
  penalty: number,
): { readonly gain: number; readonly bin: number } {
  const allG = new Float64Array(leaves);
  const allH = new Float64Array(leaves);
  for (let leaf = 0; leaf < leaves; leaf += 1)
    for (let bin = 0; bin < most; bin += 1) {
      allG[leaf] = (allG[leaf] as number) + (g[leaf * most + bin] as number);
      allH[leaf] = (allH[leaf] as number) + (h[leaf * most + bin] as number);
    }
  const leftG = new Float64Array(leaves);
  const leftH = new Float64Array(leaves);
  let best = { gain: Number.NEGATIVE_INFINITY, bin: 0 };
  for (let bin = 0; bin < cuts; bin += 1) {
    let gain = 0;
    for (let leaf = 0; leaf < leaves; leaf += 1) {
      leftG[leaf] = (leftG[leaf] as number) + (g[leaf * most + bin] as number);
      leftH[leaf] = (leftH[leaf] as number) + (h[leaf * most + bin] as number);
      const rightG = (allG[leaf] as number) - (leftG[leaf] as number);
      const rightH = (allH[leaf] as number) - (leftH[leaf] as number);
      gain += (leftG[leaf] as number) ** 2 / ((leftH[leaf] as number) + penalty) + rightG ** 2 / (rightH + penalty);
    }
    if (gain > best.gain) best = { gain, bin };
  }
  return best;
}

/** The named rows of a matrix. */
function takeRows(matrix: Float32Array, width: number, kept: readonly number[]): Float32Array {
  const taken = new Float32Array(kept.length * width);
  kept.forEach((row, at) => {
    taken.set(matrix.subarray(row * width, (row + 1) * width), at * width);
  });
  return taken;
}

/** The groups as the linear fit sees them: thinned out by the rough sum that is the last feature. */
function thinBySum(groups: readonly RankGroup[]): readonly Part[] {
  const width = featureNames.length;
  return groups.map(({ features, gold, weight }) => {
    const { kept, mass } = thinOut(
      Float32Array.from(gold, (_, row) => features[row * width + width - 1] as number),
      gold,
      roughly,
    );
    return { features: takeRows(features, width, kept), gold: Uint8Array.from(kept, (row) => gold[row] as number), mass, weight };
  });
}

/** Adds the context that the linear scores make, and leaves out most of the rows that they put far down. */
function addContext(groups: readonly RankGroup[], linear: LinearModel, facts: ArticleFacts): readonly Part[] {
  const score = createLinear(linear);
  const width = featureNames.length;
  const extra = contextNames.length;
  return groups.map(({ places, features, gold, companions, weight }) => {
    const scores = score(features);
    const context = measureContext(places, scores, facts, companions);
    const { kept, mass } = thinOut(scores, gold, looked);
    const joined = new Float32Array(kept.length * (width + extra));
    kept.forEach((row, at) => {
      joined.set(features.subarray(row * width, (row + 1) * width), at * (width + extra));
      joined.set(context.subarray(row * extra, (row + 1) * extra), at * (width + extra) + width);
    });
    return { features: joined, gold: Uint8Array.from(kept, (row) => gold[row] as number), mass, weight };
  });
}

/** Fits the ranker. */
export function fitRanker(groups: readonly RankGroup[], facts: ArticleFacts, id: string, seed = 7): RankerModel {
  const width = featureNames.length;
  const linear = fitLinear(joinGroups(thinBySum(groups), width));
  const rows = joinGroups(addContext(groups, linear, facts), width + contextNames.length);
  // The first context measure is the linear score itself: the trees start from it.
  const scores = Float32Array.from(rows.wanted, (_, row) => rows.features[row * rows.width + width] as number);
  return { id, features: featureNames, context: contextNames, ...linear, trees: fitTrees(rows, scores, seed) };
}
