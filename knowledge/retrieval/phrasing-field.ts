import { buildBm25 } from '../index/bm25.ts';
import type { LabelledQuestion } from './label-store.ts';
import type { QuestionTerms } from './question-index.ts';
import { selectTop } from './select-top.ts';

/**
 * What residents say when they need an article, as a text to search in: all questions of an article together, and all phrasings of a
 * corpus entry together, which stand for each article that it cites.
 */
export interface PhrasingField {
  /** For each article the keyword score of the best of its texts, and the cosine of the nearest mean of question vectors, at least 0. */
  score(question: QuestionTerms): { readonly keywords: Float32Array; readonly vectors: Float32Array };
}

const settings = { k1: 1.5, b: 0.5 };

/** How many texts are compared by vector: those that share the most terms. */
const compared = 1000;

const termsOf = ({ words, concepts, pairs }: QuestionTerms): readonly number[] => [...words, ...concepts, ...pairs];

/** Gathers the texts of `size` articles. */
export function createPhrasingField(questions: readonly LabelledQuestion[], size: number): PhrasingField {
  const places = new Map<string | number, number>();
  const texts: number[][] = [];
  const targets: (readonly number[])[] = [];
  const members: LabelledQuestion[][] = [];
  const put = (key: string | number, question: LabelledQuestion, owned: readonly number[]): void => {
    let place = places.get(key);
    if (place === undefined) {
      place = texts.length;
      places.set(key, place);
      texts.push([]);
      targets.push(owned);
      members.push([]);
    }
    for (const term of termsOf(question.terms)) texts[place]?.push(term);
    members[place]?.push(question);
  };
  for (const question of questions) {
    if (question.entryId !== null) put(question.entryId, question, question.targets);
    else for (const target of question.targets) put(target, question, [target]);
  }
  const keywords = buildBm25(texts, settings);
  const dimensions = questions.find(({ terms }) => terms.vector !== null)?.terms.vector?.length ?? 0;
  const means = new Float32Array(texts.length * dimensions);
  members.forEach((list, place) => {
    const start = place * dimensions;
    for (const { terms } of list)
      if (terms.vector !== null)
        for (let i = 0; i < dimensions; i += 1) means[start + i] = (means[start + i] as number) + (terms.vector[i] as number);
    let length = 0;
    for (let i = 0; i < dimensions; i += 1) length += (means[start + i] as number) ** 2;
    length = Math.sqrt(length) || 1;
    for (let i = 0; i < dimensions; i += 1) means[start + i] = (means[start + i] as number) / length;
  });
  const spread = (scores: Float32Array): Float32Array => {
    const best = new Float32Array(size);
    for (let place = 0; place < scores.length; place += 1) {
      const score = scores[place] as number;
      if (score > 0) for (const target of targets[place] ?? []) if (score > (best[target] as number)) best[target] = score;
    }
    return best;
  };
  return {
    score(question) {
      const scores = new Float32Array(texts.length);
      keywords.addScores(termsOf(question), 1, scores);
      const cosines = new Float32Array(texts.length);
      const { vector } = question;
      if (vector !== null && dimensions > 0)
        for (const place of selectTop(scores, compared)) {
          let dot = 0;
          const start = place * dimensions;
          for (let i = 0; i < dimensions; i += 1) dot += (means[start + i] as number) * (vector[i] as number);
          cosines[place] = dot;
        }
      return { keywords: spread(scores), vectors: spread(cosines) };
    },
  };
}
