import { composeKnowledge, composeLanguageModel, composeRules } from '../bot/compose.ts';
import { readConfig } from '../bot/config/read-config.ts';
import { keepReport, renderReport } from './report.ts';
import type { Suite } from './suite.ts';
import { answers } from './suites/answers.ts';
import { citations } from './suites/citations.ts';
import { fuzz } from './suites/fuzz.ts';
import { leak } from './suites/leak.ts';
import { parsing } from './suites/parsing.ts';
import { residents } from './suites/residents.ts';
import { retrieval } from './suites/retrieval.ts';
import { retrievalCost } from './suites/retrieval-cost.ts';
import { riskCross } from './suites/risk-cross.ts';
import { riskOwn } from './suites/risk-own.ts';
import { riskPublic } from './suites/risk-public.ts';
import { riskSplice } from './suites/risk-splice.ts';
import { safety } from './suites/safety.ts';
import { slots } from './suites/slots.ts';
import { soak } from './suites/soak.ts';
import { triageOwn } from './suites/triage-own.ts';
import { triagePublic } from './suites/triage-public.ts';

const suites: readonly Suite[] = [
  riskOwn,
  riskSplice,
  riskCross,
  riskPublic,
  safety,
  triageOwn,
  triagePublic,
  answers,
  citations,
  slots,
  residents,
  retrieval,
  retrievalCost,
  parsing,
];

/** Suites that take long or load the machine run only where they are named. */
const onlyNamed: readonly Suite[] = [soak, leak, fuzz];

const usage = `npm run evals -- [SUITE…] [--write]\n\nSuites: ${suites.map(({ name }) => name).join(', ')}; all of these where none is named; ${onlyNamed.map(({ name }) => name).join(', ')} only where named. --write keeps the tables in docs/RESULTS.md.`;

const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = named.filter((name) => ![...suites, ...onlyNamed].some((suite) => suite.name === name));
if (process.argv.includes('--help') || unknown.length > 0) {
  console.error(unknown.length > 0 ? `No suite is called ${unknown.join(', ')}.\n\n${usage}` : usage);
  process.exit(unknown.length > 0 ? 2 : 0);
}

const config = readConfig(process.env);
const rules = composeRules(config);
const context = { ...rules, ...(await composeLanguageModel(config)), retriever: await composeKnowledge(config, null), print: console.log };
for (const suite of named.length === 0 ? suites : [...suites, ...onlyNamed].filter(({ name }) => named.includes(name))) {
  const report = await suite.run(context);
  if (report === null) {
    console.log(`## ${suite.name}: its data is not on this machine, skipped\n`);
    continue;
  }
  console.log(`## ${report.title}\n\n${renderReport(report)}\n`);
  if (process.argv.includes('--write')) keepReport('docs/RESULTS.md', suite.name, report);
}
