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

/** A text longer than this is also read in stretches of clauses, so that a grave line is not lost among the lines of a matter. */
const longestWhole = 45;
const clausesInStretch = 3;
const clausesBetweenStarts = 2;
const shortestStretch = 5;
const longestStretch = 45;
/** A stretch is read without what stands around it: it has to be this much surer (log odds). */
const stretchMargin = 2;

/** Makes the classifier of a packed model. Throws `bad_input` where the bytes are no model or one of other labels. */
export function createRiskClassifier(bytes: Uint8Array): RiskClassifier {
  const { header, weights } = unpackModel(bytes);
  if (header.labels.join() !== riskLabels.join())
    throw new XinqiaoError('bad_input', `The risk model ${header.id} was trained on other labels: train it again.`);
  const { buckets, steps, biases } = header;
  const width = riskLabels.length;
  const feelings = riskLabels.indexOf('feelings');

  function logOdds(text: string, rules: readonly string[]): Float64Array {
    const scores = new Float64Array(width);
    for (const family of readRiskFeatures(text, rules, buckets)) {
      for (const bucket of family.buckets) {
        const at = bucket * width;
        for (let label = 0; label < width; label += 1)
          scores[label] = (scores[label] as number) + family.value * (weights[at + label] as number);
      }
    }
    return scores.map((score, label) => score * (steps[label] ?? 0) + (biases[label] ?? 0));
  }

  return {
    id: header.id,
    score: (text, rules) => {
      const best = logOdds(text, rules);
      for (const stretch of readStretches(text)) {
        const scores = logOdds(stretch, rules);
        // The style of a text is a matter of all of it.
        for (let label = 0; label < width; label += 1)
          if (label !== feelings) best[label] = Math.max(best[label] as number, (scores[label] as number) - stretchMargin);
      }
      return [...best].map((score) => 1 / (1 + Math.exp(-score)));
    },
  };
}

/** The stretches of a long text: every other clause with the one or two after it, as far as they are not long themselves. */
function readStretches(text: string): readonly string[] {
  if (text.length <= longestWhole) return [];
  const clauses = text
    .slice(0, 1200)
    .split(/[，。！？；]+/)
    .filter((clause) => clause !== '');
  return clauses.flatMap((_clause, start) => {
    if (start % clausesBetweenStarts > 0) return [];
    const stretch = clauses.slice(start, start + clausesInStretch).reduce((joined, clause) => {
      return joined !== '' && joined.length + clause.length > longestStretch ? joined : joined === '' ? clause : `${joined}，${clause}`;
    }, '');
    return stretch.length < shortestStretch ? [] : [stretch];
  });
}
