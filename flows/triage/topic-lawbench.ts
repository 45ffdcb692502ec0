import type { TextClassifier } from '../../core/text-classifier.ts';
import { loadClassifier } from '../models/load-classifier.ts';
import { toPlain } from '../plain-text.ts';
import { markText } from './mark-text.ts';
import { type TopicLabel, topicLabels, topicWords } from './topic-words.ts';

const firstMark = 0xf000;
const markOf = (place: number): string => String.fromCharCode(firstMark + place);
const rules = topicLabels.flatMap((label) =>
  Object.entries(topicWords[label]).map(([weight, words]) => ({ label, weight: Number(weight), words })),
);
/** How much one unit of a rule's weight counts beside the model's log probabilities. */
const ruleWeight = 1.4;
/** How much each half of the model counts: askers named their class loosely, so that the halves are surer than they may be. */
const modelWeight = 0.5;
const smallest = 1e-3;

/** The halves of the topic model: one reads the text, the other the marks of the rules that spoke. */
export type TopicModel = { readonly words: TextClassifier<TopicLabel>; readonly marks: TextClassifier<TopicLabel> };

/** The marks of a text for the topic model: those of the dispute types, and one for each rule for a class. */
export function markTopics(text: string): string {
  return markText(text, []) + rules.flatMap(({ words }, place) => (words.test(text) ? [markOf(place)] : [])).join('');
}

/** How far rules and model believe in each class, in the order of `topicLabels`. */
export function scoreTopics(text: string, model: TopicModel | null): readonly number[] {
  const plain = toPlain(text);
  const scores = topicLabels.map(() => 0);
  for (const { label, weight, words } of rules) {
    const place = topicLabels.indexOf(label);
    if (words.test(plain)) scores[place] = (scores[place] ?? 0) + ruleWeight * weight;
  }
  if (model === null) return scores;
  const marks = model.marks.score(markTopics(plain));
  const words = model.words.score(plain);
  return scores.map(
    (score, place) => score + modelWeight * (Math.log((marks[place] ?? 0) + smallest) + Math.log((words[place] ?? 0) + smallest)),
  );
}

/** Loads what names LawBench 2-4's class of a text, or `null` where the model was not trained. */
export function loadTopicReader(): ((text: string) => TopicLabel) | null {
  const words = loadClassifier<TopicLabel>('topic-words', topicLabels);
  const marks = loadClassifier<TopicLabel>('topic-marks', topicLabels);
  if (words === null || marks === null) return null;
  return (text) => {
    const scores = scoreTopics(text, { words, marks });
    return topicLabels[scores.indexOf(Math.max(...scores))] ?? '综合咨询';
  };
}
