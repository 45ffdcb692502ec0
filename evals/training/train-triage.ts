import { writeFileSync } from 'node:fs';
import { modelFile } from '../../flows/models/load-classifier.ts';
import { createNgramClassifier } from '../../flows/models/ngram-classifier.ts';
import { toPlain } from '../../flows/plain-text.ts';
import { type DisputeModel, disputeLabels, matterLabels } from '../../flows/triage/dispute-model.ts';
import { isOwnMatter } from '../../flows/triage/read-intent.ts';
import { scoreDispute } from '../../flows/triage/score-dispute.ts';
import { type MessageRow, readMessageRows } from '../message-row.ts';
import { foldOf, splitOf } from '../splits.ts';
import { formatShare, macroF1, scoreLabels, shareOf } from '../statistics.ts';
import { fitLogistic } from './fit-logistic.ts';
import { disputeMarkRows, disputeWordRows, matterRows } from './own-rows.ts';

/**
 * Trains the dispute-type model: `node evals/training/train-triage.ts [--write] [--errors]`. Prints a cross-validation over the train and dev
 * families (the test families are never read); `--errors` lists what it got wrong; `--write` trains on the train families and stores the model.
 */
const folds = 5;
const labels = disputeLabels;
const wordOptions = { id: 'dispute-words-1', labels, mode: 'softmax', buckets: 1 << 16, epochs: 10, l2: 1e-5 } as const;
const markOptions = { id: 'dispute-marks-1', labels, mode: 'softmax', buckets: 1 << 12, longest: 1, epochs: 20, l2: 1e-5 } as const;

const matterOptions = {
  id: 'dispute-matter-1',
  labels: matterLabels,
  mode: 'softmax',
  buckets: 1 << 16,
  longest: 2,
  epochs: 10,
  l2: 1e-5,
} as const;

type Trained = { readonly words: Uint8Array; readonly marks: Uint8Array; readonly matter: Uint8Array };

function train(messages: readonly MessageRow[]): Trained {
  return {
    words: fitLogistic(disputeWordRows(messages), wordOptions),
    marks: fitLogistic(disputeMarkRows(messages), markOptions),
    matter: fitLogistic(matterRows(messages), matterOptions),
  };
}

function open({ words, marks, matter }: Trained): DisputeModel {
  return {
    words: createNgramClassifier(words, labels),
    marks: createNgramClassifier(marks, labels),
    matter: createNgramClassifier(matter, matterLabels),
  };
}

function crossValidate(rows: readonly MessageRow[], print: (line: string) => void): void {
  const pairs = Array.from({ length: folds }, (_, fold) => {
    const model = open(train(rows.filter(({ family }) => foldOf(family, folds) !== fold)));
    return rows
      .filter(({ family }) => foldOf(family, folds) === fold)
      .map((row) => {
        const text = toPlain(row.text);
        const signs = { isMatter: isOwnMatter(text), kinds: row.risk_kinds };
        return { row, gold: row.dispute_type as string, predicted: scoreDispute(text, signs, model).type as string };
      });
  }).flat();
  const right = pairs.filter(({ gold, predicted }) => gold === predicted);
  const scores = scoreLabels(pairs);
  print(`dispute type, ${folds} folds of train and dev: exact ${formatShare(shareOf(right.length, pairs.length))}`);
  print(`macro-F1 ${macroF1(scores).toFixed(3)}`);
  const told = pairs.filter(({ gold, predicted }) => (gold === 'none') === (predicted === 'none')).length;
  print(`matter or none ${formatShare(shareOf(told, pairs.length))}`);
  for (const score of scores) print(`  ${score.label}  ${score.f1.toFixed(3)}  recall ${formatShare(score.recall)}`);
  if (!process.argv.includes('--errors')) return;
  for (const { row, gold, predicted } of pairs.filter((pair) => pair.gold !== pair.predicted))
    print(`${row.id} ${gold} → ${predicted} | ${row.text}`);
}

const rows = readMessageRows().filter(({ family }) => splitOf(family) !== 'test');
if (!process.argv.includes('--skip-validation')) crossValidate(rows, console.log);
if (process.argv.includes('--write')) {
  const { words, marks, matter } = train(rows.filter(({ family }) => splitOf(family) === 'train'));
  writeFileSync(modelFile('dispute-words'), words);
  writeFileSync(modelFile('dispute-marks'), marks);
  writeFileSync(modelFile('dispute-matter'), matter);
  console.log(`written: ${words.length}, ${marks.length} and ${matter.length} bytes`);
}
