import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { disputeTypes } from '../../core/dispute-type.ts';

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
const meaningSchema = z.record(z.string(), valueSchema);
const linesSchema = z.union([z.string(), z.array(z.string())]).transform((said) => (typeof said === 'string' ? [said] : said));

const eventSchema = z.strictObject({
  /** Before the answer to this question: its number, or the field asked. */
  before: z.union([z.number().int().positive(), z.string()]).optional(),
  /** Comes back after so long (2h, 3d) once a paused talk lies still. */
  after: z
    .string()
    .regex(/^\d+[hd]$/)
    .optional(),
  say: z.string(),
  /** The key of a reply that must be heard; its beginning is enough. */
  hears: z.string().optional(),
});

const personSchema = z.strictObject({
  id: z.string(),
  /** Who it is and how they talk. */
  person: z.string(),
  /** What they write before anything is asked: each entry is a message, a list is a burst. */
  opens: z.array(linesSchema).min(1),
  /** What the opening tells. A list of alternatives is right where one of them was read. */
  tells: meaningSchema.default({}),
  answers: z.record(z.string(), z.strictObject({ say: z.string(), means: meaningSchema.default({}) })).default({}),
  refuses: z.array(z.string()).default([]),
  cannot_say: z.array(z.string()).default([]),
  events: z.array(eventSchema).default([]),
  corrects: z.array(z.strictObject({ say: z.string(), means: meaningSchema })).default([]),
  ends: z.enum(['confirmed', 'stopped', 'cancelled', 'safety']).default('confirmed'),
});

const fileSchema = z.strictObject({ type: z.enum(disputeTypes), people: z.array(personSchema) });

/** What words mean: field name to value; money in yuan, days as `YYYY-MM-DD`. */
export type Meaning = z.infer<typeof meaningSchema>;

/** One definite person with their matter. */
export type Scenario = z.infer<typeof personSchema> & { readonly type: (typeof disputeTypes)[number] };

/** All scenarios, by file and in the order of their files. Throws where one has a fault. */
export function readScenarios(folder = 'evals/residents/scenarios'): readonly Scenario[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const { type, people } = fileSchema.parse(parse(readFileSync(join(folder, file), 'utf8')));
      return people.map((person) => ({ ...person, type }));
    });
}
