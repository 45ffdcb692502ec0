import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { modelFile } from '../../flows/models/load-classifier.ts';
import { createNgramClassifier } from '../../flows/models/ngram-classifier.ts';
import { toPlain } from '../../flows/plain-text.ts';
import { markTopics, scoreTopics, type TopicModel } from '../../flows/triage/topic-lawbench.ts';
import { topicLabels } from '../../flows/triage/topic-words.ts';
import { readJsonLines, sharedData } from '../json-lines.ts';
import { foldOf } from '../splits.ts';
import { formatShare, shareOf } from '../statistics.ts';
import { fitLogistic, type TrainingRow } from './fit-logistic.ts';
import { balanceLabels } from './own-rows.ts';
import { ownTopicRows } from './topic-rows.ts';

/**
 * Trains the head of LawBench 2-4's twenty classes: `node evals/training/train-topics.ts [--write]`. Prints the accuracy by cross-validation
 * over the development rows in `../shared/data`; `--write` trains on all of them and stores the model.
 */
const folds = 5;
const labels = topicLabels;
const wordOptions = { id: 'topic-words-1', labels, mode: 'softmax', buckets: 1 << 16, epochs: 10, l2: 1e-5 } as const;
const markOptions = { id: 'topic-marks-1', labels, mode: 'softmax', buckets: 1 << 13, longest: 1, epochs: 10, l2: 1e-5 } as const;

const own = balanceLabels(ownTopicRows());
const rows = readJsonLines(
  join(sharedData, 'triage/lawbench_2-4.jsonl'),
  z.object({ id: z.union([z.string(), z.number()]), question: z.string(), answer: z.enum(topicLabels) }),
).map(({ id, question, answer }) => ({ id: String(id), text: toPlain(question), labels: [answer] }));

function train(labelled: readonly TrainingRow[]): { readonly words: Uint8Array; readonly marks: Uint8Array } {
  const all = [...labelled, ...own];
  return {
    words: fitLogistic(all, wordOptions),
    marks: fitLogistic(
      all.map((row) => ({ ...row, text: markTopics(row.text) })),
      markOptions,
    ),
  };
}

function open({ words, marks }: ReturnType<typeof train>): TopicModel {
  return { words: createNgramClassifier(words, labels), marks: createNgramClassifier(marks, labels) };
}

const ranks = Array.from({ length: folds }, (_, fold) => {
  const model = open(train(rows.filter(({ id }) => foldOf(id, folds) !== fold).map(({ text, labels: gold }) => ({ text, labels: gold }))));
  return rows
    .filter(({ id }) => foldOf(id, folds) === fold)
    .map(({ text, labels: [gold] }) => {
      const scores = scoreTopics(text, model);
      const right = gold === undefined ? 0 : (scores[labels.indexOf(gold)] ?? 0);
      return scores.filter((score) => score > right).length;
    });
}).flat();
const within = (places: number): string => formatShare(shareOf(ranks.filter((rank) => rank < places).length, ranks.length));
console.log(`LawBench 2-4 development rows, ${folds} folds: right ${within(1)}, among the first three ${within(3)}`);

if (process.argv.includes('--write')) {
  const { words, marks } = train(rows.map(({ text, labels: gold }) => ({ text, labels: gold })));
  writeFileSync(modelFile('topic-words'), words);
  writeFileSync(modelFile('topic-marks'), marks);
  console.log(`written: ${words.length} and ${marks.length} bytes`);
}
