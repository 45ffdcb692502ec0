import { existsSync } from 'node:fs';
import type { z } from 'zod';
import type { AnswerOutcome, Retriever } from '../../core/retriever.ts';
import { readAnswerModel } from '../../knowledge/corpus/answer-model.ts';
import { createEntryFinder, type EntryFinder } from '../../knowledge/corpus/find-entries.ts';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { loadProjection } from '../../knowledge/retrieval/projection.ts';
import { loadWordVectors } from '../../knowledge/retrieval/word-vectors.ts';
import { readJsonLines, sharedData } from '../json-lines.ts';
import { formatShare, quantileOf, shareOf } from '../statistics.ts';
import type { Suite } from '../suite.ts';
import { questionSchema, readPublicQuestions, unanswerableSchema } from '../training/answer-rows.ts';

const questionsFile = 'evals/datasets/questions.jsonl';
const unanswerableFile = 'evals/datasets/unanswerable.jsonl';

type Question = z.infer<typeof questionSchema>;
type Refusable = z.infer<typeof unanswerableSchema>;

/** Every citation that any answer showed, and those that exist and are in force by a look-up of their own. */
type Shown = { all: number; held: number };

function countShown(outcome: AnswerOutcome, retriever: Retriever, shown: Shown): void {
  if (outcome.kind !== 'grounded') return;
  for (const { law, article, inForce } of outcome.citations) {
    shown.all += 1;
    // Read back through the verifier, which looks the article up by its written name.
    const [verdict] = retriever.verify(`《${law}》${article}`);
    if (inForce && verdict?.status === 'ok') shown.held += 1;
  }
}

type OwnCounts = { first: number; shownRight: number; top3: number; refused: number; missed: string[] };

async function askOwn(
  rows: readonly Question[],
  finder: EntryFinder,
  retriever: Retriever,
  shown: Shown,
  times: number[],
): Promise<OwnCounts> {
  const counts: OwnCounts = { first: 0, shownRight: 0, top3: 0, refused: 0, missed: [] };
  for (const { id, question, entries } of rows) {
    const place = finder.find(question, 3).found.findIndex(({ entry }) => entries.includes(entry.id));
    if (place === 0) counts.first += 1;
    if (place >= 0) counts.top3 += 1;
    else counts.missed.push(id);
    const startedAt = performance.now();
    const outcome = await retriever.answer(question);
    times.push(performance.now() - startedAt);
    countShown(outcome, retriever, shown);
    if (outcome.kind !== 'grounded') counts.refused += 1;
    else if (outcome.entryId !== null && entries.includes(outcome.entryId)) counts.shownRight += 1;
  }
  return counts;
}

async function askRefusable(
  rows: readonly Refusable[],
  retriever: Retriever,
  shown: Shown,
): Promise<readonly (readonly [string, string])[]> {
  const counts = new Map<string, [number, number]>();
  for (const { kind, question } of rows) {
    const outcome = await retriever.answer(question);
    countShown(outcome, retriever, shown);
    for (const name of [kind, 'all three']) {
      const row = counts.get(name) ?? [0, 0];
      counts.set(name, [row[0] + (outcome.kind === 'no_match' ? 1 : 0), row[1] + 1]);
    }
  }
  return [...counts].sort(([a], [b]) => (a < b ? 1 : -1)).map(([name, row]) => [`refused, ${name}`, formatShare(shareOf(...row))] as const);
}

async function askPublic(retriever: Retriever, shown: Shown): Promise<readonly (readonly string[])[]> {
  const rows = readPublicQuestions(sharedData);
  const lines: (readonly string[])[] = [];
  for (const set of ['STARD', 'EQUALS'] as const) {
    let grounded = 0;
    let hit = 0;
    let cited = 0;
    let right = 0;
    let wanted = 0;
    const part = rows.filter((row) => row.set === set);
    if (part.length === 0) continue;
    for (const { question, articles } of part) {
      const outcome = await retriever.answer(question);
      countShown(outcome, retriever, shown);
      if (outcome.kind !== 'grounded') continue;
      grounded += 1;
      const given = new Set(outcome.citations.map(({ law, article }) => `${law}${article}`));
      const found = articles.filter((article) => given.has(article)).length;
      hit += found > 0 ? 1 : 0;
      cited += given.size;
      right += found;
      wanted += articles.length;
    }
    lines.push([
      set,
      formatShare(shareOf(grounded, part.length)),
      formatShare(shareOf(hit, grounded)),
      formatShare(shareOf(right, cited)),
      formatShare(shareOf(right, wanted)),
    ]);
  }
  return lines;
}

/** Answers: right entry, wrong refusals, refusals of what cannot be answered, citations shown, on the development and the held-out rows. */
export const answers: Suite = {
  name: 'answers',
  run: async ({ retriever }) => {
    if (!existsSync(questionsFile) || !existsSync(unanswerableFile)) return null;
    const questions = readJsonLines(questionsFile, questionSchema);
    const unanswerable = readJsonLines(unanswerableFile, unanswerableSchema);
    const finder = createEntryFinder(loadCorpus().entries, loadWordVectors(), loadProjection(), readAnswerModel());
    const shown: Shown = { all: 0, held: 0 };
    const times: number[] = [];
    const hasTexts = (retriever.findArticle('民法典', '第一条')?.text ?? '') !== '';
    const notes: string[] = [
      hasTexts
        ? 'Measured with an index of laws: where no entry fits, articles may answer. The article ranker has seen the real questions, so that their table flatters.'
        : 'Measured on the corpus alone, with no law imported: no answer comes from articles.',
      'The held-out rows were written before the fit by the hand that wrote the questions for training, and labelled from topic lists without a look at what the system finds; no row of them was looked at since.',
    ];
    const tables = [];
    for (const part of ['test', 'development'] as const) {
      const own = questions.filter((row) => row.part === part);
      const counts = await askOwn(own, finder, retriever, shown, times);
      const refused = await askRefusable(
        unanswerable.filter((row) => row.part === part),
        retriever,
        shown,
      );
      tables.push({
        caption:
          part === 'test'
            ? 'Held out: own questions and refusals that nothing was fitted on'
            : 'Development: what ranking and refusing were fitted on (it flatters)',
        columns: ['Measure', 'Share (95 %)'],
        rows: [
          ['right entry in the top three', formatShare(shareOf(counts.top3, own.length))],
          ['right entry first', formatShare(shareOf(counts.first, own.length))],
          ['right entry shown as the answer', formatShare(shareOf(counts.shownRight, own.length))],
          ['answerable but refused', formatShare(shareOf(counts.refused, own.length))],
          ...refused,
        ],
      });
      if (part === 'development')
        notes.push(`Development questions whose entry is not in the top three: ${counts.missed.join(', ') || 'none'}.`);
    }
    const real = await askPublic(retriever, shown);
    if (real.length > 0)
      tables.push({
        caption: 'Real lay questions, development halves: what is answered, and whether a gold article is cited',
        columns: ['Set', 'Answered', 'Answers that cite a gold article', 'Citation precision', 'Citation recall among answered'],
        rows: real,
      });
    tables.push({
      caption: 'Over every answer above',
      columns: ['Measure', 'Value'],
      rows: [
        ['citations shown that exist and are in force', formatShare(shareOf(shown.held, shown.all))],
        ['time of an answer, ms: half, 95 % under', `${quantileOf(times, 0.5).toFixed(1)}, ${quantileOf(times, 0.95).toFixed(1)}`],
      ],
    });
    return { title: 'Answers: own questions', tables, notes };
  },
};
