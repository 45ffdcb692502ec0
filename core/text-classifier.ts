/** A small local model that scores labels for a text, in the process, without waiting: it must be usable inside the screen. */
export interface TextClassifier<Label extends string = string> {
  readonly id: string;
  readonly labels: readonly Label[];
  /** The probability of each label, 0 to 1, in the order of `labels`. */
  score(text: string): readonly number[];
}
