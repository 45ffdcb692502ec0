import { packModel } from '../../flows/models/model-file.ts';
import { type FeatureFamily, readRiskFeatures } from '../../flows/screen/risk-features.ts';
import { type RiskLabel, riskLabels } from '../../flows/screen/risk-model.ts';
import { fitDualLogistic, type SparseRows } from './fit-dual-logistic.ts';

/** One normalised text with the rules that spoke on it, the labels that hold and how much it counts. */
export type RiskTrainingRow = {
  readonly text: string;
  readonly rules: readonly string[];
  readonly labels: readonly RiskLabel[];
  readonly weight: number;
};

const buckets = 1 << 19;
/** The price of a fault on a row of weight one. */
const faultCost = 20;
/** A feature that fewer texts share is left out: it teaches too little about another. */
const fewestTexts = 3;
/** A faint sign says something of the need to ask, and nothing of danger. */
const toldByWatch: ReadonlySet<RiskLabel> = new Set(['concern', 'feelings']);

const read = new WeakMap<RiskTrainingRow, readonly FeatureFamily[]>();

function familiesOf(row: RiskTrainingRow): readonly FeatureFamily[] {
  const known = read.get(row);
  if (known !== undefined) return known;
  const families = readRiskFeatures(row.text, row.rules, buckets);
  read.set(row, families);
  return families;
}

/** The features that enough texts share, as one sparse matrix. */
function toMatrix(rows: readonly RiskTrainingRow[]): SparseRows {
  const texts = new Uint16Array(buckets);
  for (const row of rows)
    for (const { buckets: set } of familiesOf(row))
      for (const bucket of set) texts[bucket] = Math.min(60_000, (texts[bucket] as number) + 1);
  const starts = new Uint32Array(rows.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (const [place, row] of rows.entries()) {
    for (const { buckets: set, value } of familiesOf(row))
      for (const bucket of set) {
        if ((texts[bucket] as number) < fewestTexts) continue;
        columns.push(bucket);
        values.push(value);
      }
    starts[place + 1] = columns.length;
  }
  return { starts, columns: Uint32Array.from(columns), values: Float32Array.from(values), width: buckets };
}

/** Fits the risk model (one-vs-rest logistic regression at its optimum, a byte a weight) and gives its packed bytes. Same rows, same bytes. */
export function fitRisk(rows: readonly RiskTrainingRow[]): Uint8Array {
  const counted = rows.filter(({ weight }) => weight > 0);
  const matrix = toMatrix(counted);
  const width = riskLabels.length;
  const bytes = new Int8Array(buckets * width);
  const steps: number[] = [];
  const biases: number[] = [];
  for (const [place, label] of riskLabels.entries()) {
    const targets = Uint8Array.from(counted, ({ labels }) => (labels.includes(label) ? 1 : 0));
    const costs = Float32Array.from(counted, ({ labels, weight }) => {
      const faint = labels.includes('concern') && !labels.includes('danger');
      return faint && !toldByWatch.has(label) ? 0 : weight * faultCost;
    });
    const { weights, bias } = fitDualLogistic(matrix, targets, costs);
    const most = weights.reduce((gravest, weight) => Math.max(gravest, Math.abs(weight)), 1e-9);
    for (let bucket = 0; bucket < buckets; bucket += 1)
      bytes[bucket * width + place] = Math.round((127 * (weights[bucket] as number)) / most);
    steps.push(most / 127);
    biases.push(bias);
  }
  return packModel({
    header: { id: 'risk-3', labels: [...riskLabels], mode: 'independent', buckets, longest: 4, shortest: 1, steps, biases },
    weights: bytes,
  });
}
