import { writeFileSync } from 'node:fs';
import { isAtLeast, riskKinds } from '../../core/risk.ts';
import { dangerOf, type RiskModel } from '../../flows/screen/risk-model.ts';
import { formatShare, shareOf } from '../statistics.ts';
import { crossValidateRisk, trainRisk } from './cross-validate-risk.ts';
import { type RiskRow, readRiskRows } from './risk-rows.ts';

/**
 * Trains the risk model: `node evals/training/train-risk-model.ts [--write] [--scores FILE] [--skip-validation]`. Own messages of the train and dev families,
 * training lines, PsySUICIDE validation (MIT), lay questions and corpus phrasings as ordinary talk, so that the
 * style of a text says nothing (RETRIEVAL.md, Screening). Prints a table cross-validated by family over whole screens (lexicon,
 * context and held-out model); `--write` trains on all of it and stores the model with its thresholds; `--scores` keeps the held-out scores;
 * `--skip-validation` keeps the thresholds that are stored and only trains.
 */
const rows = readRiskRows();
const grave = (row: RiskRow): boolean => isAtLeast(row.level, 'elevated');
console.log(`${rows.length} rows, ${rows.filter(grave).length} grave`);

function validate(): RiskModel['thresholds'] {
  const { thresholds, scoresOf, lexiconLevel, levelOf } = crossValidateRisk(rows, console.log);
  console.log(`thresholds ${JSON.stringify(thresholds)}`);
  const reached = new Map(rows.map((row) => [row, levelOf(row)]));
  const byLexicon = new Map(rows.map((row) => [row, lexiconLevel(row)]));
  const own = (row: RiskRow): boolean => row.source === 'own';
  const groups: readonly (readonly [string, (row: RiskRow) => boolean])[] = [
    ['own, grave', (row) => own(row) && grave(row)],
    ...riskKinds.map((kind) => [`own, ${kind}`, (row: RiskRow) => own(row) && row.labels.includes(kind)] as const),
    ['own, watch', (row) => own(row) && row.level === 'watch'],
    ['own, none', (row) => own(row) && row.level === 'none'],
    ...(['psy3', 'psy2', 'psy1', 'psy0', 'question', 'phrasing', 'lay'] as const).map(
      (source) => [source, (row: RiskRow) => row.source === source] as const,
    ),
  ];
  for (const [name, belongs] of groups) {
    const of = rows.filter(belongs);
    const count = (raised: (row: RiskRow) => boolean): string => formatShare(shareOf(of.filter(raised).length, of.length));
    const lexicon = count((row) => isAtLeast(byLexicon.get(row) ?? 'none', 'elevated'));
    const whole = count((row) => isAtLeast(reached.get(row) ?? 'none', 'elevated'));
    console.log(`${name}: lexicon ${lexicon}; whole ${whole}; watch or above ${count((row) => reached.get(row) !== 'none')}`);
  }
  for (const level of ['imminent', 'elevated'] as const) {
    const of = rows.filter((row) => own(row) && row.level === level);
    console.log(
      `own, ${level}, called imminent: ${formatShare(shareOf(of.filter((row) => reached.get(row) === 'imminent').length, of.length))}`,
    );
  }
  const kept = process.argv.indexOf('--scores');
  if (kept > 0) {
    const lines = rows.map((row) => ({ ...row, lexicon: byLexicon.get(row), danger: dangerOf(scoresOf(row)), reached: reached.get(row) }));
    writeFileSync(process.argv[kept + 1] ?? '', lines.map((line) => JSON.stringify(line)).join('\n'));
  }
  return thresholds;
}

const thresholds = process.argv.includes('--skip-validation') ? null : validate();
if (process.argv.includes('--write')) {
  writeFileSync('flows/models/risk.bin', trainRisk(rows));
  if (thresholds !== null) writeFileSync('flows/models/risk-thresholds.json', `${JSON.stringify(thresholds, null, 2)}\n`);
  console.log('wrote flows/models/risk.bin');
}
