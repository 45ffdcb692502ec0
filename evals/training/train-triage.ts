import { writeFileSync } from 'node:fs';
import { modelFile } from '../../flows/models/load-classifier.ts';
import { createNgramClassifier } from '../../flows/models/ngram-classifier.ts';
import { toPlain } from '../../flows/plain-text.ts';
import { disputeLabels } from '../../flows/triage/dispute-model.ts';
import { isOwnMatter } from '../../flows/triage/read-intent.ts';
import { scoreDispute } from '../../flows/triage/score-dispute.ts';
import { settleDisputeType } from '../label-rules.ts';
import { type MessageRow, readMessageRows } from '../message-row.ts';
import { foldOf, splitOf } from '../splits.ts';
import { formatShare, macroF1, scoreLabels, shareOf } from '../statistics.ts';
import { fitLogistic } from './fit-logistic.ts';
import { disputeRows } from './own-rows.ts';

/**
 * Trains the dispute-type model: `node evals/training/train-triage.ts [--write] [--errors]`. Prints a cross-validation over the train and dev
 * families (the test families are never read); `--errors` lists what it got wrong; `--write` trains on both parts and stores the model.
 */
const folds = 5;
const labels = disputeLabels;
const options = {
  id: 'dispute-3',
  labels,
  mode: 'softmax',
  buckets: 1 << 16,
  longest: 2,
  epochs: 5,
  rate: 0.25,
  l2: 1e-4,
} as const;

const train = (messages: readonly MessageRow[]): Uint8Array => fitLogistic(disputeRows(messages), options);

function crossValidate(rows: readonly MessageRow[], print: (line: string) => void): void {
  const pairs = Array.from({ length: folds }, (_, fold) => {
    const model = createNgramClassifier(train(rows.filter(({ family }) => foldOf(family, folds) !== fold)), labels);
    return rows
      .filter(({ family }) => foldOf(family, folds) === fold)
      .map((row) => {
        const text = toPlain(row.text);
        const signs = { isMatter: isOwnMatter(text), kinds: row.risk_kinds };
        return {
          row,
          written: row.dispute_type as string,
          gold: settleDisputeType(row) as string,
          predicted: scoreDispute(text, signs, model).type as string,
        };
      });
  }).flat();
  const right = pairs.filter(({ gold, predicted }) => gold === predicted);
  const scores = scoreLabels(pairs);
  print(`dispute type, ${folds} folds of train and dev: exact ${formatShare(shareOf(right.length, pairs.length))}`);
  print(`macro-F1 ${macroF1(scores).toFixed(3)}`);
  const asWritten = pairs.map(({ written, predicted }) => ({ gold: written, predicted }));
  print(`against the types as written, before the rules of labelling: macro-F1 ${macroF1(scoreLabels(asWritten)).toFixed(3)}`);
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
  const bytes = train(rows);
  writeFileSync(modelFile('dispute'), bytes);
  console.log(`written: ${bytes.length} bytes`);
}
