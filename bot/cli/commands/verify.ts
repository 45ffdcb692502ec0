import { parseArgs } from 'node:util';
import { z } from 'zod';
import { composeKnowledge } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import { batchId } from '../batch-id.ts';
import type { Command } from '../command.ts';
import { processStreams, runBatch } from '../run-batch.ts';

const rowSchema = z.object({ id: batchId, text: z.string() });

/** `verify`: a verdict on every citation in a text. */
export const verifyCommand: Command = {
  help: `Usage: npx xinqiao verify [--index DIR] < rows.jsonl

Reads {id, text} and writes {id, ok, citations: [{law, article, status}]}.
status: ok, not_found, repealed, unsupported (the article says something else). ok is true where every citation is.`,
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { index: { type: 'string' } } });
    const retriever = await composeKnowledge(readConfig(process.env), values.index ?? null);
    await runBatch(processStreams, rowSchema, async ({ id, text }) => {
      const citations = retriever.verify(text).map(({ law, article, status }) => ({ law, article, status }));
      return { id, ok: citations.every((citation) => citation.status === 'ok'), citations };
    });
    return 0;
  },
};
