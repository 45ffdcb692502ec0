import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';

/** Where the public data lies beside a developer's clone. */
export const sharedData = '../shared/data';

/** Reads a JSON Lines file, each row checked. A bad row throws with the file and the line number, never with the text. */
export function readJsonLines<T>(file: string, schema: z.ZodType<T>): readonly T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      let raw: unknown;
      try {
        raw = JSON.parse(line);
      } catch {
        throw new Error(`${file}:${index + 1} is not JSON`);
      }
      const row = schema.safeParse(raw);
      if (!row.success) throw new Error(`${file}:${index + 1} ${row.error.issues[0]?.path.join('.')}: ${row.error.issues[0]?.message}`);
      return [row.data];
    });
}

/** Reads every JSON Lines file of a folder, in the order of their names; empty where there is no such folder. */
export function readJsonLinesFolder<T>(folder: string, schema: z.ZodType<T>): readonly T[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) => readJsonLines(join(folder, name), schema));
}
