import { type DisputeLabel, type DisputeType, disputeTypes } from '../../core/dispute-type.ts';
import type { RiskKind } from '../../core/risk.ts';
import { type DisputeModel, disputeLabels, scoreByModel } from './dispute-model.ts';
import { evidence } from './evidence-tables.ts';

/** What the evidence must exceed: a question of the law in general needs much more than somebody's own trouble. */
const floor = { matter: 2, general: 7.5 } as const;
/** Turns a difference of the evidence into one of log probabilities, where no model weighs it. */
const ruleSharpness = 0.8;
/** Under the first and over the second a text may be of two types. */
const sure = 0.6;
const likely = 0.25;

/** What a text says of its dispute type. */
export type DisputeReading = {
  readonly type: DisputeLabel;
  readonly confidence: number;
  /** The other type that the text may as well be, where neither is sure; `null` otherwise. */
  readonly rival: DisputeType | null;
};

/** The weight of the evidence for each type, in the order of `disputeTypes`. */
export function weighEvidence(text: string): ReadonlyMap<DisputeType, number> {
  const scores = new Map<DisputeType, number>(disputeTypes.map((type) => [type, 0]));
  for (const { type, weight, words } of evidence) {
    if (words.test(text)) scores.set(type, (scores.get(type) ?? 0) + weight);
  }
  return scores;
}

/** Without a model the evidence decides alone. */
function scoreByRules(text: string, isMatter: boolean): readonly number[] {
  const rules = weighEvidence(text);
  const none = isMatter ? floor.matter : floor.general;
  return disputeLabels.map((label) => ruleSharpness * (label === 'none' ? none : (rules.get(label) ?? 0)));
}

/**
 * Finds the dispute type of a text: by the trained model, which weighs the evidence among much else, or without one by the evidence alone.
 * `isMatter` tells whether the text speaks of somebody's own trouble, `kinds` which dangers the screen found.
 */
export function scoreDispute(
  text: string,
  signs: { readonly isMatter: boolean; readonly kinds: readonly RiskKind[] },
  model?: DisputeModel,
): DisputeReading {
  const scores = model === undefined ? scoreByRules(text, signs.isMatter) : scoreByModel(text, signs.kinds, model);
  const best = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(score - best), 0);
  const place = scores.indexOf(best);
  const type = disputeLabels[place] ?? 'none';
  const next = Math.max(...scores.filter((_, index) => index !== place));
  const second = disputeLabels[scores.indexOf(next)] ?? 'none';
  const isOpen = type !== 'none' && second !== 'none' && 1 / sum < sure && Math.exp(next - best) / sum > likely;
  return { type, confidence: 1 / sum, rival: isOpen ? second : null };
}
