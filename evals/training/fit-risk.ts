import { packModel } from '../../flows/models/model-file.ts';
import { type FeatureFamily, readRiskFeatures } from '../../flows/screen/risk-features.ts';
import { type RiskLabel, riskLabels } from '../../flows/screen/risk-model.ts';
import { createRandom } from '../statistics.ts';

/** One normalised text with the rules that spoke on it, the labels that hold and how much it counts. */
export type RiskTrainingRow = {
  readonly text: string;
  readonly rules: readonly string[];
  readonly labels: readonly RiskLabel[];
  readonly weight: number;
};

const buckets = 1 << 18;
const width = riskLabels.length;
const rate = 0.35;
const pull = 2e-6;

type Sample = { readonly families: readonly FeatureFamily[]; readonly targets: Float64Array; readonly weight: number };

const samples = new WeakMap<RiskTrainingRow, Sample>();

function toSample(row: RiskTrainingRow): Sample {
  const known = samples.get(row);
  if (known !== undefined) return known;
  const targets = new Float64Array(width);
  for (const label of row.labels) targets[riskLabels.indexOf(label)] = 1;
  const sample = { families: readRiskFeatures(row.text, row.rules, buckets), targets, weight: row.weight };
  samples.set(row, sample);
  return sample;
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
}

/** Leaves out what only one text has: it teaches nothing about another. */
function keepShared(prepared: readonly Sample[]): readonly Sample[] {
  const texts = new Uint16Array(buckets);
  for (const { families } of prepared)
    for (const { buckets: set } of families) for (const bucket of set) texts[bucket] = Math.min(60_000, (texts[bucket] as number) + 1);
  return prepared.map((sample) => ({
    ...sample,
    families: sample.families.map(({ buckets: set, value }) => ({ buckets: set.filter((bucket) => (texts[bucket] as number) > 1), value })),
  }));
}

/** Fits the risk model (one-vs-rest logistic regression, AdaGrad, a byte a weight) and gives its packed bytes. Same rows, same bytes. */
export function fitRisk(rows: readonly RiskTrainingRow[], epochs = 10): Uint8Array {
  const prepared = keepShared(rows.map(toSample));
  const weights = new Float32Array(buckets * width);
  const squares = new Float32Array(buckets * width);
  const biases = new Float64Array(width);
  const biasSquares = new Float64Array(width);
  const order = Uint32Array.from(prepared.keys());
  const random = createRandom(5);
  const errors = new Float64Array(width);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const sample = prepared[index] as Sample;
      errors.set(biases);
      for (const { buckets: set, value } of sample.families)
        for (const bucket of set)
          for (let label = 0, at = bucket * width; label < width; label += 1, at += 1)
            errors[label] = (errors[label] as number) + value * (weights[at] as number);
      for (let label = 0; label < width; label += 1) {
        const error = sample.weight * ((sample.targets[label] as number) - 1 / (1 + Math.exp(-(errors[label] as number))));
        errors[label] = error;
        const total = (biasSquares[label] as number) + error * error;
        biasSquares[label] = total;
        biases[label] = (biases[label] as number) + (0.1 * error) / (Math.sqrt(total) + 1e-6);
      }
      for (const { buckets: set, value } of sample.families)
        for (const bucket of set)
          for (let label = 0, at = bucket * width; label < width; label += 1, at += 1) {
            const step = (errors[label] as number) * value - pull * (weights[at] as number);
            const total = (squares[at] as number) + step * step;
            squares[at] = total;
            weights[at] = (weights[at] as number) + (rate * step) / (Math.sqrt(total) + 1e-4);
          }
    }
  }
  const most = new Float64Array(width).fill(1e-9);
  for (let at = 0; at < weights.length; at += 1) most[at % width] = Math.max(most[at % width] as number, Math.abs(weights[at] as number));
  const bytes = new Int8Array(weights.length);
  for (let at = 0; at < weights.length; at += 1) bytes[at] = Math.round((127 * (weights[at] as number)) / (most[at % width] as number));
  return packModel({
    header: {
      id: 'risk-2',
      labels: [...riskLabels],
      mode: 'independent',
      buckets,
      longest: 4,
      shortest: 1,
      steps: [...most].map((value) => value / 127),
      biases: [...biases],
    },
    weights: bytes,
  });
}
