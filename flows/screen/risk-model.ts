import { type RiskFinding, type RiskKind, riskKinds } from '../../core/risk.ts';
import type { RiskClassifier } from './risk-classifier.ts';

/**
 * What the risk classifier scores: danger at all, danger now, any sign worth a gentle question, talk of
 * feelings as on a help line or in a public post (a style, not a danger), and each kind of danger.
 */
export const riskLabels = ['danger', 'now', 'concern', 'feelings', ...riskKinds] as const;

/** One label of the risk classifier. */
export type RiskLabel = (typeof riskLabels)[number];

/** The trained classifier with the shares at which it speaks, fitted by cross-validation (see its card). */
export type RiskModel = {
  readonly classifier: RiskClassifier;
  readonly thresholds: {
    readonly watch: number;
    readonly elevated: number;
    /** In place of `elevated` for talk of feelings without a matter: such words weigh more where nothing else is spoken of. */
    readonly elevatedInFeelings: number;
    readonly imminent: number;
    /** From this share of danger on a doubtful rule of the lexicon is supported. */
    readonly support: number;
  };
};

/** What the model makes of a text: its own finding, and whether it sees enough danger to support a doubtful rule of the lexicon. */
export type Judgement = { readonly findings: readonly RiskFinding[]; readonly supports: boolean };

/** The share from which a text counts as talk of feelings. */
export const talksOfFeelings = 0.2;

/** How strongly the scores speak for danger: the head for danger at all, and the strongest head of a kind with its own weight. */
export function dangerOf(scores: readonly number[]): number {
  const kinds = scores.slice(riskLabels.length - riskKinds.length);
  const odds = (share: number): number => Math.log(Math.max(1e-9, share) / Math.max(1e-9, 1 - share));
  const joined = 0.6 * odds(scores[0] ?? 0) + 0.4 * odds(Math.max(0, ...kinds));
  return 1 / (1 + Math.exp(-joined));
}

/** What the model says of a text and of the rules that spoke on it: nothing, or one finding with the likeliest kind. It can only raise. */
export function judgeByModel(model: RiskModel, text: string, rules: readonly string[]): Judgement {
  const scores = model.classifier.score(text, rules);
  if (scores.length !== riskLabels.length || scores.some((share) => !Number.isFinite(share)))
    throw new RangeError('The risk model gave no valid scores.');
  const scoreOf = (label: RiskLabel): number => scores[riskLabels.indexOf(label)] ?? 0;
  const danger = dangerOf(scores);
  const floor = scoreOf('feelings') >= talksOfFeelings ? model.thresholds.elevatedInFeelings : model.thresholds.elevated;
  const grave = danger >= floor;
  const supports = danger >= Math.min(floor, model.thresholds.support);
  if (!grave && scoreOf('concern') < model.thresholds.watch) return { findings: [], supports };
  const kind = riskKinds.reduce<RiskKind>((best, candidate) => (scoreOf(candidate) > scoreOf(best) ? candidate : best), 'suicide');
  const level = grave ? (scoreOf('now') >= model.thresholds.imminent ? 'imminent' : 'elevated') : 'watch';
  return { findings: [{ level, kind, by: 'model', rule: model.classifier.id, words: '' }], supports };
}
