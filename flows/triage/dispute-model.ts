import { type DisputeLabel, disputeTypes } from '../../core/dispute-type.ts';
import type { RiskKind } from '../../core/risk.ts';
import type { TextClassifier } from '../../core/text-classifier.ts';
import { loadClassifier } from '../models/load-classifier.ts';
import { markText, withMarks } from './mark-text.ts';

/** The labels of the dispute model, in their order. */
export const disputeLabels: readonly DisputeLabel[] = [...disputeTypes, 'none'];

/** Reads a text with its marks (`withMarks`). */
export type DisputeModel = TextClassifier<DisputeLabel>;

const smallest = 1e-4;
/** A text longer than this in which hardly anybody says «I» is a report of a case, not a message: its sentences are read one by one. */
const longestMessage = 80;
const firstPerson = /[我俺咱]/g;
/** A report may quote people: one «I» in so many characters. */
const quotedOnce = 60;
const shortestSentence = 5;
/** A whole report is about something. */
const reportWithoutDispute = -3;
/** A sentence that is sure of its type says more than several that are not. */
const sureness = 1.25;

/** Tells whether a text reports a case from outside, at such length that single words in it prove nothing. */
function isReport(text: string): boolean {
  return text.length > longestMessage && (text.match(firstPerson)?.length ?? 0) * quotedOnce <= Math.max(text.length, 2 * quotedOnce);
}

/** The sentences of a report, as the model reads them one by one. */
export function sentencesOf(text: string): readonly string[] {
  const sentences = text.split(/[。;!?\n]/).filter((sentence) => sentence.length >= shortestSentence);
  return sentences.length > 0 ? sentences : [text];
}

/** How far the model believes in each label, as log probabilities in the order of `disputeLabels`. */
export function scoreByModel(text: string, kinds: readonly RiskKind[], model: DisputeModel): readonly number[] {
  if (!isReport(text)) return model.score(withMarks(text, markText(text, kinds))).map((value) => Math.log(value + smallest));
  const sums = disputeLabels.map(() => 0);
  for (const sentence of sentencesOf(text)) {
    // A danger stands in one sentence of a report: the others are not about it.
    for (const [label, value] of model.score(withMarks(sentence, markText(sentence, []))).entries())
      sums[label] = (sums[label] ?? 0) + value ** sureness;
  }
  const total = sums.reduce((sum, value) => sum + value, 0);
  return sums.map((value, label) => Math.log(value / total + smallest) + (disputeLabels[label] === 'none' ? reportWithoutDispute : 0));
}

/** Loads the shipped dispute model, or `undefined` where it was not trained: the rules work alone then. */
export function loadDisputeModel(): DisputeModel | undefined {
  return loadClassifier<DisputeLabel>('dispute', disputeLabels) ?? undefined;
}
