import { type ModelHeader, packModel } from '../../flows/models/model-file.ts';
import { hashNgrams } from '../../flows/models/ngram-features.ts';
import { createRandom } from '../statistics.ts';

/** One text with the labels that hold for it (none: in `independent` mode an ordinary text). `weight` 1 where it is not given. */
export type TrainingRow = { readonly text: string; readonly labels: readonly string[]; readonly weight?: number };

/** How a model is fitted. `l2` is the pull to zero of a weight at each step that touches it (1e-5 … 1e-3). */
export type FitOptions = {
  readonly labels: readonly string[];
  readonly mode: 'softmax' | 'independent';
  readonly id?: string;
  readonly buckets?: number;
  readonly longest?: number;
  readonly shortest?: number;
  readonly l2?: number;
  readonly rate?: number;
  readonly epochs?: number;
  readonly seed?: number;
  /** In `independent` mode, how much more a text counts for a label that holds than for one that does not. */
  readonly positiveWeight?: number;
};

type Sample = { readonly grams: Uint32Array; readonly norm: number; readonly targets: Float64Array; readonly weight: number };

function toSamples(rows: readonly TrainingRow[], options: Required<FitOptions>): readonly Sample[] {
  const places = new Map(options.labels.map((label, index) => [label, index]));
  return rows.map((row) => {
    const grams = hashNgrams(row.text, options.buckets, options.longest, options.shortest);
    const targets = new Float64Array(options.labels.length);
    for (const label of row.labels) {
      const place = places.get(label);
      if (place === undefined) throw new RangeError(`no such label: ${label}`);
      targets[place] = options.mode === 'softmax' ? 1 / row.labels.length : 1;
    }
    return { grams, norm: 1 / Math.sqrt(Math.max(1, grams.length)), targets, weight: row.weight ?? 1 };
  });
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
}

/** What to add to each label's score for this sample: the negative gradient of the log loss. */
function errorsOf(scores: Float64Array, sample: Sample, options: Required<FitOptions>): Float64Array {
  const errors = new Float64Array(scores.length);
  if (options.mode === 'softmax') {
    const highest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
    let sum = 0;
    for (let label = 0; label < scores.length; label += 1) sum += errors[label] = Math.exp((scores[label] as number) - highest);
    for (let label = 0; label < scores.length; label += 1)
      errors[label] = sample.weight * ((sample.targets[label] as number) - (errors[label] as number) / sum);
    return errors;
  }
  for (let label = 0; label < scores.length; label += 1) {
    const target = sample.targets[label] as number;
    const error = target - 1 / (1 + Math.exp(-(scores[label] as number)));
    errors[label] = sample.weight * error * (target > 0 ? options.positiveWeight : 1);
  }
  return errors;
}

function quantise(weights: Float32Array, width: number): { readonly bytes: Int8Array; readonly steps: readonly number[] } {
  const most = new Float64Array(width).fill(1e-9);
  for (let at = 0; at < weights.length; at += 1) most[at % width] = Math.max(most[at % width] as number, Math.abs(weights[at] as number));
  const bytes = new Int8Array(weights.length);
  for (let at = 0; at < weights.length; at += 1) bytes[at] = Math.round((127 * (weights[at] as number)) / (most[at % width] as number));
  return { bytes, steps: [...most].map((value) => value / 127) };
}

/**
 * Fits a logistic regression over hashed character grams (AdaGrad, one sample at a time, a byte a weight) and gives the model file's
 * bytes. The same rows, options and seed give the same bytes. 10,000 short rows of twenty labels take under a minute.
 */
export function fitLogistic(rows: readonly TrainingRow[], given: FitOptions): Uint8Array {
  const defaults = { id: 'ngram', buckets: 65_536, longest: 3, shortest: 1, l2: 1e-5, rate: 0.5, epochs: 15, seed: 1, positiveWeight: 1 };
  const options: Required<FitOptions> = { ...defaults, ...given };
  const samples = toSamples(rows, options);
  const width = options.labels.length;
  const weights = new Float32Array(options.buckets * width);
  const squares = new Float32Array(options.buckets * width);
  const biases = new Float64Array(width);
  const biasSquares = new Float64Array(width);
  const order = Uint32Array.from(samples.keys());
  const random = createRandom(options.seed);
  const scores = new Float64Array(width);
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const sample = samples[index] as Sample;
      scores.fill(0);
      for (const gram of sample.grams) {
        const at = gram * width;
        for (let label = 0; label < width; label += 1) scores[label] = (scores[label] as number) + (weights[at + label] as number);
      }
      for (let label = 0; label < width; label += 1) scores[label] = (scores[label] as number) * sample.norm + (biases[label] as number);
      const errors = errorsOf(scores, sample, options);
      for (let label = 0; label < width; label += 1) {
        const error = errors[label] as number;
        const total = (biasSquares[label] as number) + error * error;
        biasSquares[label] = total;
        biases[label] = (biases[label] as number) + (0.1 * error) / (Math.sqrt(total) + 1e-6);
      }
      for (const gram of sample.grams) {
        const at = gram * width;
        for (let label = 0; label < width; label += 1) {
          const place = at + label;
          const step = (errors[label] as number) * sample.norm - options.l2 * (weights[place] as number);
          const total = (squares[place] as number) + step * step;
          squares[place] = total;
          weights[place] = (weights[place] as number) + (options.rate * step) / (Math.sqrt(total) + 1e-6);
        }
      }
    }
  }
  const { bytes, steps } = quantise(weights, width);
  const header: ModelHeader = {
    id: options.id,
    labels: [...options.labels],
    mode: options.mode,
    buckets: options.buckets,
    longest: options.longest,
    shortest: options.shortest,
    steps: [...steps],
    biases: [...biases],
  };
  return packModel({ header, weights: bytes });
}
