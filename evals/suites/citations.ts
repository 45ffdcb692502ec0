import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readJsonLines } from '../json-lines.ts';
import { formatShare, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';

const file = 'evals/datasets/citations.jsonl';
const statuses = ['ok', 'not_found', 'repealed', 'unsupported'] as const;

/** A text with the citations that a careful reader finds in it, each with its verdict. */
const rowSchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  expect: z.array(z.strictObject({ law: z.string(), article: z.string(), status: z.enum(statuses) })),
});

/** The verifier of citations over written variants: real, invented, repealed, misnumbered, and such as do not carry their sentence. */
export const citations: Suite = {
  name: 'citations',
  run: async ({ retriever }) => {
    if (!existsSync(file)) return null;
    const rows = readJsonLines(file, rowSchema);
    const counts = new Map<string, number>();
    const wrong: string[] = [];
    let readRight = 0;
    for (const { id, text, expect } of rows) {
      const found = retriever.verify(text);
      if (found.map(({ law, article }) => `${law}${article}`).join() === expect.map(({ law, article }) => `${law}${article}`).join())
        readRight += 1;
      else wrong.push(id);
      expect.forEach(({ status }, place) => {
        const got = found[place]?.status ?? 'not read';
        counts.set(`${status}>${got}`, (counts.get(`${status}>${got}`) ?? 0) + 1);
        if (got !== status && wrong.at(-1) !== id) wrong.push(id);
      });
      if (found.length > expect.length) counts.set('none>read', (counts.get('none>read') ?? 0) + found.length - expect.length);
    }
    const of = (status: string, got?: string): number =>
      [...counts].reduce(
        (sum, [key, count]) => (key.startsWith(`${status}>`) && (got === undefined || key === `${status}>${got}`) ? sum + count : sum),
        0,
      );
    const passed = (status: string): string => formatShare(shareOf(of(status, 'ok') + of(status, 'not read'), of(status)));
    return {
      title: 'The verifier of citations',
      tables: [
        {
          caption: `${rows.length} written texts, ${statuses.reduce((sum, status) => sum + of(status), 0)} citations`,
          columns: ['Measure', 'Share (95 %)'],
          rows: [
            ['texts whose citations are read as a careful reader reads them', formatShare(shareOf(readRight, rows.length))],
            ['invented or misnumbered, passed', passed('not_found')],
            ['repealed or superseded, passed', passed('repealed')],
            ['real and in force, blocked', formatShare(shareOf(of('ok') - of('ok', 'ok'), of('ok')))],
            ['real but not about the sentence, passed', passed('unsupported')],
            ['read where a text cites nothing', String(of('none', 'read'))],
          ],
        },
      ],
      notes: [
        (retriever.findArticle('民法典', '第一条')?.text ?? '') === ''
          ? 'With no law imported: what an article says is held against the entries that cite it.'
          : 'With the texts of the laws imported.',
        `Not as expected: ${wrong.join(', ') || 'none'}.`,
      ],
    };
  },
};
