import { XinqiaoError } from '../../core/errors.ts';
import { unpackModel } from '../models/model-file.ts';
import { readRiskFeatures } from './risk-features.ts';
import { riskLabels } from './risk-model.ts';

/** The trained part of the screen: how likely each label is for a normalised text and the rules of the lexicon that spoke on it. */
export interface RiskClassifier {
  readonly id: string;
  /** Probabilities from 0 to 1, in the order of `riskLabels`. */
  score(text: string, rules: readonly string[]): readonly number[];
}

/** Makes the classifier of a packed model. Throws `bad_input` where the bytes are no model or one of other labels. */
export function createRiskClassifier(bytes: Uint8Array): RiskClassifier {
  const { header, weights } = unpackModel(bytes);
  if (header.labels.join() !== riskLabels.join())
    throw new XinqiaoError('bad_input', `The risk model ${header.id} was trained on other labels: train it again.`);
  const { buckets, steps, biases } = header;
  const width = riskLabels.length;
  return {
    id: header.id,
    score: (text, rules) => {
      const scores = new Float64Array(width);
      for (const family of readRiskFeatures(text, rules, buckets)) {
        for (const bucket of family.buckets) {
          const at = bucket * width;
          for (let label = 0; label < width; label += 1)
            scores[label] = (scores[label] as number) + family.value * (weights[at + label] as number);
        }
      }
      return [...scores].map((score, label) => 1 / (1 + Math.exp(-(score * (steps[label] ?? 0) + (biases[label] ?? 0)))));
    },
  };
}
