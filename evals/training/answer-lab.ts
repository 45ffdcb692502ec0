import type { CorpusEntry } from '../../knowledge/corpus/entry.ts';
import { type ClassifierParts, createClassifier, type EntryClassifier } from '../../knowledge/corpus/entry-classifier.ts';
import { createEntryMeasure, entryFeatureNames, type MeasuredEntries } from '../../knowledge/corpus/entry-features.ts';
import { type EntrySearch, rankEntries } from '../../knowledge/corpus/find-entries.ts';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { loadProjection } from '../../knowledge/retrieval/projection.ts';
import { type QuestionTerms, readQuestion } from '../../knowledge/retrieval/question-index.ts';
import { loadWordVectors } from '../../knowledge/retrieval/word-vectors.ts';
import { type EntryExample, fitEntryClassifier } from './fit-entry-classifier.ts';
import type { ListGroup } from './fit-listwise.ts';

/** A question measured against the entries that come near it. `right`: the ids of those that answer it, none where nothing does. */
export type MeasuredQuestion = {
  readonly question: string;
  readonly right: readonly string[];
  readonly entries: readonly CorpusEntry[];
  readonly rows: Float32Array;
  readonly coverage: number;
  readonly terms: number;
};

/** The corpus prepared for fitting. */
export interface AnswerLab {
  readonly entries: readonly CorpusEntry[];
  readonly classifier: ClassifierParts;
  measure(question: string, right: readonly string[]): MeasuredQuestion;
  /** Some phrasings of every entry, each as if it had never been written: left out of every measure, by a classifier that has not seen it. */
  measureLeftOut(perEntry: number): readonly MeasuredQuestion[];
}

const folds = 4;
const kept = 30;
const width = entryFeatureNames.length;
const sumColumn = entryFeatureNames.indexOf('sum');

function keepNearest(
  all: readonly CorpusEntry[],
  { features, coverage }: MeasuredEntries,
  question: string,
  right: readonly string[],
  terms: number,
): MeasuredQuestion {
  const nearness = (place: number): number => features[place * width + sumColumn] as number;
  const order = [...all.keys()].sort((a, b) => nearness(b) - nearness(a));
  const places = order.filter((place, rank) => rank < kept || right.includes(all[place]?.id ?? ''));
  const rows = new Float32Array(places.length * width);
  places.forEach((place, at) => {
    rows.set(features.subarray(place * width, (place + 1) * width), at * width);
  });
  return { question, right, entries: places.map((place) => all[place] as CorpusEntry), rows, coverage, terms };
}

/** Fits the classifiers and prepares the measures. `print` says what is being done: it takes minutes. */
export function openAnswerLab(print: (line: string) => void, corpusDir?: string): AnswerLab {
  const { entries } = loadCorpus(corpusDir);
  const model = loadWordVectors();
  const read = (text: string): QuestionTerms => readQuestion(text, (words) => model.embed(words, 'question'));
  const phrasings = entries.map((entry) => entry.phrasings.map(read));
  const ids = entries.map(({ id }) => id);
  const texts = entries.flatMap(({ topic, answer, steps }, entry): EntryExample[] => [
    { terms: read(topic), entry, weight: 1 },
    ...[...answer.split('。'), ...steps].filter((part) => part.length > 5).map((part) => ({ terms: read(part), entry, weight: 0.4 })),
  ]);
  const fitWithout = (fold: number): ClassifierParts => {
    const kept = phrasings.flatMap((list, entry) =>
      list.flatMap((terms, at) => (at % folds === fold ? [] : [{ terms, entry, weight: 1 }])),
    );
    const fitted = fitEntryClassifier([...kept, ...texts], ids, model, 'terms-to-entries/1');
    print(`classifier ${fold < 0 ? 'of all phrasings' : `without part ${fold + 1} of ${folds}`}: ${fitted.terms.length} terms`);
    return fitted;
  };
  const whole = fitWithout(-1);
  const parts = Array.from({ length: folds }, (_, fold): EntryClassifier => createClassifier(fitWithout(fold), entries));
  const measure = createEntryMeasure(
    entries,
    { model, projection: loadProjection(), classifier: createClassifier(whole, entries) },
    phrasings,
  );
  return {
    entries,
    classifier: whole,
    measure(question, right) {
      const terms = read(question);
      return keepNearest(entries, measure.measure(question, terms, null), question, right, terms.words.length);
    },
    measureLeftOut(perEntry) {
      return entries.flatMap((entry, place) =>
        Array.from({ length: perEntry }, (_, turn) => {
          const count = entry.phrasings.length;
          const phrasing = (place * 7 + Math.floor((turn * count) / perEntry)) % count;
          const text = entry.phrasings[phrasing] as string;
          const terms = phrasings[place]?.[phrasing] as QuestionTerms;
          const measured = measure.measure(text, terms, { entry: place, phrasing }, parts[phrasing % folds]);
          return keepNearest(entries, measured, text, [entry.id], terms.words.length);
        }),
      );
    },
  };
}

/** What a look-up by these weights would give. */
export function searchMeasured(measured: MeasuredQuestion, weights: Readonly<Record<string, number>>, k = 5): EntrySearch {
  const { entries, rows: features, coverage, terms } = measured;
  return rankEntries(entries, { features, coverage }, weights, terms, k);
}

/** A measured question as a group for the listwise fit. */
export function toListGroup({ entries, rows, right }: MeasuredQuestion, weight: number): ListGroup {
  return { rows, right: Uint8Array.from(entries, ({ id }) => (right.includes(id) ? 1 : 0)), weight };
}
