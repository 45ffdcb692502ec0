import { type DisputeLabel, disputeTypes } from '../../core/dispute-type.ts';
import type { RiskKind } from '../../core/risk.ts';
import type { TextClassifier } from '../../core/text-classifier.ts';
import { loadClassifier } from '../models/load-classifier.ts';
import { markText } from './mark-text.ts';

/** The labels of the dispute models, in their order. */
export const disputeLabels: readonly DisputeLabel[] = [...disputeTypes, 'none'];

/** Whether a text speaks of a matter at all. */
export const matterLabels = ['matter', 'none'] as const;

/** The parts of the dispute model: one reads the text, one the marks of the rules that spoke, one tells from both whether there is a matter at all. */
export type DisputeModel = {
  readonly words: TextClassifier<DisputeLabel>;
  readonly marks: TextClassifier<DisputeLabel>;
  readonly matter: TextClassifier<(typeof matterLabels)[number]>;
};

const smallest = 1e-4;
/** How much the question whether there is a matter counts beside the two that name it. */
const matterWeight = 1;
/** A text longer than this is a report of a case, not a message: its sentences are read one by one. */
const longestMessage = 80;
const shortestSentence = 5;
/** A whole report is about something. */
const reportWithoutDispute = -3;

/** Tells whether a text is told at such length that single words in it prove nothing. */
export function isReport(text: string): boolean {
  return text.length > longestMessage;
}

function scoreReport(text: string, kinds: readonly RiskKind[], model: DisputeModel): readonly number[] {
  const sentences = text.split(/[。;!?\n]/).filter((sentence) => sentence.length >= shortestSentence);
  const means = disputeLabels.map(() => 0);
  for (const sentence of sentences.length > 0 ? sentences : [text]) {
    for (const [label, value] of model.marks.score(markText(sentence, kinds)).entries()) means[label] = (means[label] ?? 0) + value;
  }
  const total = means.reduce((sum, value) => sum + value, 0);
  return means.map((value, label) => Math.log(value / total + smallest) + (disputeLabels[label] === 'none' ? reportWithoutDispute : 0));
}

/** How far the model believes in each label, as log probabilities in the order of `disputeLabels`; a report by its marks alone. */
export function scoreByModel(text: string, kinds: readonly RiskKind[], model: DisputeModel): readonly number[] {
  if (isReport(text)) return scoreReport(text, kinds, model);
  const signs = markText(text, kinds);
  const marks = model.marks.score(signs);
  const [matter = 0, none = 0] = model.matter.score(`${text}${signs}`);
  const doubt = Math.log(none + smallest) - Math.log(matter + smallest);
  return model.words
    .score(text)
    .map(
      (value, label) =>
        Math.log(value + smallest) +
        Math.log((marks[label] ?? 0) + smallest) +
        (disputeLabels[label] === 'none' ? matterWeight * doubt : 0),
    );
}

/** Loads the shipped dispute model, or `undefined` where it was not trained: the rules work alone then. */
export function loadDisputeModel(): DisputeModel | undefined {
  const words = loadClassifier<DisputeLabel>('dispute-words', disputeLabels);
  const marks = loadClassifier<DisputeLabel>('dispute-marks', disputeLabels);
  const matter = loadClassifier('dispute-matter', matterLabels);
  return words === null || marks === null || matter === null ? undefined : { words, marks, matter };
}
