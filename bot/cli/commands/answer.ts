import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { AnswerOutcome } from '../../../core/retriever.ts';
import { composeAnswer } from '../../../flows/answer/compose-answer.ts';
import { typesetReply } from '../../../flows/replies/typeset.ts';
import { composeKnowledge } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import { batchId } from '../batch-id.ts';
import type { Command } from '../command.ts';
import { elapsed, processStreams, runBatch } from '../run-batch.ts';

const rowSchema = z.object({ id: batchId, question: z.string() });

function describeOutcome(outcome: AnswerOutcome): {
  readonly answer: string;
  readonly citations: readonly unknown[];
  readonly outcome: string;
} {
  if (outcome.kind !== 'grounded') return { answer: '', citations: [], outcome: outcome.kind };
  const reply = typesetReply(composeAnswer(outcome));
  const citations = reply.citations.map(({ law, article, version, inForce }) => ({ law, article, version, in_force: inForce }));
  return { answer: reply.text, citations, outcome: outcome.kind };
}

/** `answer`: a cited answer to each question, or that nothing fits. */
export const answerCommand: Command = {
  help: `Usage: npx xinqiao answer [--index DIR] < rows.jsonl

Reads {id, question} and writes {id, answer, citations: [{law, article, version, in_force}], outcome, ms}.
outcome: grounded, no_match or unavailable; the answer is empty in the last two.`,
  run: async (words) => {
    const { values } = parseArgs({ args: [...words], options: { index: { type: 'string' } } });
    const retriever = await composeKnowledge(readConfig(process.env), values.index ?? null);
    await runBatch(processStreams, rowSchema, async ({ id, question }) => {
      const startedAt = performance.now();
      const { answer, citations, outcome } = describeOutcome(await retriever.answer(question));
      return { id, answer, citations, outcome, ms: elapsed(startedAt) };
    });
    return 0;
  },
};
