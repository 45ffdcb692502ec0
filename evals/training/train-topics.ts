import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { modelFile } from '../../flows/models/load-classifier.ts';
import { createNgramClassifier } from '../../flows/models/ngram-classifier.ts';
import { toPlain } from '../../flows/plain-text.ts';
import { markText, withMarks } from '../../flows/triage/mark-text.ts';
import { topicLabels } from '../../flows/triage/topic-labels.ts';
import { scoreTopics } from '../../flows/triage/topic-lawbench.ts';
import { readJsonLines, sharedData } from '../json-lines.ts';
import { formatShare, shareOf } from '../statistics.ts';
import { fitLogistic } from './fit-logistic.ts';
import { balanceLabels } from './own-rows.ts';

/**
 * Trains the head of LawBench 2-4's twenty classes on questions of our own alone: `node evals/training/train-topics.ts [--write]`. Prints
 * how many development rows in `../shared/data` it names rightly; none of them trains it, so that no folds are needed. `--write` stores it.
 */
const options = {
  id: 'topic-2',
  labels: topicLabels,
  mode: 'softmax',
  buckets: 1 << 16,
  epochs: 15,
  rate: 0.3,
  l2: 1e-4,
} as const;

const questions = readJsonLines(
  'evals/datasets/triage/topics.jsonl',
  z.strictObject({ id: z.string(), text: z.string(), topic: z.enum(topicLabels) }),
);
const bytes = fitLogistic(
  balanceLabels(
    questions.map(({ text, topic }) => {
      const plain = toPlain(text);
      return { text: withMarks(plain, markText(plain, [])), labels: [topic] };
    }),
  ),
  options,
);
const model = createNgramClassifier(bytes, topicLabels);

const rows = readJsonLines(join(sharedData, 'triage/lawbench_2-4.jsonl'), z.object({ question: z.string(), answer: z.enum(topicLabels) }));
const ranks = rows.map(({ question, answer }) => {
  const scores = scoreTopics(question, model);
  const right = scores[topicLabels.indexOf(answer)] ?? 0;
  return scores.filter((score) => score > right).length;
});
const within = (places: number): string => formatShare(shareOf(ranks.filter((rank) => rank < places).length, ranks.length));
console.log(`LawBench 2-4 development rows, none of them trained on: right ${within(1)}, among the first three ${within(3)}`);

if (process.argv.includes('--write')) {
  writeFileSync(modelFile('topic'), bytes);
  console.log(`written: ${bytes.length} bytes`);
}
