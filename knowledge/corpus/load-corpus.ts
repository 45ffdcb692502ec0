import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { XinqiaoError } from '../../core/errors.ts';
import { type CorpusEntry, topicFileSchema } from './entry.ts';

/** An entry and the file that states it. */
export type LoadedEntry = CorpusEntry & { readonly file: string };

/** What a corpus folder gave: the entries, and a sentence for each file that could not be read. */
export type LoadedCorpus = { readonly entries: readonly LoadedEntry[]; readonly faults: readonly string[] };

/** The folder that ships with the project. */
export const shippedCorpus = fileURLToPath(new URL('.', import.meta.url));

/** Reads every `*.yaml` of a folder. A file with a fault is left out and named in `faults`; throws `bad_input` where there is no folder. */
export function loadCorpus(folder: string = shippedCorpus): LoadedCorpus {
  if (!existsSync(folder)) throw new XinqiaoError('bad_input', `There is no corpus folder ${folder}.`);
  const entries: LoadedEntry[] = [];
  const faults: string[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()) {
    try {
      const file = topicFileSchema.parse(parse(readFileSync(join(folder, name), 'utf8')));
      entries.push(...file.entries.map((entry) => ({ ...entry, file: name })));
    } catch (error) {
      faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { entries, faults };
}
