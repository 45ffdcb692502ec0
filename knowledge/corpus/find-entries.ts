import { createQuestionIndex, type EmbedQuestion, type QuestionTerms, readQuestion } from '../retrieval/question-index.ts';
import type { CorpusEntry } from './entry.ts';

/** An entry found for a question. `score` is 0 to about 1.4; `coverage` the share of the question that the corpus has words for. */
export type FoundEntry = { readonly entry: CorpusEntry; readonly score: number; readonly phrasing: number };

/** What a look-up gave, best first, with what tells whether anything fits at all. */
export type EntrySearch = { readonly found: readonly FoundEntry[]; readonly coverage: number };

/** Finds corpus entries by their phrasings, topic and text. */
export interface EntryFinder {
  readonly entries: readonly CorpusEntry[];
  find(question: string, k: number): EntrySearch;
  /** The same, leaving one phrasing out as if it had never been written: for the check that each phrasing finds its own entry. */
  findWithout(entry: number, phrasing: number, k: number): EntrySearch;
}

const weights = { best: 1, second: 0.2, topic: 0.25, text: 0.25 };

/** Indexes entries: each phrasing as a question, the topic and the answer as texts beside it. */
export function createEntryFinder(entries: readonly CorpusEntry[], embed?: EmbedQuestion): EntryFinder {
  const questions = entries.map((entry) => entry.phrasings.map((phrasing) => readQuestion(phrasing, embed)));
  const owners = questions.flatMap((list, entry) => list.map((_, phrasing) => ({ entry, phrasing })));
  const phrasingIndex = createQuestionIndex(questions.flat());
  const topicIndex = createQuestionIndex(entries.map((entry) => readQuestion(entry.topic, embed)));
  const textIndex = createQuestionIndex(
    entries.map((entry) => readQuestion([entry.answer, ...entry.steps, ...entry.riskNotes, entry.disputeType].join('\n'), embed)),
  );

  const rank = (question: QuestionTerms, k: number, skip: { entry: number; phrasing: number } | null): EntrySearch => {
    const similar = phrasingIndex.similarities(question);
    const topics = topicIndex.similarities(question);
    const texts = textIndex.similarities(question);
    const best = new Float32Array(entries.length);
    const second = new Float32Array(entries.length);
    const phrasings = new Int32Array(entries.length);
    owners.forEach(({ entry, phrasing }, place) => {
      if (skip !== null && skip.entry === entry && skip.phrasing === phrasing) return;
      const value = similar[place] ?? 0;
      if (value > (best[entry] ?? 0)) {
        second[entry] = best[entry] ?? 0;
        best[entry] = value;
        phrasings[entry] = phrasing;
      } else if (value > (second[entry] ?? 0)) second[entry] = value;
    });
    const found = entries.map((entry, place) => ({
      entry,
      phrasing: phrasings[place] ?? 0,
      score:
        weights.best * (best[place] ?? 0) +
        weights.second * (second[place] ?? 0) +
        weights.topic * (topics[place] ?? 0) +
        weights.text * (texts[place] ?? 0),
    }));
    return { found: found.sort((a, b) => b.score - a.score).slice(0, k), coverage: phrasingIndex.coverage(question) };
  };

  return {
    entries,
    find: (question, k) => rank(readQuestion(question, embed), k, null),
    findWithout(entry, phrasing, k) {
      const question = questions[entry]?.[phrasing];
      return question === undefined ? { found: [], coverage: 0 } : rank(question, k, { entry, phrasing });
    },
  };
}
