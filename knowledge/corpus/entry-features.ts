import { readLayTerms } from '../retrieval/lay-terms.ts';
import { type Projection, project } from '../retrieval/projection.ts';
import { createQuestionIndex, type QuestionTerms, readQuestion } from '../retrieval/question-index.ts';
import type { WordVectors } from '../retrieval/word-vectors.ts';
import { gatherBags } from '../text/term-bags.ts';
import { createTermIndex } from '../text/term-index.ts';
import { readWords } from '../text/words.ts';
import type { CorpusEntry } from './entry.ts';
import type { EntryClassifier } from './entry-classifier.ts';
import { createTermHoldings, type TermEvidence, termKinds } from './term-holdings.ts';
import { createWordAlignment } from './word-alignment.ts';

/** What is measured of an entry for a question. */
const measured = [
  'best',
  'second',
  'third',
  'topic',
  'text',
  'phraseWords',
  'phrasePairs',
  'phraseConcepts',
  'textWords',
  'textPairs',
  'textConcepts',
  'termShare',
  'likelyWords',
  'likelyPairs',
  'likelyConcepts',
  'align',
  'bestVector',
  'centre',
  'textVector',
  'lawVector',
  'layWords',
  'typeShare',
  'fileShare',
  'conceptBest',
  'classifier',
  'sum',
] as const; // prettier-ignore

/** Measures that are also given as a share of the best entry's. */
const shared = [
  'best',
  'topic',
  'phraseWords',
  'phrasePairs',
  'termShare',
  'likelyWords',
  'likelyPairs',
  'align',
  'centre',
  'lawVector',
  'classifier',
  'sum',
] as const;

/** The measures of an entry for a question, in the order of a row. */
export const entryFeatureNames: readonly string[] = [...measured, ...shared.map((name) => `${name}Share`)];

/** A phrasing that is treated as if it had never been written. */
export type LeftOut = { readonly entry: number; readonly phrasing: number };

/** Entries measured for a question: `features` row by row, and the share of the question's weight that the corpus has words for. */
export type MeasuredEntries = { readonly features: Float32Array; readonly coverage: number };

/** Measures every entry of a corpus for a question. */
export interface EntryMeasure {
  readonly questions: readonly (readonly QuestionTerms[])[];
  /** `classifier` is another one than the shipped: in training, one that has not seen the phrasing. */
  measure(text: string, question: QuestionTerms, leftOut: LeftOut | null, classifier?: EntryClassifier): MeasuredEntries;
}

/** The part of vectors in the likeness of two questions; terms have the rest. */
const vectorPart = 0.2;

const textOf = (entry: CorpusEntry): string =>
  [entry.topic, entry.answer, ...entry.steps, ...entry.deadlines, ...entry.riskNotes, entry.notMediable ?? ''].join('\n');

const dot = (a: Float32Array | null, b: Float32Array | null): number => {
  if (a === null || b === null) return 0;
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

/** The terms of every phrasing, entry by entry. */
export function readPhrasings(entries: readonly CorpusEntry[], model: WordVectors): EntryMeasure['questions'] {
  const embed = (words: readonly string[]): Float32Array | null => model.embed(words, 'question');
  return entries.map((entry) => entry.phrasings.map((phrasing) => readQuestion(phrasing, embed)));
}

/** What a measure of entries needs besides them. */
export type MeasureParts = {
  readonly model: WordVectors;
  readonly projection: Projection;
  readonly classifier: EntryClassifier;
};

/** Numbers the groups that entries fall into by a key. */
function groupBy(
  entries: readonly CorpusEntry[],
  keyOf: (entry: CorpusEntry) => string,
): { readonly of: readonly number[]; readonly count: number } {
  const keys = [...new Set(entries.map(keyOf))];
  return { of: entries.map((entry) => keys.indexOf(keyOf(entry))), count: keys.length };
}

/** Sums a measure over the entries of each group and gives each entry its group's sum. */
function sumGroups({ of, count }: ReturnType<typeof groupBy>, values: Float32Array): Float32Array {
  const sums = new Float32Array(count);
  of.forEach((group, entry) => {
    sums[group] = (sums[group] as number) + (values[entry] as number);
  });
  return Float32Array.from(of, (group) => sums[group] as number);
}

/** Prepares the measures of a corpus. */
export function createEntryMeasure(
  entries: readonly CorpusEntry[],
  { model, projection, classifier: shipped }: MeasureParts,
  questions: EntryMeasure['questions'] = readPhrasings(entries, model),
): EntryMeasure {
  const embed = (words: readonly string[]): Float32Array | null => model.embed(words, 'question');
  const size = entries.length;
  const owners = questions.flatMap((list, entry) => list.map((_, phrasing) => ({ entry, phrasing })));
  const phrasingIndex = createQuestionIndex(questions.flat().map((question) => ({ ...question, vector: null })));
  const dimensions = model.dimensions;
  const phrasingVectors = new Float32Array(owners.length * dimensions);
  questions.flat().forEach(({ vector }, place) => {
    if (vector !== null) phrasingVectors.set(vector, place * dimensions);
  });
  const conceptIndex = createTermIndex(gatherBags(questions.flat().map((question) => question.concepts)));
  const topics = createQuestionIndex(entries.map((entry) => readQuestion(entry.topic, embed)));
  const textTerms = entries.map((entry) => readQuestion(textOf(entry), embed));
  const texts = createQuestionIndex(textTerms);
  const passages = entries.map((entry) => model.embed(readWords(textOf(entry)), 'passage'));
  const holdings = {
    words: createTermHoldings(textTerms, questions, 'words'),
    pairs: createTermHoldings(textTerms, questions, 'pairs'),
    concepts: createTermHoldings(textTerms, questions, 'concepts'),
  };
  const vocabulary = [...new Set([...questions.flat(), ...textTerms].flatMap(({ words }) => [...words]))];
  const alignment = createWordAlignment(vocabulary, size, holdings.words, model);
  const layTerms = readLayTerms();
  const textWords = textTerms.map(({ words }) => new Set(words));
  const types = groupBy(entries, (entry) => entry.disputeType);
  const files = groupBy(entries, (entry) => entry.id.split('-')[0] ?? '');
  const width = entryFeatureNames.length;

  return {
    questions,
    measure(text, question, leftOut, classifier = shipped) {
      const columns = Object.fromEntries(measured.map((name) => [name, new Float32Array(size)])) as Record<
        (typeof measured)[number],
        Float32Array
      >;
      const isLeft = (entry: number, phrasing: number): boolean =>
        leftOut !== null && leftOut.entry === entry && leftOut.phrasing === phrasing;
      const similar = phrasingIndex.similarities(question);
      const conceptScores = new Float32Array(owners.length);
      conceptIndex.addCosines(conceptIndex.weigh(question.concepts), 1, conceptScores);
      const counts = new Uint16Array(size);
      owners.forEach(({ entry, phrasing }, place) => {
        if (isLeft(entry, phrasing)) return;
        let nearness = 0;
        if (question.vector !== null) {
          const start = place * dimensions;
          for (let i = 0; i < dimensions; i += 1) nearness += (phrasingVectors[start + i] as number) * (question.vector[i] as number);
        }
        let value = (1 - vectorPart) * (similar[place] as number) + vectorPart * Math.max(0, nearness);
        for (const column of [columns.best, columns.second, columns.third]) {
          const held = column[entry] as number;
          if (value <= held) continue;
          column[entry] = value;
          value = held;
        }
        if ((conceptScores[place] as number) > (columns.conceptBest[entry] as number))
          columns.conceptBest[entry] = conceptScores[place] as number;
        if (nearness > (columns.bestVector[entry] as number)) columns.bestVector[entry] = nearness;
        columns.centre[entry] = (columns.centre[entry] as number) + nearness;
        counts[entry] = (counts[entry] as number) + 1;
      });
      const leftTerms = leftOut === null ? undefined : questions[leftOut.entry]?.[leftOut.phrasing];
      const left = leftOut === null || leftTerms === undefined ? null : { entry: leftOut.entry, terms: leftTerms };
      const [words, pairs, concepts] = termKinds.map((kind) => holdings[kind].gather(question[kind], left)) as [
        TermEvidence,
        TermEvidence,
        TermEvidence,
      ];
      columns.phraseWords.set(words.phrase);
      columns.phrasePairs.set(pairs.phrase);
      columns.phraseConcepts.set(concepts.phrase);
      columns.textWords.set(words.text);
      columns.textPairs.set(pairs.text);
      columns.textConcepts.set(concepts.text);
      columns.likelyWords.set(words.likelihood);
      columns.likelyPairs.set(pairs.likelihood);
      columns.likelyConcepts.set(concepts.likelihood);
      for (let entry = 0; entry < size; entry += 1)
        columns.termShare[entry] = (words.share[entry] as number) + (pairs.share[entry] as number) + (concepts.share[entry] as number);
      columns.typeShare.set(sumGroups(types, columns.termShare));
      columns.fileShare.set(sumGroups(files, columns.termShare));
      columns.align.set(alignment.align(question.words, left));
      columns.topic.set(topics.similarities(question));
      columns.text.set(texts.similarities(question));
      columns.classifier.set(classifier.score(question));
      const moved = question.vector === null ? null : project(projection, question.vector);
      const lay = layTerms.expand(text);
      const layTotal = lay.reduce((sum, [, weight]) => sum + weight, 1e-6);
      entries.forEach((_, entry) => {
        columns.textVector[entry] = dot(question.vector, passages[entry] ?? null);
        columns.lawVector[entry] = dot(moved, passages[entry] ?? null);
        columns.layWords[entry] = lay.reduce((sum, [word, weight]) => sum + (textWords[entry]?.has(word) ? weight : 0), 0) / layTotal;
        columns.centre[entry] = (columns.centre[entry] as number) / Math.max(1, counts[entry] as number);
        columns.sum[entry] =
          (columns.best[entry] as number) +
          (columns.second[entry] as number) +
          2 * (columns.likelyPairs[entry] as number) +
          2 * (columns.likelyWords[entry] as number) +
          (columns.align[entry] as number) +
          (columns.phrasePairs[entry] as number) +
          (columns.lawVector[entry] as number) +
          (columns.centre[entry] as number) +
          (columns.topic[entry] as number) +
          (columns.classifier[entry] as number);
      });
      const features = new Float32Array(size * width);
      const list = [
        ...measured.map((name) => columns[name]),
        ...shared.map((name) => {
          const largest = columns[name].reduce((most, value) => Math.max(most, value), 0.01);
          return columns[name].map((value) => Math.max(0, value) / largest);
        }),
      ];
      list.forEach((column, at) => {
        for (let entry = 0; entry < size; entry += 1) features[entry * width + at] = column[entry] as number;
      });
      return { features, coverage: words.known / words.asked };
    },
  };
}
