import type { Projection } from '../retrieval/projection.ts';
import { readQuestion } from '../retrieval/question-index.ts';
import type { WordVectors } from '../retrieval/word-vectors.ts';
import type { AnswerModel } from './answer-model.ts';
import type { CorpusEntry } from './entry.ts';
import { createEntryMeasure, type EntryMeasure, entryFeatureNames, type LeftOut, type MeasuredEntries } from './entry-features.ts';

/** An entry found for a question. `score` grows with fit and has no fixed scale; `best` is the likeness of its nearest phrasing, 0 to 1. */
export type FoundEntry = {
  readonly entry: CorpusEntry;
  readonly score: number;
  readonly best: number;
  readonly terms: number;
  readonly pairs: number;
  readonly words: number;
};

/** What a look-up gave, best first. `coverage`: the share of the question that the corpus has words for, 0 to 1. */
export type EntrySearch = { readonly found: readonly FoundEntry[]; readonly coverage: number };

/** Finds corpus entries by their phrasings, topic and text. */
export interface EntryFinder {
  readonly entries: readonly CorpusEntry[];
  find(question: string, k: number): EntrySearch;
  /** The same, leaving one phrasing out as if it had never been written. */
  findWithout(leftOut: LeftOut, k: number): EntrySearch;
}

/** Scores measured entries by the model's weights. */
function rank(entries: readonly CorpusEntry[], { features, coverage }: MeasuredEntries, model: AnswerModel, k: number): EntrySearch {
  const width = entryFeatureNames.length;
  const weights = entryFeatureNames.map((name) => model.weights[name] ?? 0);
  const phraseWords = entryFeatureNames.indexOf('phraseWords');
  const textWords = entryFeatureNames.indexOf('textWords');
  const pairColumn = entryFeatureNames.indexOf('phrasePairs');
  const textColumn = entryFeatureNames.indexOf('textPairs');
  const termColumn = entryFeatureNames.indexOf('termShare');
  const found = entries.map((entry, place) => ({
    entry,
    score: weights.reduce((sum, weight, column) => sum + weight * (features[place * width + column] as number), 0),
    best: features[place * width] as number,
    terms: features[place * width + termColumn] as number,
    words: Math.max(features[place * width + phraseWords] as number, features[place * width + textWords] as number),
    pairs: Math.max(features[place * width + pairColumn] as number, features[place * width + textColumn] as number),
  }));
  return { found: found.sort((a, b) => b.score - a.score).slice(0, k), coverage };
}

/** Indexes entries. */
export function createEntryFinder(
  entries: readonly CorpusEntry[],
  vectors: WordVectors,
  projection: Projection,
  model: AnswerModel,
  questions?: EntryMeasure['questions'],
): EntryFinder {
  const measure = createEntryMeasure(entries, vectors, projection, questions);
  const embed = (words: readonly string[]): Float32Array | null => vectors.embed(words, 'question');
  return {
    entries,
    find: (question, k) => rank(entries, measure.measure(question, readQuestion(question, embed), null), model, k),
    findWithout(leftOut, k) {
      const question = measure.questions[leftOut.entry]?.[leftOut.phrasing];
      const text = entries[leftOut.entry]?.phrasings[leftOut.phrasing];
      if (question === undefined || text === undefined) return { found: [], coverage: 0 };
      return rank(entries, measure.measure(text, question, leftOut), model, k);
    },
  };
}
