import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XinqiaoError } from '../../core/errors.ts';
import type { ArticleFacts } from '../index/article-index.ts';
import type { Companions } from './companions.ts';
import { contextNames, measureContext } from './context-features.ts';
import { type Candidates, featureNames } from './features.ts';
import { orderScores } from './select-top.ts';

/** A tree of `depth` questions, the same on each level: 2^depth leaves. Features are places among those of a candidate and of its context. */
export type RankTree = { readonly features: readonly number[]; readonly thresholds: readonly number[]; readonly leaves: readonly number[] };

/** A linear score over z-scored features. */
export type LinearModel = {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
};

/** What training gives: a linear part and boosted trees on top of it, which see the context that the linear scores make. */
export type RankerModel = LinearModel & {
  readonly id: string;
  readonly features: readonly string[];
  readonly context: readonly string[];
  readonly trees: readonly RankTree[];
};

/** Scores candidates by their features; higher is better. */
export interface Ranker {
  readonly id: string;
  score(candidates: Candidates, facts: ArticleFacts, companions: Companions): Float32Array;
}

/** The shipped model. */
export const shippedRanker = fileURLToPath(new URL('../models/ranker.json', import.meta.url));

/** How many candidates the trees look at: the best by the linear scores. */
export const looked = 260;

/** Makes the scorer of a linear model. */
export function createLinear({ means, deviations, weights }: LinearModel): (features: Float32Array) => Float32Array {
  const width = weights.length;
  const scaled = Float64Array.from(weights, (weight, column) => weight / (deviations[column] ?? 1));
  const offset = scaled.reduce((sum, weight, column) => sum - weight * (means[column] ?? 0), 0);
  return (features) => {
    const scores = new Float32Array(features.length / width);
    for (let row = 0; row < scores.length; row += 1) {
      const start = row * width;
      let sum = offset;
      for (let column = 0; column < width; column += 1) sum += (scaled[column] as number) * (features[start + column] as number);
      scores[row] = sum;
    }
    return scores;
  };
}

/** Makes a ranker of a model. Throws `bad_index` where the model was trained on other features. */
export function createRanker(model: RankerModel): Ranker {
  if (model.features.join() !== featureNames.join() || model.context.join() !== contextNames.join())
    throw new XinqiaoError('bad_index', 'The ranker was trained on other features. Run node evals/training/train-retrieval.ts.');
  const width = featureNames.length;
  const extra = contextNames.length;
  const linear = createLinear(model);
  const { trees } = model;
  const depth = trees[0]?.features.length ?? 0;
  const asked = Uint16Array.from(trees.flatMap((tree) => tree.features));
  const thresholds = Float32Array.from(trees.flatMap((tree) => tree.thresholds));
  const leaves = Float64Array.from(trees.flatMap((tree) => tree.leaves));
  return {
    id: model.id,
    score({ places, features }, facts, companions) {
      const scores = linear(features);
      if (trees.length === 0) return scores;
      const context = measureContext(places, scores, facts, companions);
      const joined = new Float32Array(width + extra);
      const order = orderScores(scores);
      const floor = scores[order[looked - 1] ?? 0] as number;
      let lowest = Number.POSITIVE_INFINITY;
      for (const row of order.slice(0, looked)) {
        joined.set(features.subarray(row * width, (row + 1) * width));
        joined.set(context.subarray(row * extra, (row + 1) * extra), width);
        let sum = scores[row] as number;
        for (let tree = 0; tree < trees.length; tree += 1) {
          let leaf = 0;
          // A number made of the comparison and no choice between two: the answers cannot be foretold, and each wrong guess of the
          // processor costs more than the rest of the step.
          for (let at = tree * depth; at < (tree + 1) * depth; at += 1)
            leaf = (leaf << 1) | Number((joined[asked[at] as number] as number) > (thresholds[at] as number));
          sum += leaves[(tree << depth) + leaf] as number;
        }
        scores[row] = sum;
        if (sum < lowest) lowest = sum;
      }
      // Those that the trees did not look at stay in the order of the linear scores, after the others.
      for (const row of order.slice(looked)) scores[row] = (scores[row] as number) - floor + lowest;
      return scores;
    },
  };
}

/** Opens a model file. Throws `bad_index` where it is missing or damaged. */
export function loadRanker(file: string = shippedRanker): Ranker {
  let model: RankerModel;
  try {
    model = JSON.parse(readFileSync(file, 'utf8')) as RankerModel;
  } catch (cause) {
    throw new XinqiaoError('bad_index', `${file} is missing or damaged.`, { cause });
  }
  return createRanker(model);
}
