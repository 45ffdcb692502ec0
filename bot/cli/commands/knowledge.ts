import { parseArgs } from 'node:util';
import { systemClock } from '../../../core/clock.ts';
import { dayOf } from '../../../core/instant.ts';
import { buildKnowledge, checkKnowledge, describeKnowledge } from '../../../knowledge/index.ts';
import { findIndex } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import type { Command } from '../command.ts';

const help = `Usage: npx xinqiao knowledge build --laws FILE [FILE…] --out DIR
       npx xinqiao knowledge check [--index DIR]
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
