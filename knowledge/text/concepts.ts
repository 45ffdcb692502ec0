import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { normaliseText } from './normalise-text.ts';
import { hashWord } from './words.ts';

let table: readonly { readonly pattern: RegExp; readonly hash: number }[] | null = null;

function readTable(): readonly { readonly pattern: RegExp; readonly hash: number }[] {
  const rows = z.record(z.string(), z.string()).parse(parse(readFileSync(new URL('concepts.yaml', import.meta.url), 'utf8')));
  return Object.entries(rows).map(([name, pattern]) => ({ pattern: new RegExp(pattern.toLowerCase()), hash: hashWord(`concept ${name}`) }));
}

/** The matters that a text speaks of, however it says them (`knowledge/text/concepts.yaml`), as hashes. */
export function readConcepts(text: string): readonly number[] {
  table ??= readTable();
  const normal = normaliseText(text);
  return table.flatMap(({ pattern, hash }) => (pattern.test(normal) ? [hash] : []));
}
