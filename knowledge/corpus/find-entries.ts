import type { Projection } from '../retrieval/projection.ts';
import { readQuestion } from '../retrieval/question-index.ts';
import type { WordVectors } from '../retrieval/word-vectors.ts';
import type { AnswerModel } from './answer-model.ts';
import type { CorpusEntry } from './entry.ts';
import { createClassifier, loadClassifier } from './entry-classifier.ts';
import { createEntryMeasure, type EntryMeasure, entryFeatureNames, type LeftOut, type MeasuredEntries } from './entry-features.ts';

/** An entry found for a question. `score` grows with fit and has no fixed scale; `best` is the likeness of its nearest phrasing, 0 to 1. */
export type FoundEntry = {
  readonly entry: CorpusEntry;
  readonly score: number;
  readonly best: number;
  /** Every measure of it, in the order of `entryFeatureNames`. */
  readonly measures: Float32Array;
};

/** What a look-up gave, best first. `coverage`: the share of the question that the corpus has words for, 0 to 1. `terms`: how many words it has. */
export type EntrySearch = { readonly found: readonly FoundEntry[]; readonly coverage: number; readonly terms: number };

/** Finds corpus entries by their phrasings, topic and text. */
export interface EntryFinder {
  readonly entries: readonly CorpusEntry[];
  find(question: string, k: number): EntrySearch;
  /** The same, leaving one phrasing out as if it had never been written. */
  findWithout(leftOut: LeftOut, k: number): EntrySearch;
}

/** From this likeness on a question is one of the entry's own phrasings, which must find it whatever else is near. */
const sameQuestion = 0.97;
const sameBonus = 10;

/** Scores measured entries by the model's weights and keeps the `k` best. */
export function rankEntries(
  entries: readonly CorpusEntry[],
  { features, coverage }: MeasuredEntries,
  weights: Readonly<Record<string, number>>,
  terms: number,
  k: number,
): EntrySearch {
  const width = entryFeatureNames.length;
  const row = entryFeatureNames.map((name) => weights[name] ?? 0);
  const scores = Float64Array.from(entries, (_, place) => {
    let sum = 0;
    for (let column = 0; column < width; column += 1) sum += (row[column] as number) * (features[place * width + column] as number);
    return (features[place * width] as number) >= sameQuestion ? sum + sameBonus : sum;
  });
  const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number)).slice(0, k);
  const found = order.map((place) => ({
    entry: entries[place] as CorpusEntry,
    score: scores[place] as number,
    best: features[place * width] as number,
    measures: features.slice(place * width, (place + 1) * width),
  }));
  return { found, coverage, terms };
}

/** Indexes entries. */
export function createEntryFinder(
  entries: readonly CorpusEntry[],
  vectors: WordVectors,
  projection: Projection,
  { weights }: AnswerModel,
  questions?: EntryMeasure['questions'],
): EntryFinder {
  const classifier = createClassifier(loadClassifier(), entries);
  const measure = createEntryMeasure(entries, { model: vectors, projection, classifier }, questions);
  const embed = (words: readonly string[]): Float32Array | null => vectors.embed(words, 'question');
  return {
    entries,
    find(text, k) {
      const question = readQuestion(text, embed);
      return rankEntries(entries, measure.measure(text, question, null), weights, question.words.length, k);
    },
    findWithout(leftOut, k) {
      const question = measure.questions[leftOut.entry]?.[leftOut.phrasing];
      const text = entries[leftOut.entry]?.phrasings[leftOut.phrasing];
      if (question === undefined || text === undefined) return { found: [], coverage: 0, terms: 0 };
      return rankEntries(entries, measure.measure(text, question, leftOut), weights, question.words.length, k);
    },
  };
}
