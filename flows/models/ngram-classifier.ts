import { XinqiaoError } from '../../core/errors.ts';
import type { TextClassifier } from '../../core/text-classifier.ts';
import { unpackModel } from './model-file.ts';
import { hashNgrams } from './ngram-features.ts';

function softmax(scores: Float64Array): number[] {
  const highest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const powers = [...scores].map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * Makes a classifier of a packed model: logistic regression over hashed character grams. With `labels` given, the model must have
 * these and in this order. Throws `bad_input` where the bytes are no such model.
 */
export function createNgramClassifier<Label extends string = string>(bytes: Uint8Array, labels?: readonly Label[]): TextClassifier<Label> {
  const { header, weights } = unpackModel(bytes);
  if (labels !== undefined && labels.join() !== header.labels.join())
    throw new XinqiaoError('bad_input', `The text classifier ${header.id} was trained on other labels: train it again.`);
  const { buckets, longest, shortest, steps, biases, mode } = header;
  const width = header.labels.length;
  return {
    id: header.id,
    labels: header.labels as Label[],
    score: (text) => {
      const grams = hashNgrams(text, buckets, longest, shortest);
      const sums = new Float64Array(width);
      for (const gram of grams) {
        const at = gram * width;
        for (let label = 0; label < width; label += 1) sums[label] = (sums[label] ?? 0) + (weights[at + label] ?? 0);
      }
      const norm = 1 / Math.sqrt(Math.max(1, grams.length));
      const scores = sums.map((sum, label) => sum * norm * (steps[label] ?? 0) + (biases[label] ?? 0));
      return mode === 'softmax' ? softmax(scores) : [...scores].map((score) => 1 / (1 + Math.exp(-score)));
    },
  };
}
