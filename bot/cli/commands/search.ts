import { parseArgs } from 'node:util';
import { z } from 'zod';
import { composeKnowledge } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import { batchId } from '../batch-id.ts';
import type { Command } from '../command.ts';
import { elapsed, processStreams, runBatch } from '../run-batch.ts';

const rowSchema = z.object({ id: batchId, question: z.string() });

/** `search`: the best articles for each question. */
export const searchCommand: Command = {
  help: `Usage: npx xinqiao search [-k 10] [--index DIR] < rows.jsonl

Reads {id, question} and writes {id, hits: [{law, article, score, source}], ms}, best first.`,
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { k: { type: 'string', short: 'k' }, index: { type: 'string' } } });
    const k = Number(values.k ?? 10);
    if (!Number.isInteger(k) || k < 1) {
      console.error('-k takes a number from 1.');
      return 2;
    }
    const retriever = await composeKnowledge(readConfig(process.env), values.index ?? null);
    await runBatch(processStreams, rowSchema, async ({ id, question }) => {
      const startedAt = performance.now();
      const hits = await retriever.search(question, k);
      return { id, hits: hits.map(({ law, article, score, source }) => ({ law, article, score, source })), ms: elapsed(startedAt) };
    });
    return 0;
  },
};
