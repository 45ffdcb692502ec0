import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readJsonLines } from '../json-lines.ts';
import { formatShare, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';

const questionsFile = 'evals/datasets/questions.jsonl';
const unanswerableFile = 'evals/datasets/unanswerable.jsonl';

/** An own question, written apart from the corpus phrasings, with the entries that would answer it. */
const questionSchema = z.strictObject({ id: z.string(), question: z.string(), entries: z.array(z.string()).min(1) });

/** A question that must be refused, and why. */
const unanswerableSchema = z.strictObject({
  id: z.string(),
  question: z.string(),
  kind: z.enum(['unanswerable', 'false_premise', 'out_of_scope']),
});

/** Answers from the corpus: right entry, wrong refusals, refusals of what cannot be answered, citations shown. */
export const answers: Suite = {
  name: 'answers',
  run: async ({ retriever }) => {
    if (!existsSync(questionsFile) || !existsSync(unanswerableFile)) return null;
    const questions = readJsonLines(questionsFile, questionSchema);
    const unanswerable = readJsonLines(unanswerableFile, unanswerableSchema);
    let first = 0;
    let refused = 0;
    let shown = 0;
    let inForce = 0;
    const missed: string[] = [];
    for (const { id, question, entries } of questions) {
      const outcome = await retriever.answer(question);
      if (outcome.kind !== 'grounded') {
        refused += 1;
        missed.push(id);
        continue;
      }
      if (outcome.entryId !== null && entries.includes(outcome.entryId)) first += 1;
      else missed.push(id);
      shown += outcome.citations.length;
      inForce += outcome.citations.filter((citation) => citation.inForce).length;
    }
    const wrongly: Record<string, [number, number]> = {};
    for (const { kind, question } of unanswerable) {
      const row = wrongly[kind] ?? [0, 0];
      row[1] += 1;
      if ((await retriever.answer(question)).kind === 'no_match') row[0] += 1;
      wrongly[kind] = row;
    }
    const all = Object.values(wrongly).reduce<[number, number]>((sum, row) => [sum[0] + row[0], sum[1] + row[1]], [0, 0]);
    return {
      title: 'Answers: own questions',
      tables: [
        {
          caption: 'Questions written apart from the corpus, and questions that must be refused',
          columns: ['Measure', 'Share (95 %)'],
          rows: [
            ['right entry shown', formatShare(shareOf(first, questions.length))],
            ['answerable but refused', formatShare(shareOf(refused, questions.length))],
            ...Object.entries(wrongly).map(([kind, row]) => [`refused, ${kind}`, formatShare(shareOf(...row))]),
            ['refused, all three', formatShare(shareOf(...all))],
            ['citations shown that exist and are in force', formatShare(shareOf(inForce, shown))],
          ],
        },
      ],
      notes: [`Missed: ${missed.join(', ') || 'none'}.`],
    };
  },
};
