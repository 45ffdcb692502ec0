import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { z } from 'zod';

/** Where a batch reads, writes and reports. */
export type BatchStreams = { readonly input: Readable; readonly output: Writable; readonly errors: Writable };

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

async function write(output: Writable, row: unknown): Promise<void> {
  if (!output.write(`${JSON.stringify(row)}\n`)) await once(output, 'drain');
}

function parseRow<Row>(line: string, schema: z.ZodType<Row>): { readonly row: Row } | { readonly fault: string } {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return { fault: 'not JSON' };
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { row: parsed.data };
  const issue = parsed.error.issues[0];
  return { fault: `${issue?.path.map(String).join('.') || 'the row'}: ${issue?.message ?? 'wrong form'}` };
}

/**
 * Reads JSON Lines, handles one row at a time and writes one line a row in the same order, in bounded memory. A bad line is reported as
 * `line N: …`, without its text, and the batch goes on. A reader that goes away ends it quietly.
 */
export async function runBatch<Row>(streams: BatchStreams, schema: z.ZodType<Row>, handle: (row: Row) => Promise<unknown>): Promise<void> {
  const { input, output, errors } = streams;
  let isGone = false;
  output.on('error', (error) => {
    if (!isBrokenPipe(error)) throw error;
    isGone = true;
  });
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (isGone) return;
    number += 1;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    const parsed = parseRow(text, schema);
    if ('fault' in parsed) {
      errors.write(`line ${number}: ${parsed.fault}\n`);
      continue;
    }
    try {
      await write(output, await handle(parsed.row));
    } catch (error) {
      if (isBrokenPipe(error)) return;
      errors.write(`line ${number}: failed with ${error instanceof Error ? error.name : typeof error}\n`);
    }
  }
}

/** The streams of this process. */
export const processStreams: BatchStreams = { input: process.stdin, output: process.stdout, errors: process.stderr };

/** Milliseconds since `startedAt`, of `performance.now()`, to a hundredth. */
export function elapsed(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 100) / 100;
}
