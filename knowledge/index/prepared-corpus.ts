import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XinqiaoError } from '../../core/errors.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { type EntryMeasure, readPhrasings } from '../corpus/entry-features.ts';
import { loadQuestions, saveQuestions } from '../retrieval/question-file.ts';
import { weighAnswer } from '../retrieval/rank-articles.ts';
import type { WordVectors } from '../retrieval/word-vectors.ts';
import type { ArticleIndex } from './article-index.ts';

/** Weighted hashed words of a text. */
type WeighedWords = readonly (readonly [number, number])[];

/** The corpus as an index keeps it, so that opening reads no YAML and cuts no words: entries, and the terms of their phrasings. */
export type PreparedCorpus = {
  readonly entries: readonly CorpusEntry[];
  readonly phrasings: EntryMeasure['questions'];
  readonly answers: readonly WeighedWords[];
};

/** Writes the prepared corpus into an index folder. */
export function savePreparedCorpus(folder: string, entries: readonly CorpusEntry[], index: ArticleIndex, model: WordVectors): void {
  // The first phrasing of an entry carries the words of its answer.
  const questions = readPhrasings(entries, model).flatMap((list, place) => {
    const entry = entries[place];
    return list.map((terms, phrasing) => ({
      source: 'written' as const,
      terms,
      keys: [],
      answer: phrasing === 0 && entry !== undefined ? weighAnswer(entry, index) : [],
    }));
  });
  saveQuestions(join(folder, 'phrasings.bin'), model.id, questions, model.dimensions);
  const file = join(folder, 'corpus.json');
  writeFileSync(`${file}.part`, JSON.stringify(entries));
  renameSync(`${file}.part`, file);
}

/** Reads it back. Throws `bad_index` where it is missing or damaged. */
export function loadPreparedCorpus(folder: string): PreparedCorpus {
  const { questions } = loadQuestions(join(folder, 'phrasings.bin'));
  let entries: readonly CorpusEntry[];
  try {
    entries = JSON.parse(readFileSync(join(folder, 'corpus.json'), 'utf8')) as readonly CorpusEntry[];
  } catch (cause) {
    throw new XinqiaoError('bad_index', `The corpus of ${folder} cannot be read. Run npx xinqiao knowledge build again.`, { cause });
  }
  let next = 0;
  const answers: WeighedWords[] = [];
  const phrasings = entries.map((entry) =>
    entry.phrasings.map((_, phrasing) => {
      const question = questions[next];
      next += 1;
      if (question === undefined)
        throw new XinqiaoError('bad_index', `The phrasings of ${folder} are not those of its corpus. Build it again.`);
      if (phrasing === 0) answers.push(question.answer);
      return question.terms;
    }),
  );
  return { entries, phrasings, answers };
}
