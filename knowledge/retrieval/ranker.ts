import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XinqiaoError } from '../../core/errors.ts';
import { featureNames } from './features.ts';

/** A tree of `depth` questions, the same on each level: 2^depth leaves. */
export type RankTree = { readonly features: readonly number[]; readonly thresholds: readonly number[]; readonly leaves: readonly number[] };

/** What training gives: a linear part over z-scored features and boosted trees on top of it. */
export type RankerModel = {
  readonly id: string;
  readonly features: readonly string[];
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
  readonly trees: readonly RankTree[];
};

/** Scores candidates by their features; higher is better. */
export interface Ranker {
  readonly id: string;
  score(features: Float32Array): Float32Array;
}

/** The shipped model. */
export const shippedRanker = fileURLToPath(new URL('../models/ranker.json', import.meta.url));

/** Makes a ranker of a model. Throws `bad_index` where the model was trained on other features. */
export function createRanker(model: RankerModel): Ranker {
  if (model.features.join() !== featureNames.join())
    throw new XinqiaoError('bad_index', 'The ranker was trained on other features. Run node evals/training/train-retrieval.ts.');
  const width = featureNames.length;
  const scaled = model.weights.map((weight, column) => weight / (model.deviations[column] ?? 1));
  const offset = scaled.reduce((sum, weight, column) => sum - weight * (model.means[column] ?? 0), 0);
  const trees = model.trees.map((tree) => ({
    features: Uint16Array.from(tree.features),
    thresholds: Float32Array.from(tree.thresholds),
    leaves: Float64Array.from(tree.leaves),
  }));
  return {
    id: model.id,
    score(features) {
      const rows = features.length / width;
      const scores = new Float64Array(rows);
      for (let row = 0; row < rows; row += 1) {
        const start = row * width;
        let sum = offset;
        for (let column = 0; column < width; column += 1) sum += (scaled[column] as number) * (features[start + column] as number);
        scores[row] = sum;
      }
      for (const tree of trees) {
        const depth = tree.features.length;
        for (let row = 0; row < rows; row += 1) {
          const start = row * width;
          let leaf = 0;
          for (let level = 0; level < depth; level += 1)
            leaf = leaf * 2 + ((features[start + (tree.features[level] as number)] as number) > (tree.thresholds[level] as number) ? 1 : 0);
          scores[row] = (scores[row] as number) + (tree.leaves[leaf] as number);
        }
      }
      return Float32Array.from(scores);
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
