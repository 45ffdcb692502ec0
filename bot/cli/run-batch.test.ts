import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { batchId } from './batch-id.ts';
import { runBatch } from './run-batch.ts';

const rowSchema = z.object({ id: batchId, text: z.string() });

async function run(lines: string): Promise<{ readonly rows: readonly unknown[]; readonly errors: string }> {
  const output = new PassThrough();
  const errors = new PassThrough();
  const [written, reported] = [text(output), text(errors)];
  await runBatch({ input: Readable.from([lines]), output, errors }, rowSchema, async (row) => {
    if (row.text === 'bad') throw new RangeError(`never shown: ${row.text}`);
    return { id: row.id, length: row.text.length };
  });
  output.end();
  errors.end();
  const rows = (await written).split('\n').filter((line) => line !== '');
  return { rows: rows.map((line): unknown => JSON.parse(line)), errors: await reported };
}

describe('a batch', () => {
  it('answers each row in order, with ids that are texts or numbers', async () => {
    const { rows, errors } = await run('{"id":"a","text":"一二"}\n{"id":7,"text":"三"}\n');
    expect(rows).toEqual([
      { id: 'a', length: 2 },
      { id: 7, length: 1 },
    ]);
    expect(errors).toBe('');
  });

  it('reports a bad line with its number and goes on', async () => {
    const { rows, errors } = await run('\uFEFF{"id":1,"text":"x"}\r\nnot json\n\n{"id":2}\n{"id":3,"text":"bad"}\n{"id":4,"text":"y"}');
    expect(rows).toEqual([
      { id: 1, length: 1 },
      { id: 4, length: 1 },
    ]);
    expect(errors).toMatch(/^line 2: not JSON\nline 4: text: .*\nline 5: failed with RangeError\n$/);
  });
});
