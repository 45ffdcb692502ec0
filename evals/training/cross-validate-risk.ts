import { isAtLeast, type RiskLevel } from '../../core/risk.ts';
import { createRiskClassifier } from '../../flows/screen/risk-classifier.ts';
import { dangerOf, type RiskModel, riskLabels } from '../../flows/screen/risk-model.ts';
import { createScreen } from '../../flows/screen/screen-turn.ts';
import { foldOf } from '../splits.ts';
import { noMemory } from '../turns.ts';
import { fitRisk } from './fit-risk.ts';
import type { RiskRow } from './risk-rows.ts';

const folds = 3;
/** The shares of ordinary rows that lexicon and model together may raise, for own messages and for lay legal questions. */
const falseAlarms = { own: 0.0125, question: 0.0048, ownWatch: 0.07 } as const;
/**
 * The share of talk of feelings without danger, as on a counselling forum (PsySUICIDE tier 0), that may be raised. High on purpose: such talk is
 * rare at a legal door, and who speaks of nothing but the feeling there is asked rather than missed.
 */
const falseAlarmsInFeelings = 0.16;
/** Doubtful rules of the lexicon count from this share of danger on. */
const support = 0.5;
const never = { watch: 2, elevated: 2, elevatedInFeelings: 2, imminent: 2, support } as const;

/** What cross-validation says of each row: the scores of a model that never saw its family, and the level of the whole screen with it. */
export type CrossValidation = {
  readonly thresholds: RiskModel['thresholds'];
  readonly scoresOf: (row: RiskRow) => readonly number[];
  readonly lexiconLevel: (row: RiskRow) => RiskLevel;
  readonly levelOf: (row: RiskRow) => RiskLevel;
};

/** Fits the shipped kind of model on these rows. */
export function trainRisk(rows: readonly RiskRow[]): Uint8Array {
  return fitRisk(rows.filter(({ weight }) => weight > 0));
}

/** The lowest threshold that at most `share` of the scores reach. */
function thresholdFor(scores: readonly number[], share: number): number {
  const sorted = [...scores].sort((a, b) => b - a);
  return Math.min(0.99, (sorted[Math.floor(sorted.length * share)] ?? 0.5) + 1e-4);
}

/** Cross-validates by family over three parts and sets the thresholds for the shares of false alarms named above. Takes minutes. */
export function crossValidateRisk(rows: readonly RiskRow[], progress: (line: string) => void): CrossValidation {
  const scores = new Map<RiskRow, readonly number[]>();
  for (let fold = 0; fold < folds; fold += 1) {
    const classifier = createRiskClassifier(trainRisk(rows.filter(({ family }) => foldOf(family, folds) !== fold)));
    for (const row of rows) if (foldOf(row.family, folds) === fold) scores.set(row, classifier.score(row.text, row.rules));
    progress(`fold ${fold + 1} of ${folds}`);
  }
  const scoresOf = (row: RiskRow): readonly number[] => scores.get(row) ?? [];
  const screenWith = (row: RiskRow, thresholds: RiskModel['thresholds']): RiskLevel =>
    createScreen({ model: { classifier: { id: 'held-out', score: () => scoresOf(row) }, thresholds } })(row.original, noMemory).level;
  /** The lexicon raises some rows whatever the model's thresholds are. */
  const reach = (of: readonly RiskRow[], level: 'watch' | 'elevated', score: (row: RiskRow) => number): readonly number[] =>
    of.map((row) => (isAtLeast(screenWith(row, never), level) ? 1 : score(row)));
  const danger = (row: RiskRow): number => dangerOf(scoresOf(row));
  const concern = (row: RiskRow): number => scoresOf(row)[riskLabels.indexOf('concern')] ?? 0;
  const ordinary = rows.filter(({ source, level }) => source === 'own' && level === 'none');
  const from = (source: RiskRow['source']): readonly RiskRow[] => rows.filter((row) => row.source === source);
  const thresholds = {
    watch: thresholdFor(reach(ordinary, 'watch', concern), falseAlarms.ownWatch),
    elevated: Math.max(
      thresholdFor(reach(ordinary, 'elevated', danger), falseAlarms.own),
      thresholdFor(reach(from('question'), 'elevated', danger), falseAlarms.question),
    ),
    elevatedInFeelings: thresholdFor(reach(from('psy0'), 'elevated', danger), falseAlarmsInFeelings),
    imminent: 0.5,
    support,
  };
  const lexiconOnly = createScreen();
  return {
    thresholds,
    scoresOf,
    lexiconLevel: (row) => lexiconOnly(row.original, noMemory).level,
    levelOf: (row) => screenWith(row, thresholds),
  };
}
