import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAtLeast, type RiskKind } from '../../core/risk.ts';
import { createNgramClassifier } from '../../flows/models/ngram-classifier.ts';
import { normaliseText } from '../../flows/normalise/normalise-text.ts';
import { type RiskLabel, riskLabels } from '../../flows/screen/risk-model.ts';
import { createScreen } from '../../flows/screen/screen-turn.ts';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { readJsonLines, sharedData } from '../json-lines.ts';
import { readMessageRows } from '../message-row.ts';
import { foldOf, splitOf } from '../splits.ts';
import { createRandom, formatShare, shareOf } from '../statistics.ts';
import { noMemory } from '../turns.ts';
import { fitLogistic, type TrainingRow } from './fit-logistic.ts';

/**
 * Trains the risk model: `node evals/training/train-risk-model.ts [--write]`. Own messages of the train split, PsySUICIDE validation (MIT),
 * lay legal questions and corpus phrasings as ordinary talk, and grave lines set into legal questions, so that the model cannot tell danger
 * by the style of a text (RETRIEVAL.md, Screening). Prints a cross-validated table; `--write` trains on all of it and stores the model.
 */
const folds = 5;
/** The shares of ordinary rows that the model alone may raise when its thresholds are set: lay legal questions, our own messages. */
const falseAlarms = { elevated: { question: 0.002, own: 0.008 }, watch: { question: 0.015, own: 0.03 } } as const;
const fitOptions = {
  labels: riskLabels as readonly string[],
  mode: 'independent',
  id: 'risk-1',
  buckets: 1 << 17,
  l2: 1e-6,
  epochs: 25,
  positiveWeight: 1.5,
} as const;

type Row = TrainingRow & {
  readonly source: 'own' | 'psy3' | 'psy2' | 'psy1' | 'psy0' | 'question' | 'phrasing' | 'spliced';
  readonly family: string;
  readonly grave: boolean;
};

const plain = (text: string): string => normaliseText(text).text.replaceAll('\n', '，');

function ownRows(): readonly Row[] {
  return readMessageRows()
    .filter(({ family }) => splitOf(family) === 'train')
    .map((row) => {
      const grave = isAtLeast(row.risk, 'elevated');
      const labels: RiskLabel[] = grave ? ['danger', ...(row.risk === 'imminent' ? (['now'] as const) : []), ...row.risk_kinds] : [];
      return { text: plain(row.text), labels, source: 'own', family: row.family, grave, weight: row.risk === 'watch' ? 0.3 : 1.5 };
    });
}

const kindOfLabel: readonly (readonly [RegExp, RiskKind])[] = [
  [/suicid/, 'suicide'],
  [/self_harm/, 'self_harm'],
  [/aggression_to_others/, 'threat_made'],
  [/aggression_by_others/, 'violence_victim'],
];

function publicRows(): readonly Row[] {
  const schema = z.object({ id: z.union([z.string(), z.number()]), text: z.string(), tier: z.number(), labels: z.array(z.string()) });
  const crisis = readJsonLines(join(sharedData, 'crisis/psysuicide_valid.jsonl'), schema).map((row): Row => {
    const grave = row.tier >= 2;
    const kinds = kindOfLabel.filter(([pattern]) => row.labels.some((label) => pattern.test(label))).map(([, kind]) => kind);
    return {
      text: plain(row.text),
      labels: grave ? ['danger', ...kinds] : [],
      source: `psy${row.tier}` as Row['source'],
      family: `psy-${row.id}`,
      grave,
      weight: row.tier === 1 ? 0.2 : 0.8,
    };
  });
  const lexiconOnly = createScreen();
  const questions = readJsonLines(
    join(sharedData, 'triage/resident_questions.jsonl'),
    z.object({ id: z.string(), text: z.string() }),
  ).flatMap(({ id, text }): Row[] =>
    isAtLeast(lexiconOnly(text, noMemory).level, 'watch')
      ? []
      : [{ text: plain(text), labels: [], source: 'question', family: id, grave: false, weight: 0.6 }],
  );
  const phrasings = loadCorpus()
    .entries.flatMap(({ id, phrasings: said }) => said.map((text) => ({ text, entry: id })))
    .flatMap(({ text, entry }): Row[] =>
      isAtLeast(lexiconOnly(text, noMemory).level, 'watch')
        ? []
        : [{ text: plain(text), labels: [], source: 'phrasing', family: entry, grave: false, weight: 0.4 }],
    );
  return [...crisis, ...questions, ...phrasings];
}

/** Grave lines set into ordinary questions of the same part. */
function spliced(rows: readonly Row[]): readonly Row[] {
  const random = createRandom(11);
  const hosts = rows.filter(({ source }) => source === 'question');
  return rows
    .filter(({ grave }) => grave)
    .map((row) => {
      const host = hosts[Math.floor(random() * hosts.length)] as Row;
      const half = Math.floor(host.text.length / 2);
      return { ...row, text: `${host.text.slice(0, half)}，${row.text}，${host.text.slice(half)}`, source: 'spliced', weight: 0.7 };
    });
}

function train(rows: readonly Row[]) {
  return fitLogistic([...rows, ...spliced(rows)], fitOptions);
}

/** The lowest threshold at which at most `share` of the scores reach it. */
function thresholdFor(scores: readonly number[], share: number): number {
  const sorted = [...scores].sort((a, b) => b - a);
  return Math.min(0.98, (sorted[Math.floor(sorted.length * share)] ?? 0.5) + 1e-4);
}

const rows = [...ownRows(), ...publicRows()];
console.log(`${rows.length} rows, ${rows.filter(({ grave }) => grave).length} grave`);
const scores = new Map<Row, readonly number[]>();
for (let fold = 0; fold < folds; fold += 1) {
  const bytes = train(rows.filter(({ family }) => foldOf(family, folds) !== fold));
  const classifier = createNgramClassifier<RiskLabel>(bytes, riskLabels);
  for (const row of rows) if (foldOf(row.family, folds) === fold) scores.set(row, classifier.score(row.text));
  console.log(`fold ${fold + 1} of ${folds}`);
}
const dangerOf = (row: Row): number => scores.get(row)?.[0] ?? 0;
const scoresOf = (source: Row['source']): readonly number[] => rows.filter((row) => row.source === source && !row.grave).map(dangerOf);
const thresholdAt = (level: keyof typeof falseAlarms): number =>
  Math.max(thresholdFor(scoresOf('question'), falseAlarms[level].question), thresholdFor(scoresOf('own'), falseAlarms[level].own));
const thresholds = { elevated: thresholdAt('elevated'), watch: thresholdAt('watch'), imminent: 0.6 };
const screen = createScreen();
function raised(row: Row): { readonly model: boolean; readonly both: boolean } {
  const held = { id: 'held-out', labels: riskLabels, score: () => scores.get(row) ?? [] };
  const both = isAtLeast(createScreen({ model: { classifier: held, thresholds } })(row.text, noMemory).level, 'elevated');
  return { model: dangerOf(row) >= thresholds.elevated, both };
}
const groups: readonly (readonly [string, (row: Row) => boolean])[] = [
  ['own messages, train split, grave', ({ source, grave }) => source === 'own' && grave],
  ['own messages, train split, ordinary', ({ source, grave }) => source === 'own' && !grave],
  ['PsySUICIDE tier 3', ({ source }) => source === 'psy3'],
  ['PsySUICIDE tier 2', ({ source }) => source === 'psy2'],
  ['PsySUICIDE tier 0', ({ source }) => source === 'psy0'],
  ['lay legal questions without a word of the lexicon', ({ source }) => source === 'question'],
];
console.log(`thresholds ${JSON.stringify(thresholds)}`);
for (const [name, belongs] of groups) {
  const of = rows.filter(belongs);
  const found = of.map(raised);
  const lexiconHits = of.filter((row) => isAtLeast(screen(row.text, noMemory).level, 'elevated')).length;
  console.log(
    `${name}: lexicon ${formatShare(shareOf(lexiconHits, of.length))}; model ${formatShare(shareOf(found.filter(({ model }) => model).length, of.length))}; both ${formatShare(shareOf(found.filter(({ both }) => both).length, of.length))}`,
  );
}
if (process.argv.includes('--write')) {
  writeFileSync('flows/models/risk.bin', train(rows));
  writeFileSync('flows/models/risk-thresholds.json', `${JSON.stringify(thresholds, null, 2)}\n`);
  console.log('wrote flows/models/risk.bin');
}
