import { parseArgs } from 'node:util';
import { systemClock } from '../../../core/clock.ts';
import { dayOf } from '../../../core/instant.ts';
import { buildKnowledge, checkCorpus, knowledgeStatus, lookUpArticles } from '../../../knowledge/index.ts';
import { composeEmbedder, findIndex } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import type { Command } from '../command.ts';

const help = `Usage: npx xinqiao knowledge build --laws PATH [PATH…] --out DIR
       npx xinqiao knowledge check [--index DIR] [--laws PATH…]
       npx xinqiao knowledge status [--index DIR] [--all]
       npx xinqiao knowledge article TEXT [--on YYYY-MM-DD] [--index DIR]

build    builds an index of laws. PATH is a file or a folder of files: JSON Lines {law, article, text, path?, version?, valid_from?},
         Markdown by article, or .docx of the national database. Goes on where an earlier build was cut off.
check    checks that every article that the corpus cites exists and is in force today; exit code 1 where one does not.
status   lists what is stale or not yet in force; with --all every law with the days of its version.
article  shows the articles that TEXT names (民法典第一百八十八条第一款) as they held on a day, today where none is given.`;

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
  const onProgress = (step: string, done: number, of: number): void => {
    const line = `${step} ${done}${of === 0 ? '' : ` of ${of}`}`;
    if (line !== shown && process.stderr.isTTY) process.stderr.write(`\r${line.padEnd(shown.length)}`);
    shown = line;
  };
  const result = await buildKnowledge({ laws, out: values.out, today: dayOf(systemClock.now()), onProgress });
  const embedder = await composeEmbedder(readConfig(process.env));
  if (embedder !== null) {
    const { buildEmbedderIndex } = await import('../../../knowledge/index/embedder-index.ts');
    await buildEmbedderIndex(values.out, embedder, onProgress);
  }
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

/** One law in a line: the day it was passed in this version, and from when to when it holds. */
function describeLaw(law: Awaited<ReturnType<typeof knowledgeStatus>>['laws'][number]): string {
  const span = `${law.effective ?? '?'} – ${law.repealedOn ?? ''}`.trimEnd();
  const amended = law.amended.length > 1 ? `, amended ${law.amended.slice(1).join(' ')}` : '';
  return `${law.law}: version ${law.version ?? 'unknown'}, in force ${span}, checked ${law.checked ?? 'never'}${amended}`;
}

async function status(words: readonly string[]): Promise<number> {
  const all = words.includes('--all');
  const options = readIndex(words.filter((word) => word !== '--all'));
  const { corpus, index, laws } = await knowledgeStatus({ ...options, today: dayOf(systemClock.now()) });
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
  if (all) for (const law of laws) console.log(`  ${describeLaw(law)}`);
  return 0;
}

async function article(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { on: { type: 'string' }, index: { type: 'string' } },
  });
  const on = values.on ?? dayOf(systemClock.now());
  if (positionals.length === 0 || !/^\d{4}-\d{2}-\d{2}$/.test(on)) {
    console.error(help);
    return 2;
  }
  const found = lookUpArticles(positionals.join(' '), { ...readIndex(values.index === undefined ? [] : ['--index', values.index]), on });
  if (found.length === 0) console.error('This names no article. Write it like 民法典第一百八十八条.');
  for (const item of found) {
    const name = `${item.law || '(no law named)'} ${item.article}`;
    if (item.kind === 'not_found') console.log(`${name}: not found on ${on}`);
    else if (item.kind === 'repealed')
      console.log(`${name}: no longer in force on ${on}${item.supersededBy === null ? '' : `, see ${item.supersededBy}`}`);
    else {
      console.log(`${name}: version ${item.version.version ?? 'unknown'}, in force from ${item.version.effective ?? 'an unknown day'}`);
      console.log(item.text ?? '(no text imported, or no such paragraph or item)');
    }
  }
  return found.length > 0 && found.every(({ kind }) => kind === 'in_force') ? 0 : 1;
}

/** `knowledge`: the index and the corpus. */
export const knowledgeCommand: Command = {
  help,
  run: async ([action, ...words]) => {
    if (action === 'build') return await build(words);
    if (action === 'check') return await check(words);
    if (action === 'status') return await status(words);
    if (action === 'article') return await article(words);
    console.error(help);
    return 2;
  },
};
