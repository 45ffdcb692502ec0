import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { normaliseArticle } from '../../knowledge/laws/article-number.ts';
import { normaliseLawName } from '../../knowledge/laws/law-name.ts';
import { readJsonLines } from '../json-lines.ts';

/** An own question with every entry that answers it. Rows of the part `test` are for measuring alone. */
export const questionSchema = z.strictObject({
  id: z.string(),
  part: z.enum(['development', 'test']),
  question: z.string(),
  entries: z.array(z.string()).min(1),
});

/** A question that must be refused, and why. */
export const unanswerableSchema = z.strictObject({
  id: z.string(),
  part: z.enum(['development', 'test']),
  question: z.string(),
  kind: z.enum(['unanswerable', 'false_premise', 'out_of_scope']),
});

/** A question with its entries, as the fit sees it. */
export type AnswerableRow = { readonly question: string; readonly entries: readonly string[] };

/** A real question of the public development halves with its gold articles, `民法典第一条`. */
export type PublicRow = { readonly set: 'STARD' | 'EQUALS'; readonly question: string; readonly articles: readonly string[] };

const publicSchema = z.looseObject({
  question: z.coerce.string(),
  match_name: z.array(z.string()).optional(),
  law: z.string().optional(),
  article: z.string().optional(),
});

const keyOf = (law: string, article: string): string => `${normaliseLawName(law)}${normaliseArticle(article) ?? article}`;

/** Reads the own development questions. */
export function readDevelopmentQuestions(): readonly AnswerableRow[] {
  return readJsonLines('evals/datasets/questions.jsonl', questionSchema).filter(({ part }) => part === 'development');
}

/** Reads questions that repeat a rule which holds: they must not be refused for sounding like an asserted one. */
export function readPremiseQuestions(): readonly AnswerableRow[] {
  return readJsonLines(
    'evals/training/premise-questions.jsonl',
    z.strictObject({ question: z.string(), entries: z.array(z.string()).min(1) }),
  );
}

/** Reads the questions that nothing answers: those written for the fit, and the development part of the set. */
export function readOutsideQuestions(): { readonly written: readonly string[]; readonly development: readonly string[] } {
  const written = readFileSync(new URL('outside-questions.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const development = readJsonLines('evals/datasets/unanswerable.jsonl', unanswerableSchema)
    .filter(({ part }) => part === 'development')
    .map(({ question }) => question);
  return { written, development };
}

/** Reads the development halves of STARD and EQUALS; none where they are not on this machine. */
export function readPublicQuestions(data: string): readonly PublicRow[] {
  if (!existsSync(`${data}/retrieval`)) return [];
  const read = (file: string): z.infer<typeof publicSchema>[] =>
    readFileSync(`${data}/retrieval/${file}`, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => publicSchema.parse(JSON.parse(line.replaceAll(': NaN', ': null'))));
  const stard = read('stard_queries.jsonl').map(({ question, match_name: names }): PublicRow => {
    const articles = (names ?? []).flatMap((name) => {
      const [, law, article] = /^(.*?)(第[零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)$/.exec(name) ?? [];
      return law === undefined || article === undefined ? [] : [keyOf(law, article)];
    });
    return { set: 'STARD', question, articles };
  });
  const equals = read('equals.jsonl').map(
    ({ question, law, article }): PublicRow => ({ set: 'EQUALS', question, articles: [keyOf(law ?? '', article ?? '')] }),
  );
  return [...stard, ...equals].filter(({ articles }) => articles.length > 0);
}
