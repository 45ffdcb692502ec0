import { z } from 'zod';
import { disputeTypes } from '../../core/dispute-type.ts';
import { toPlain } from '../../flows/plain-text.ts';
import { sentencesOf } from '../../flows/triage/dispute-model.ts';
import { markText, withMarks } from '../../flows/triage/mark-text.ts';
import { readJsonLines } from '../json-lines.ts';
import { type LabelledText, settleDisputeType } from '../label-rules.ts';
import type { MessageRow } from '../message-row.ts';
import type { TrainingRow } from './fit-logistic.ts';
import { readTrainingLines } from './training-lines.ts';

const caseReportSchema = z.strictObject({ id: z.string(), text: z.string(), dispute_type: z.enum(disputeTypes) });

/** Short case reports of our own writing, in the words of mediators: cases that others tell are sorted too. Training only. */
function caseReports(): readonly z.infer<typeof caseReportSchema>[] {
  return readJsonLines('evals/datasets/triage/case-reports.jsonl', caseReportSchema);
}

/** The screen finds most dangers, not all: the share of a row's weight that goes to the text with its kinds known. */
const knownDanger = 0.75;

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

/** A message, with the danger that it speaks of and, for a smaller share of its weight, without it. */
function messageRows(messages: readonly LabelledText[]): readonly TrainingRow[] {
  return messages.flatMap((row) => {
    const plain = toPlain(row.text);
    const labels = [settleDisputeType(row)];
    const blind = withMarks(plain, markText(plain, []));
    if (row.risk_kinds.length === 0) return [{ text: blind, labels }];
    return [
      { text: withMarks(plain, markText(plain, row.risk_kinds)), labels, weight: knownDanger },
      { text: blind, labels, weight: 1 - knownDanger },
    ];
  });
}

/** How much a line that only trains counts beside a labelled message: most are of danger, with a matter behind it. */
const lineWeight = 0.6;

/** The training lines whose type their writer judged, by the same rules of labelling. */
function lineRows(): readonly TrainingRow[] {
  const typed = readTrainingLines().flatMap(({ text, level, kinds, type }) =>
    type === null ? [] : [{ text, risk: level, risk_kinds: [...kinds], dispute_type: type }],
  );
  return messageRows(typed).map((row) => ({ ...row, weight: (row.weight ?? 1) * lineWeight }));
}

/** How much a sentence of a case report counts beside a labelled message. */
const sentenceWeight = 0.4;

/** Rows for the dispute model: our own messages, the lines that only train, and the sentences of the case reports. The corpus's phrasings only led it astray. */
export function disputeRows(messages: readonly MessageRow[]): readonly TrainingRow[] {
  const sentences = caseReports().flatMap(({ text, dispute_type }) =>
    sentencesOf(toPlain(text)).map((sentence) => ({
      text: withMarks(sentence, markText(sentence, [])),
      labels: [dispute_type],
      weight: sentenceWeight,
    })),
  );
  return [...balanceLabels([...messageRows(messages), ...lineRows()]), ...sentences];
}
