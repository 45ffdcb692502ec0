import type { RiskFinding, RiskKind } from '../../core/risk.ts';
import { riskKinds } from '../../core/risk.ts';
import type { TextClassifier } from '../../core/text-classifier.ts';

/** What the risk classifier scores: danger at all, danger now, and each kind of it. */
export const riskLabels = ['danger', 'now', ...riskKinds] as const;

/** One label of the risk classifier. */
export type RiskLabel = (typeof riskLabels)[number];

/** The trained classifier with the shares at which it speaks, fitted by cross-validation (see its card). */
export type RiskModel = {
  readonly classifier: TextClassifier<RiskLabel>;
  readonly thresholds: { readonly watch: number; readonly elevated: number; readonly imminent: number };
};

/** What the model says of a text: nothing, or one finding with the likeliest kind. It can only raise. */
export function judgeByModel(model: RiskModel, text: string): readonly RiskFinding[] {
  const scores = model.classifier.score(text);
  const scoreOf = (label: RiskLabel): number => scores[riskLabels.indexOf(label)] ?? 0;
  const danger = scoreOf('danger');
  if (danger < model.thresholds.watch) return [];
  const kind = riskKinds.reduce<RiskKind>((best, candidate) => (scoreOf(candidate) > scoreOf(best) ? candidate : best), 'suicide');
  const grave = danger >= model.thresholds.elevated;
  const level = grave ? (scoreOf('now') >= model.thresholds.imminent ? 'imminent' : 'elevated') : 'watch';
  return [{ level, kind, by: 'model', rule: model.classifier.id, words: '' }];
}
