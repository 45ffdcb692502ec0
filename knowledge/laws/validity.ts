import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { CalendarDay } from '../../core/instant.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const validitySchema = z.strictObject({
  checked: day,
  aliases: z.record(z.string(), z.array(z.string())),
  repealed: z.array(z.strictObject({ law: z.string(), from: day, by: z.string() })),
  versions: z.array(z.strictObject({ law: z.string(), version: day, effective: day, stale: z.string().optional() })),
});

/** What is known of laws besides their texts: short names, repeals, versions. */
export type Validity = z.infer<typeof validitySchema>;

/** Since when a law no longer holds, and what took its place. */
export type Repeal = { readonly from: CalendarDay; readonly by: string | null };

/** Reads the shipped table `knowledge/laws/validity.yaml`. */
export function readValidity(): Validity {
  return validitySchema.parse(parse(readFileSync(new URL('validity.yaml', import.meta.url), 'utf8')));
}
