import { type DisputeLabel, type DisputeType, disputeTypes } from '../../core/dispute-type.ts';
import type { TextClassifier } from '../../core/text-classifier.ts';
import type { Evidence } from './evidence.ts';
import { homeEvidence } from './evidence-home.ts';
import { landEvidence } from './evidence-land.ts';
import { tradeEvidence } from './evidence-trade.ts';

const evidence: readonly Evidence[] = [...homeEvidence, ...landEvidence, ...tradeEvidence];

/** One matching hint is no dispute yet. */
const leastScore = 2.5;
/** Turns a difference of scores into a probability. */
const sharpness = 0.8;
/** How much the trained model counts beside the words. */
const modelWeight = 1.2;
const smallest = 1e-4;

/** What a text says of its dispute type. */
export type DisputeReading = { readonly type: DisputeLabel; readonly confidence: number };

/** The weight of the evidence for each type, in the order of `disputeTypes`. */
export function weighEvidence(text: string): ReadonlyMap<DisputeType, number> {
  const scores = new Map<DisputeType, number>(disputeTypes.map((type) => [type, 0]));
  for (const { type, weight, words } of evidence) {
    if (words.test(text)) scores.set(type, (scores.get(type) ?? 0) + weight);
  }
  return scores;
}

/** Finds the dispute type of a text: the words that speak for each type, and the trained model where there is one. */
export function scoreDispute(text: string, isMatter: boolean, model?: TextClassifier<DisputeLabel>): DisputeReading {
  const totals = new Map<DisputeLabel, number>(weighEvidence(text));
  totals.set('none', isMatter ? leastScore : leastScore * 3);
  if (model !== undefined) {
    const probabilities = model.score(text);
    for (const [index, label] of model.labels.entries()) {
      const belief = Math.log(Math.max(probabilities[index] ?? 0, smallest));
      totals.set(label, (totals.get(label) ?? 0) + modelWeight * belief);
    }
  }
  const ranked = [...totals].sort((a, b) => b[1] - a[1]);
  const [best] = ranked;
  if (best === undefined) return { type: 'none', confidence: 0 };
  const sum = ranked.reduce((total, [, score]) => total + Math.exp(sharpness * (score - best[1])), 0);
  return { type: best[0], confidence: 1 / sum };
}
