import { parseArgs } from 'node:util';
import { systemClock } from '../../../core/clock.ts';
import { dayOf } from '../../../core/instant.ts';
import { buildKnowledge, checkCorpus, knowledgeStatus } from '../../../knowledge/index.ts';
import { findIndex } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import type { Command } from '../command.ts';

const help = `Usage: npx xinqiao knowledge build --laws FILE [FILE…] --out DIR
       npx xinqiao knowledge check [--index DIR] [--laws FILE…]
       npx xinqiao knowledge status [--index DIR]

build   builds an index of laws; FILE holds JSON Lines {law, article, text, path?}. Goes on where an earlier build was cut off.
check   checks that every article that the corpus cites exists and is in force today; exit code 1 where one does not.
status  lists the laws of the index, their versions, and what is stale.`;

/** Takes `--laws A B C` apart: every word after it that is no option is a file. */
function splitLaws(words: readonly string[]): { readonly laws: readonly string[]; readonly rest: readonly string[] } {
  const laws: string[] = [];
  const rest: string[] = [];
  let isInLaws = false;
  for (const word of words) {
    if (word === '--laws') isInLaws = true;
    else if (word.startsWith('--laws=')) laws.push(word.slice('--laws='.length));
    else if (isInLaws && !word.startsWith('-')) laws.push(word);
    else {
      isInLaws = false;
      rest.push(word);
    }
  }
  return { laws, rest };
}

async function build(words: readonly string[]): Promise<number> {
  const { laws, rest } = splitLaws(words);
  const { values } = parseArgs({ args: [...rest], options: { out: { type: 'string' } } });
  if (laws.length === 0 || values.out === undefined) {
    console.error(help);
    return 2;
  }
  const startedAt = performance.now();
  let shown = '';
  const result = await buildKnowledge({
    laws,
    out: values.out,
    today: dayOf(systemClock.now()),
    onProgress: (step, done, of) => {
      const line = `${step} ${done}${of === 0 ? '' : ` of ${of}`}`;
      if (line !== shown && process.stderr.isTTY) process.stderr.write(`\r${line.padEnd(shown.length)}`);
      shown = line;
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${result.kind}: ${result.laws} laws, ${result.articles} articles, ${seconds} s${result.resumed ? ', resumed' : ''}`);
  return 0;
}

function readIndex(words: readonly string[]): { readonly indexDir?: string } {
  const { values } = parseArgs({ args: [...words], options: { index: { type: 'string' } } });
  const folder = findIndex(readConfig(process.env), values.index ?? null);
  return folder === null ? {} : { indexDir: folder };
}

async function check(words: readonly string[]): Promise<number> {
  const { laws, rest } = splitLaws(words);
  const report = await checkCorpus({ ...readIndex(rest), ...(laws.length === 0 ? {} : { laws }), today: dayOf(systemClock.now()) });
  for (const { rule, file, entryId, message } of report.faults) console.error(`${file} ${entryId}: ${rule}: ${message}`);
  for (const note of report.notes) console.log(note);
  console.log(`${report.entries} entries, ${report.phrasings} phrasings, ${report.citations} citations, ${report.faults.length} faults`);
  return report.faults.length === 0 ? 0 : 1;
}

async function status(words: readonly string[]): Promise<number> {
  const { corpus, index, laws } = await knowledgeStatus({ ...readIndex(words), today: dayOf(systemClock.now()) });
  console.log(`corpus: ${corpus.entries} entries, ${corpus.phrasings} phrasings, oldest review ${corpus.oldestReview ?? 'unknown'}`);
  for (const [type, count] of Object.entries(corpus.byType)) console.log(`  ${type} ${count}`);
  for (const file of corpus.unreadable) console.log(`  unreadable: ${file}`);
  if (index === null) console.log('index: none; the corpus alone answers');
  else
    console.log(
      `index: ${index.articles} articles, built on ${index.builtOn ?? 'an unknown day'}${index.whole ? '' : ', not finished'}${index.current ? '' : ', made by another version: build it again'}`,
    );
  console.log(`laws: ${laws.length}, ${laws.filter((law) => law.stale !== null).length} stale`);
  for (const law of laws) if (law.stale !== null) console.log(`  ${law.law}: ${law.stale}`);
  return 0;
}

/** `knowledge`: the index and the corpus. */
export const knowledgeCommand: Command = {
  help,
  run: async ([action, ...words]) => {
    if (action === 'build') return await build(words);
    if (action === 'check') return await check(words);
    if (action === 'status') return await status(words);
    console.error(help);
    return 2;
  },
};
