import { readConcepts } from '../text/concepts.ts';
import { hashGram, readPairs } from '../text/grams.ts';
import { gatherBags, type TermBags, type Terms } from '../text/term-bags.ts';
import { createTermIndex } from '../text/term-index.ts';
import { hashWord, readWords } from '../text/words.ts';
import { dotRows } from './dot-rows.ts';
import { selectTop } from './select-top.ts';

/** A question as four views of it. Terms are hashed: a stored question is a bag of numbers, not a text. */
export type QuestionTerms = {
  readonly pairs: Terms;
  readonly words: Terms;
  /** The matters that it speaks of, however it says them. */
  readonly concepts: Terms;
  /** Of unit length, or `null` where no word of it has a vector or no vectors are loaded. */
  readonly vector: Float32Array | null;
};

/** Turns a question into a vector of unit length, or `null`. */
export type EmbedQuestion = (words: readonly string[]) => Float32Array | null;

/** Reads a question into its terms. */
export function readQuestion(text: string, embed: EmbedQuestion = () => null): QuestionTerms {
  const words = readWords(text);
  return { pairs: readPairs(text).map(hashGram), words: words.map(hashWord), concepts: readConcepts(text), vector: embed(words) };
}

/** The shares of the four views in a similarity of questions: their sum is 1. */
export type ViewShares = Readonly<Record<keyof QuestionTerms, number>>;

/** The shares that serve questions of all sources. */
export const evenShares: ViewShares = { pairs: 0.3, words: 0.25, concepts: 0.25, vector: 0.2 };

/** How many questions `nearSimilarities` compares by vector. */
const nearest = 600;

/** Finds the questions that are asked most alike. The array of similarities that it gives is filled anew by the next call. */
export interface QuestionIndex {
  readonly size: number;
  /** The similarity of every stored question with this one, 0 to 1. */
  similarities(question: QuestionTerms): Float32Array;
  /** The same, but vectors are compared only where words and concepts are already near: for many thousand questions. */
  nearSimilarities(question: QuestionTerms): Float32Array;
}

/** The views of questions that are bags of terms, numbered together: one vocabulary serves all that is built of them. */
export type QuestionBags = Readonly<Record<'pairs' | 'words' | 'concepts', TermBags>>;

/** Numbers the terms of questions. */
export function gatherQuestionBags(questions: readonly QuestionTerms[]): QuestionBags {
  const pairs = gatherBags(questions.map((question) => question.pairs));
  const words = gatherBags(
    questions.map((question) => question.words),
    pairs.vocabulary,
  );
  const concepts = gatherBags(
    questions.map((question) => question.concepts),
    pairs.vocabulary,
  );
  return { pairs, words, concepts };
}

/** Indexes questions. Where no vectors are loaded their share goes to pairs and words. `bags` where they were gathered already. */
export function createQuestionIndex(
  questions: readonly QuestionTerms[],
  shares: ViewShares = evenShares,
  bags: QuestionBags = gatherQuestionBags(questions),
): QuestionIndex {
  const pairs = createTermIndex(bags.pairs);
  const words = createTermIndex(bags.words);
  const concepts = createTermIndex(bags.concepts);
  const dimensions = questions.find((question) => question.vector !== null)?.vector?.length ?? 0;
  const vectors = new Float32Array(questions.length * dimensions);
  questions.forEach((question, place) => {
    if (question.vector !== null) vectors.set(question.vector, place * dimensions);
  });
  const everyPlace = Uint32Array.from(questions.keys());
  const scores = new Float32Array(questions.length);
  const dots = new Float64Array(questions.length);
  const addTerms = (question: QuestionTerms, scale: number): void => {
    scores.fill(0);
    pairs.addCosines(pairs.weigh(question.pairs), shares.pairs * scale, scores);
    words.addCosines(words.weigh(question.words), shares.words * scale, scores);
    concepts.addCosines(concepts.weigh(question.concepts), shares.concepts * scale, scores);
  };
  const addVectors = (places: ArrayLike<number>, vector: Float32Array): void => {
    dotRows(vectors, places, vector, dots);
    for (let at = 0, count = places.length; at < count; at += 1) {
      const place = places[at] as number;
      scores[place] = (scores[place] as number) + shares.vector * Math.max(0, dots[at] as number);
    }
  };
  const score = (question: QuestionTerms, choose: () => ArrayLike<number>): Float32Array => {
    const { vector } = question;
    if (dimensions === 0 || vector === null) addTerms(question, 1 / (1 - shares.vector));
    else {
      addTerms(question, 1);
      addVectors(choose(), vector);
    }
    return scores;
  };
  return {
    size: questions.length,
    similarities: (question) => score(question, () => everyPlace),
    nearSimilarities: (question) => score(question, () => selectTop(scores, nearest)),
  };
}
