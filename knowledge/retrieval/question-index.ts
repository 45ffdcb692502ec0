import { readConcepts } from '../text/concepts.ts';
import { hashGram, readPairs } from '../text/grams.ts';
import { createTermIndex } from '../text/term-index.ts';
import { hashWord, readWords } from '../text/words.ts';
import { selectTop } from './select-top.ts';

/** A question as four views of it. Terms are hashed: a stored question is a bag of numbers, not a text. */
export type QuestionTerms = {
  readonly pairs: readonly number[];
  readonly words: readonly number[];
  /** The matters that it speaks of, however it says them. */
  readonly concepts: readonly number[];
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

const evenShares: ViewShares = { pairs: 0.3, words: 0.25, concepts: 0.25, vector: 0.2 };

/** How many questions `nearSimilarities` compares by vector. */
const nearest = 600;

/** Finds the questions that are asked most alike. */
export interface QuestionIndex {
  readonly size: number;
  /** The similarity of every stored question with this one, 0 to 1. */
  similarities(question: QuestionTerms): Float32Array;
  /** The same, but vectors are compared only where words and concepts are already near: for many thousand questions. */
  nearSimilarities(question: QuestionTerms): Float32Array;
  /** The share of the question's weight in words and pairs that any stored question knows, 0 to 1. */
  coverage(question: QuestionTerms): number;
}

/** Indexes questions. Where no vectors are loaded their share goes to pairs and words. */
export function createQuestionIndex(questions: readonly QuestionTerms[], shares: ViewShares = evenShares): QuestionIndex {
  const pairs = createTermIndex(questions.map((question) => question.pairs));
  const words = createTermIndex(questions.map((question) => question.words));
  const concepts = createTermIndex(questions.map((question) => question.concepts));
  const dimensions = questions.find((question) => question.vector !== null)?.vector?.length ?? 0;
  const vectors = new Float32Array(questions.length * dimensions);
  questions.forEach((question, place) => {
    if (question.vector !== null) vectors.set(question.vector, place * dimensions);
  });
  const addTerms = (question: QuestionTerms, scale: number): Float32Array => {
    const scores = new Float32Array(questions.length);
    pairs.addCosines(pairs.weigh(question.pairs), shares.pairs * scale, scores);
    words.addCosines(words.weigh(question.words), shares.words * scale, scores);
    concepts.addCosines(concepts.weigh(question.concepts), shares.concepts * scale, scores);
    return scores;
  };
  const addVector = (place: number, vector: Float32Array, scores: Float32Array): void => {
    let dot = 0;
    const start = place * dimensions;
    for (let i = 0; i < dimensions; i += 1) dot += (vectors[start + i] as number) * (vector[i] as number);
    scores[place] = (scores[place] as number) + shares.vector * Math.max(0, dot);
  };
  return {
    size: questions.length,
    similarities(question) {
      const { vector } = question;
      if (dimensions === 0 || vector === null) return addTerms(question, 1 / (1 - shares.vector));
      const scores = addTerms(question, 1);
      for (let place = 0; place < questions.length; place += 1) addVector(place, vector, scores);
      return scores;
    },
    nearSimilarities(question) {
      const { vector } = question;
      if (dimensions === 0 || vector === null) return addTerms(question, 1 / (1 - shares.vector));
      const scores = addTerms(question, 1);
      for (const place of selectTop(scores, nearest)) addVector(place, vector, scores);
      return scores;
    },
    coverage(question) {
      let known = 0;
      let all = 0;
      for (const term of new Set(question.words)) {
        const weight = words.rarity(term);
        all += weight;
        if (words.has(term)) known += weight;
      }
      return all === 0 ? 0 : known / all;
    },
  };
}
