import type { TextClassifier } from '../../core/text-classifier.ts';
import { loadClassifier } from '../models/load-classifier.ts';
import { toPlain } from '../plain-text.ts';
import { markText, withMarks } from './mark-text.ts';
import { type TopicLabel, topicLabels } from './topic-labels.ts';

/** How far the model believes in each of the twenty classes, in the order of `topicLabels`. */
export function scoreTopics(text: string, model: TextClassifier<TopicLabel>): readonly number[] {
  const plain = toPlain(text);
  return model.score(withMarks(plain, markText(plain, [])));
}

/** Loads what names LawBench 2-4's class of a text, or `null` where the model was not trained. */
export function loadTopicReader(): ((text: string) => TopicLabel) | null {
  const model = loadClassifier<TopicLabel>('topic', topicLabels);
  if (model === null) return null;
  return (text) => {
    const scores = scoreTopics(text, model);
    return topicLabels[scores.indexOf(Math.max(...scores))] ?? '综合咨询';
  };
}
