import { writeFileSync } from 'node:fs';
import { isAtLeast, riskKinds } from '../../core/risk.ts';
import { createRiskClassifier } from '../../flows/screen/risk-classifier.ts';
import { dangerOf, riskLabels } from '../../flows/screen/risk-model.ts';
import { createScreen } from '../../flows/screen/screen-turn.ts';
import { foldOf } from '../splits.ts';
import { formatShare, shareOf } from '../statistics.ts';
import { noMemory } from '../turns.ts';
import { fitRisk } from './fit-risk.ts';
import { type RiskRow, readRiskRows, spliceRows } from './risk-rows.ts';

/**
 * Trains the risk model: `node evals/training/train-risk-model.ts [--write] [--scores FILE]`. Own messages of the train and dev families,
 * training lines, PsySUICIDE validation (MIT), lay questions and corpus phrasings as ordinary talk, and lines set into ordinary matters, so
 * that the style of a text says nothing (RETRIEVAL.md, Screening). Prints a table cross-validated by family over whole screens (lexicon,
 * context and held-out model); `--write` trains on all of it and stores the model with its thresholds; `--scores` keeps the held-out scores.
 */
const folds = 3;
/** The shares of ordinary rows that lexicon and model together may raise, for own messages and for lay legal questions. */
const falseAlarms = { own: 0.01, question: 0.0048, ownWatch: 0.07 } as const;
/** The share of harmless talk of feelings (PsySUICIDE tier 0) that may be raised. */
const falseAlarmsInFeelings = 0.1;

function train(rows: readonly RiskRow[]): Uint8Array {
  return fitRisk([...rows, ...spliceRows(rows)].filter(({ weight }) => weight > 0));
}

/** The lowest threshold that at most `share` of the rows reach; rows that the lexicon raises anyway count as reaching any. */
function thresholdFor(rows: readonly RiskRow[], share: number, scoreOf: (row: RiskRow) => number): number {
  const sorted = rows.map(scoreOf).sort((a, b) => b - a);
  return Math.min(0.99, (sorted[Math.floor(sorted.length * share)] ?? 0.5) + 1e-4);
}

const rows = readRiskRows();
console.log(`${rows.length} rows, ${rows.filter(({ level }) => isAtLeast(level, 'elevated')).length} grave`);
const scores = new Map<RiskRow, readonly number[]>();
for (let fold = 0; fold < folds; fold += 1) {
  const classifier = createRiskClassifier(train(rows.filter(({ family }) => foldOf(family, folds) !== fold)));
  for (const row of rows) if (foldOf(row.family, folds) === fold) scores.set(row, classifier.score(row.text, row.rules));
  console.log(`fold ${fold + 1} of ${folds}`);
}
/** Doubtful rules of the lexicon count from this share of danger on. */
const support = 0.015;
const never = { watch: 2, elevated: 2, elevatedInFeelings: 2, imminent: 2 } as const;
const heldOut = (row: RiskRow): readonly number[] => scores.get(row) ?? [];
const danger = (row: RiskRow): number => dangerOf(heldOut(row));
const lexiconOnly = createScreen();
const byLexicon = new Map(rows.map((row) => [row, lexiconOnly(row.original, noMemory).level]));
/** The lowest score at which a text reaches the level: what the lexicon raises by itself reaches it with any, a doubtful rule with little. */
function reachedAt(row: RiskRow, level: 'watch' | 'elevated', score: number): number {
  const model = { classifier: { id: 'none', score: () => heldOut(row) }, thresholds: { ...never, support } };
  return isAtLeast(createScreen({ model })(row.original, noMemory).level, level) ? 1 : score;
}
const ordinary = rows.filter(({ source, level }) => source === 'own' && level === 'none');
const questions = rows.filter(({ source }) => source === 'question');
const harmlessFeelings = rows.filter(({ source }) => source === 'psy0');
const concern = (row: RiskRow): number => heldOut(row)[riskLabels.indexOf('concern')] ?? 0;
const now = (row: RiskRow): number => heldOut(row)[riskLabels.indexOf('now')] ?? 0;
const thresholds = {
  watch: thresholdFor(ordinary, falseAlarms.ownWatch, (row) => reachedAt(row, 'watch', concern(row))),
  elevated: Math.max(
    thresholdFor(ordinary, falseAlarms.own, (row) => reachedAt(row, 'elevated', danger(row))),
    thresholdFor(questions, falseAlarms.question, (row) => reachedAt(row, 'elevated', danger(row))),
  ),
  elevatedInFeelings: thresholdFor(harmlessFeelings, falseAlarmsInFeelings, (row) => reachedAt(row, 'elevated', danger(row))),
  imminent: 0.5,
  support,
};
console.log(`thresholds ${JSON.stringify(thresholds)}`);
const reached = new Map(
  rows.map((row) => {
    const model = { classifier: { id: 'held-out', score: () => heldOut(row) }, thresholds };
    return [row, createScreen({ model })(row.original, noMemory).level];
  }),
);
const own = (row: RiskRow): boolean => row.source === 'own';
const grave = (row: RiskRow): boolean => isAtLeast(row.level, 'elevated');
const groups: readonly (readonly [string, (row: RiskRow) => boolean])[] = [
  ['own, grave', (row) => own(row) && grave(row)],
  ...riskKinds.map((kind) => [`own, ${kind}`, (row: RiskRow) => own(row) && row.labels.includes(kind)] as const),
  ['own, none', (row) => own(row) && row.level === 'none'],
  ['training lines, grave', (row) => row.source === 'line' && grave(row)],
  ['training lines, none', (row) => row.source === 'line' && row.level === 'none'],
  ...(['psy3', 'psy2', 'psy1', 'psy0', 'question', 'phrasing', 'lay'] as const).map(
    (source) => [source, (row: RiskRow) => row.source === source] as const,
  ),
];
for (const [name, belongs] of groups) {
  const of = rows.filter(belongs);
  const count = (raised: (row: RiskRow) => boolean): string => formatShare(shareOf(of.filter(raised).length, of.length));
  const lexiconShare = count((row) => isAtLeast(byLexicon.get(row) ?? 'none', 'elevated'));
  console.log(`${name}: lexicon ${lexiconShare}; whole ${count((row) => isAtLeast(reached.get(row) ?? 'none', 'elevated'))}`);
}
for (const level of ['none', 'watch'] as const) {
  const of = rows.filter((row) => own(row) && row.level === level);
  const seen = of.filter((row) => isAtLeast(reached.get(row) ?? 'none', 'watch')).length;
  console.log(`own, ${level}, seen at watch or above: ${formatShare(shareOf(seen, of.length))}`);
}
const imminent = rows.filter((row) => own(row) && row.level === 'imminent');
console.log(
  `own, imminent, called so: ${formatShare(shareOf(imminent.filter((row) => reached.get(row) === 'imminent').length, imminent.length))}`,
);
const merelyGrave = rows.filter((row) => own(row) && row.level === 'elevated');
console.log(
  `own, elevated, called imminent: ${formatShare(shareOf(merelyGrave.filter((row) => reached.get(row) === 'imminent').length, merelyGrave.length))}`,
);
for (const share of [0.005, 0.01, 0.02, 0.03, 0.05, 0.1]) {
  const at = thresholdFor(ordinary, share, danger);
  const found = (of: readonly RiskRow[]): string => (of.filter((row) => danger(row) >= at).length / Math.max(1, of.length)).toFixed(3);
  console.log(
    `model alone at ${share} of ordinary (${at.toFixed(3)}): own ${found(rows.filter((row) => own(row) && grave(row)))}, tier 3 ${found(rows.filter(({ source }) => source === 'psy3'))}, tier 2 ${found(rows.filter(({ source }) => source === 'psy2'))}, questions ${found(questions)}`,
  );
}
for (const share of [0.03, 0.05, 0.08, 0.1, 0.15, 0.2]) {
  const at = thresholdFor(harmlessFeelings, share, (row) => reachedAt(row, 'elevated', danger(row)));
  const found = (source: RiskRow['source']): string => {
    const of = rows.filter((row) => row.source === source);
    const model = (row: RiskRow) => ({
      classifier: { id: 'held-out', score: () => heldOut(row) },
      thresholds: { ...thresholds, elevatedInFeelings: at },
    });
    const hits = of.filter((row) => isAtLeast(createScreen({ model: model(row) })(row.original, noMemory).level, 'elevated'));
    return (hits.length / of.length).toFixed(3);
  };
  console.log(`feelings at ${share} (${at.toFixed(3)}): tier 3 ${found('psy3')}, tier 2 ${found('psy2')}, own ${found('own')}`);
}
const kept = process.argv.indexOf('--scores');
if (kept > 0)
  writeFileSync(
    process.argv[kept + 1] ?? '',
    rows
      .map((row) =>
        JSON.stringify({
          id: row.id,
          source: row.source,
          level: row.level,
          text: row.text,
          rules: row.rules,
          lexicon: byLexicon.get(row),
          danger: danger(row),
          now: now(row),
          concern: concern(row),
          reached: reached.get(row),
        }),
      )
      .join('\n'),
  );
if (process.argv.includes('--write')) {
  writeFileSync('flows/models/risk.bin', train(rows));
  writeFileSync('flows/models/risk-thresholds.json', `${JSON.stringify(thresholds, null, 2)}\n`);
  console.log('wrote flows/models/risk.bin');
}
