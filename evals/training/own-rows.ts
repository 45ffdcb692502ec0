import { z } from 'zod';
import { disputeTypes } from '../../core/dispute-type.ts';
import { toPlain } from '../../flows/plain-text.ts';
import { markText } from '../../flows/triage/mark-text.ts';
import { isAbstractQuestion } from '../../flows/triage/read-intent.ts';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { readJsonLines } from '../json-lines.ts';
import { type MessageRow, readMessageRows } from '../message-row.ts';
import { splitOf } from '../splits.ts';
import type { TrainingRow } from './fit-logistic.ts';

const caseReportSchema = z.strictObject({ id: z.string(), text: z.string(), dispute_type: z.enum(disputeTypes) });

/** Short case reports of our own writing, in the words of mediators: cases that others tell are sorted too. Training only. */
function caseReports(): readonly z.infer<typeof caseReportSchema>[] {
  return readJsonLines('evals/datasets/triage/case-reports.jsonl', caseReportSchema);
}

/** How much one corpus phrasing counts beside one labelled message. */
const phrasingWeight = 0.5;
/** A question of law asked without a matter of one's own still carries its topic's words: it says little for `none`. */
const noneWeight = 0.15;
/** The screen finds most dangers, not all: the share of a row's weight that goes to the text with its kinds known. */
const knownDanger = 0.75;

/** The labelled messages whose family is in the training part. */
export function trainingMessages(): readonly MessageRow[] {
  return readMessageRows().filter(({ family }) => splitOf(family) === 'train');
}

/** The corpus's phrasings with their entry, its file and its weight for the dispute type. */
export function corpusPhrasings(): readonly {
  readonly text: string;
  readonly entry: string;
  readonly file: string;
  readonly type: string;
  readonly weight: number;
}[] {
  return loadCorpus().entries.flatMap((entry) =>
    entry.phrasings.map((text) => ({
      text,
      entry: entry.id,
      file: entry.file,
      type: entry.disputeType,
      weight: entry.disputeType === 'none' ? noneWeight : phrasingWeight,
    })),
  );
}

/** How far the frequent labels are held back: 0 not at all, 1 each label counts the same. The corpus has far more of family than of travel. */
const evenness = 0.6;

/** Weighs rows so that a frequent label does not become the answer to every text of which nothing is known. */
export function balanceLabels(rows: readonly TrainingRow[]): readonly TrainingRow[] {
  const counts = new Map<string, number>();
  for (const { labels, weight = 1 } of rows) for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + weight);
  const mean = [...counts.values()].reduce((sum, count) => sum + count, 0) / Math.max(1, counts.size);
  return rows.map((row) => ({
    ...row,
    weight: (row.weight ?? 1) * (mean / (counts.get(row.labels[0] ?? '') ?? mean)) ** evenness,
  }));
}

/** Rows for the half of the dispute model that reads the text: our own messages and the corpus's phrasings. */
export function disputeWordRows(messages: readonly MessageRow[] = trainingMessages()): readonly TrainingRow[] {
  return balanceLabels([...messages.map(({ text, dispute_type }) => ({ text: toPlain(text), labels: [dispute_type] })), ...otherRows()]);
}

/** Rows for the half that reads the marks: each message with and without the danger that it speaks of, and the corpus's phrasings. */
export function disputeMarkRows(messages: readonly MessageRow[] = trainingMessages()): readonly TrainingRow[] {
  const own = messages.flatMap(({ text, risk_kinds, dispute_type }) => {
    const plain = toPlain(text);
    const labels = [dispute_type];
    if (risk_kinds.length === 0) return [{ text: markText(plain, []), labels }];
    return [
      { text: markText(plain, risk_kinds), labels, weight: knownDanger },
      { text: markText(plain, []), labels, weight: 1 - knownDanger },
    ];
  });
  return balanceLabels([...own, ...otherRows().map((row) => ({ ...row, text: markText(row.text, []) }))]);
}

/** Rows for the part that tells whether there is a matter: our own messages alone, for the corpus also answers questions of the law in general. */
export function matterRows(messages: readonly MessageRow[] = trainingMessages()): readonly TrainingRow[] {
  return messages.map(({ text, risk_kinds, dispute_type }) => {
    const plain = toPlain(text);
    return { text: `${plain}${markText(plain, risk_kinds)}`, labels: [dispute_type === 'none' ? 'none' : 'matter'] };
  });
}

/** Rows that are no resident's message: the corpus's phrasings and the case reports. */
function otherRows(): readonly TrainingRow[] {
  return [...phrasingRows(), ...caseReports().map(({ text, dispute_type }) => ({ text: toPlain(text), labels: [dispute_type] }))];
}

/** A question of the law alone is no dispute, whatever its topic: of those the labelled messages alone decide. */
function phrasingRows(): readonly TrainingRow[] {
  return corpusPhrasings().flatMap(({ text, type, weight }) => {
    const plain = toPlain(text);
    return isAbstractQuestion(plain) ? [] : [{ text: plain, labels: [type], weight }];
  });
}
