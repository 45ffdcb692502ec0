import { type DisputeLabel, disputeTypes } from '../../core/dispute-type.ts';
import type { RiskKind } from '../../core/risk.ts';
import type { TextClassifier } from '../../core/text-classifier.ts';
import { loadClassifier } from '../models/load-classifier.ts';
import { markText } from './mark-text.ts';

/** The labels of the dispute models, in their order. */
export const disputeLabels: readonly DisputeLabel[] = [...disputeTypes, 'none'];

/** The two halves of the dispute model: one reads the text, the other the marks of the rules that spoke. */
export type DisputeModel = { readonly words: TextClassifier<DisputeLabel>; readonly marks: TextClassifier<DisputeLabel> };

const smallest = 1e-4;

/** How far the model believes in each label: the sum of both halves' log probabilities, in the order of `disputeLabels`. */
export function scoreByModel(text: string, kinds: readonly RiskKind[], model: DisputeModel): readonly number[] {
  const marks = model.marks.score(markText(text, kinds));
  return model.words.score(text).map((value, label) => Math.log(value + smallest) + Math.log((marks[label] ?? 0) + smallest));
}

/** Loads the shipped dispute model, or `undefined` where it was not trained: the rules work alone then. */
export function loadDisputeModel(): DisputeModel | undefined {
  const words = loadClassifier<DisputeLabel>('dispute-words', disputeLabels);
  const marks = loadClassifier<DisputeLabel>('dispute-marks', disputeLabels);
  return words === null || marks === null ? undefined : { words, marks };
}
