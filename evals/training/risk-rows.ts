import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RiskKind, RiskLevel } from '../../core/risk.ts';
import { normaliseText } from '../../flows/normalise/normalise-text.ts';
import type { RiskLabel } from '../../flows/screen/risk-model.ts';
import { createScreen } from '../../flows/screen/screen-turn.ts';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { readJsonLines, sharedData } from '../json-lines.ts';
import { readMessageRows } from '../message-row.ts';
import { splitOf } from '../splits.ts';
import { noMemory } from '../turns.ts';
import type { RiskTrainingRow } from './fit-risk.ts';
import { readTrainingLines } from './training-lines.ts';

/** A row that trains the risk model. `level` is null where only its tier is known. */
export type RiskRow = RiskTrainingRow & {
  readonly source: 'own' | 'line' | 'psy3' | 'psy2' | 'psy1' | 'psy0' | 'question' | 'phrasing' | 'lay';
  readonly id: string;
  readonly family: string;
  readonly level: RiskLevel;
  readonly original: string;
};

const layFolder = 'evals/datasets/lay-questions';
const weights = {
  own: 1.5,
  watch: 0.4,
  line: 0.8,
  psy: 4.5,
  tier1: 0.5,
  tier0: 1.3,
  question: 0.5,
  lay: 0.4,
  phrasing: 0.4,
} as const;

const lexiconOnly = createScreen();

/** A text as the model is shown it, and the rules that spoke on it. */
function read(text: string): Pick<RiskRow, 'text' | 'rules' | 'original'> & { readonly found: RiskLevel } {
  const { findings, lowered, level } = lexiconOnly(text, noMemory);
  const rules = [...findings.map((finding) => `${finding.rule}=${finding.level}`), ...lowered.map(({ rule }) => `low:${rule}`)];
  return { text: normaliseText(text).text.replaceAll('\n', '，'), rules, original: text, found: level };
}

function labelsOf(level: RiskLevel, kinds: readonly RiskKind[]): readonly RiskLabel[] {
  if (level === 'none') return [];
  if (level === 'watch') return ['concern'];
  return ['danger', 'concern', ...(level === 'imminent' ? (['now'] as const) : []), ...kinds];
}

/** Own messages of the train and dev families; the test families train nothing. */
function ownRows(): readonly RiskRow[] {
  return readMessageRows()
    .filter(({ family }) => splitOf(family) !== 'test')
    .map((row) => ({
      ...read(row.text),
      labels: labelsOf(row.risk, row.risk_kinds),
      source: 'own',
      id: row.id,
      family: row.family,
      level: row.risk,
      weight: row.risk === 'watch' ? weights.watch : weights.own,
    }));
}

/** Lines of our own that only train: danger in many wordings, and beside it the same words in ordinary matters. */
function trainingLines(): readonly RiskRow[] {
  return readTrainingLines().map(({ id, text, level, kinds }): RiskRow => {
    const weight = level === 'watch' ? weights.watch : weights.line;
    return { ...read(text), labels: labelsOf(level, kinds), source: 'line', id, family: id, level, weight };
  });
}

const kindOfLabel: readonly (readonly [RegExp, RiskKind])[] = [
  [/suicid/, 'suicide'],
  [/self_harm/, 'self_harm'],
  [/aggression_to_others/, 'threat_made'],
  [/aggression_by_others/, 'violence_victim'],
];

function crisisRows(): readonly RiskRow[] {
  const schema = z.object({ id: z.union([z.string(), z.number()]), text: z.string(), tier: z.number(), labels: z.array(z.string()) });
  return readJsonLines(join(sharedData, 'crisis/psysuicide_valid.jsonl'), schema).map((row): RiskRow => {
    const level: RiskLevel = row.tier >= 2 ? 'elevated' : 'none';
    const kinds = kindOfLabel.filter(([pattern]) => row.labels.some((label) => pattern.test(label))).map(([, kind]) => kind);
    return {
      ...read(row.text),
      labels: [...labelsOf(level, kinds), 'feelings'],
      source: `psy${row.tier}` as RiskRow['source'],
      id: `psy-${row.id}`,
      family: `psy-${row.id}`,
      level,
      weight: row.tier === 1 ? weights.tier1 : row.tier === 0 ? weights.tier0 : weights.psy,
    };
  });
}

/** Lay questions of law and corpus phrasings as ordinary talk, where no rule of the lexicon speaks. */
function ordinaryRows(): readonly RiskRow[] {
  const questions = readJsonLines(join(sharedData, 'triage/resident_questions.jsonl'), z.object({ id: z.string(), text: z.string() }));
  const phrasings = loadCorpus().entries.flatMap(({ id, phrasings: said }) => said.map((text) => ({ id, text })));
  const lay = readdirSync(layFolder)
    .filter((name) => name.endsWith('.tsv'))
    .flatMap((name) =>
      readFileSync(join(layFolder, name), 'utf8')
        .split('\n')
        .map((line, place) => ({ id: `${name}:${place + 1}`, text: line.split('\t').at(-1) ?? '' })),
    )
    .filter(({ text }) => text.length > 4);
  const toRows = (source: 'question' | 'phrasing' | 'lay', from: readonly { readonly id: string; readonly text: string }[]) =>
    from.map(({ id, text }): RiskRow => ({ ...read(text), labels: [], source, id, family: id, level: 'none', weight: weights[source] }));
  return [...toRows('question', questions), ...toRows('phrasing', phrasings), ...toRows('lay', lay)];
}

/** Every row that may train the model. Questions on which any rule speaks may be grave: they are counted and train nothing. */
export function readRiskRows(): readonly RiskRow[] {
  const silent = (row: RiskRow): boolean => row.rules.length === 0;
  return [...ownRows(), ...trainingLines(), ...crisisRows(), ...ordinaryRows().map((row) => (silent(row) ? row : { ...row, weight: 0 }))];
}
