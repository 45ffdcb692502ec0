import { type DisputeLabel, type DisputeType, disputeTypes } from '../../core/dispute-type.ts';
import type { RiskKind } from '../../core/risk.ts';
import { type DisputeModel, disputeLabels, isReport, scoreByModel } from './dispute-model.ts';
import { evidence } from './evidence-tables.ts';

/** What the evidence must exceed: a question of the law in general needs much more than somebody's own trouble. */
const floor = { matter: 2, general: 7.5 } as const;
/** Turns a difference of the evidence into one of log probabilities: it counts less where the model weighs the same words too. */
const ruleSharpness = { alone: 0.8, withModel: 0.3, withReport: 0.02 } as const;

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

/**
 * Finds the dispute type of a text. The evidence and the trained model are added up; without a model the evidence decides alone. `isMatter`
 * tells whether the text speaks of somebody's own trouble, `kinds` which dangers the screen found.
 */
export function scoreDispute(
  text: string,
  signs: { readonly isMatter: boolean; readonly kinds: readonly RiskKind[] },
  model?: DisputeModel,
): DisputeReading {
  const rules = weighEvidence(text);
  const learnt = model === undefined ? null : scoreByModel(text, signs.kinds, model);
  const none = signs.isMatter ? floor.matter : floor.general;
  const sharpness = learnt === null ? ruleSharpness.alone : isReport(text) ? ruleSharpness.withReport : ruleSharpness.withModel;
  const scores = disputeLabels.map(
    (label, place) => sharpness * (label === 'none' ? none : (rules.get(label) ?? 0)) + (learnt?.[place] ?? 0),
  );
  const best = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(score - best), 0);
  return { type: disputeLabels[scores.indexOf(best)] ?? 'none', confidence: 1 / sum };
}
