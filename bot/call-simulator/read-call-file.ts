import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { XinqiaoError } from '../../core/errors.ts';

const words = z.string().trim().min(1).max(4000);

const stepSchema = z.union([
  z.strictObject({ caller: words }),
  z.strictObject({ volunteer: words }),
  /** Seconds in which nobody speaks. */
  z.strictObject({ wait: z.number().nonnegative().max(3600) }),
  z.strictObject({ answer: z.string().min(1) }),
  z.literal('hold'),
  z.literal('resume'),
  z.strictObject({ consent: z.enum(['given', 'refused']) }),
  z.strictObject({ transfer: z.string().min(1) }),
  z.strictObject({ recorded: z.string().min(1) }),
  z.strictObject({ end: z.enum(['caller', 'agent', 'lost', 'other']) }),
]);

const fileSchema = z.strictObject({
  /** Empty: withheld. */
  caller_number: z.string().default(''),
  /** The account, or the call centre's name, of who takes the call; left out: it rings for nobody. */
  agent: z.string().optional(),
  steps: z.array(stepSchema).min(1),
});

/** A call as a file tells it. */
export type CallPlay = z.output<typeof fileSchema>;

/** Reads the text of a call's file. Throws `bad_input` naming the place of each fault. */
export function readCallPlay(text: string): CallPlay {
  let parsed: unknown;
  try {
    parsed = parse(text);
  } catch (error) {
    throw new XinqiaoError('bad_input', `the call is not YAML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`);
  }
  const read = fileSchema.safeParse(parsed);
  if (read.success) return read.data;
  const places = read.error.issues.map(({ path }) => path.map(String).join('.') || 'the top');
  throw new XinqiaoError('bad_input', `the call has not the form of docs/HOTLINE.md at ${places.join(', ')}`);
}

/** Reads a call's file. Throws `bad_input` where it cannot be read or has a fault. */
export function readCallFile(file: string): CallPlay {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new XinqiaoError('bad_input', `cannot read ${file}`, { cause: error });
  }
  return readCallPlay(text);
}
