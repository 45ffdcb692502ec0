import { indexBags } from '../index/bm25.ts';
import { joinBags } from '../text/term-bags.ts';
import { dotRows } from './dot-rows.ts';
import type { LabelledQuestion } from './label-store.ts';
import type { QuestionBags, QuestionTerms } from './question-index.ts';
import { selectTop } from './select-top.ts';

/**
 * What residents say when they need an article, as a text to search in: all questions of an article together, and all phrasings of a
 * corpus entry together, which stand for each article that it cites.
 */
export interface PhrasingField {
  /**
   * For each article the keyword score of the best of its texts, and the cosine of the nearest mean of question vectors, at least 0. The
   * arrays are filled anew by the next call.
   */
  score(question: QuestionTerms): { readonly keywords: Float32Array; readonly vectors: Float32Array };
}

const settings = { k1: 1.5, b: 0.5 };

/** How many texts are compared by vector: those that share the most terms. */
const compared = 1000;

/** The questions that make up each text, and the articles that it stands for. */
type FieldTexts = { readonly members: readonly (readonly number[])[]; readonly targets: readonly (readonly number[])[] };

function groupQuestions(questions: readonly LabelledQuestion[]): FieldTexts {
  const places = new Map<string | number, number>();
  const members: number[][] = [];
  const targets: (readonly number[])[] = [];
  const put = (key: string | number, question: number, owned: readonly number[]): void => {
    const place = places.get(key);
    if (place !== undefined) {
      members[place]?.push(question);
      return;
    }
    places.set(key, members.length);
    members.push([question]);
    targets.push(owned);
  };
  questions.forEach(({ entryId, targets: owned }, question) => {
    if (entryId !== null) put(entryId, question, owned);
    else for (const target of owned) put(target, question, [target]);
  });
  return { members, targets };
}

/** The mean vector of each text's questions, of unit length, row by row. */
function averageVectors(questions: readonly LabelledQuestion[], members: FieldTexts['members'], dimensions: number): Float32Array {
  const means = new Float32Array(members.length * dimensions);
  members.forEach((list, place) => {
    const mean = means.subarray(place * dimensions, (place + 1) * dimensions);
    for (const member of list) {
      const vector = questions[member]?.terms.vector ?? null;
      if (vector !== null) for (let i = 0; i < dimensions; i += 1) mean[i] = (mean[i] as number) + (vector[i] as number);
    }
    let length = 0;
    for (let i = 0; i < dimensions; i += 1) length += (mean[i] as number) ** 2;
    length = Math.sqrt(length) || 1;
    for (let i = 0; i < dimensions; i += 1) mean[i] = (mean[i] as number) / length;
  });
  return means;
}

/** Gathers the texts of `size` articles. `bags` are the terms of the questions. */
export function createPhrasingField(questions: readonly LabelledQuestion[], bags: QuestionBags, size: number): PhrasingField {
  const { members, targets } = groupQuestions(questions);
  const keywords = indexBags(joinBags(bags.pairs.vocabulary, [bags.words, bags.concepts, bags.pairs], members), settings);
  const dimensions = questions.find(({ terms }) => terms.vector !== null)?.terms.vector?.length ?? 0;
  const means = averageVectors(questions, members, dimensions);
  const scores = new Float32Array(members.length);
  const dots = new Float64Array(compared);
  const best = { keywords: new Float32Array(size), vectors: new Float32Array(size) };
  const raise = (into: Float32Array, place: number, score: number): void => {
    const owned = targets[place] as readonly number[];
    for (let at = 0, count = owned.length; at < count; at += 1) {
      const target = owned[at] as number;
      if (score > (into[target] as number)) into[target] = score;
    }
  };
  return {
    score({ words, concepts, pairs, vector }) {
      scores.fill(0);
      best.keywords.fill(0);
      best.vectors.fill(0);
      keywords.addScores([...words, ...concepts, ...pairs], 1, scores);
      for (let place = 0, count = scores.length; place < count; place += 1) {
        const score = scores[place] as number;
        if (score > 0) raise(best.keywords, place, score);
      }
      if (vector !== null && dimensions > 0) {
        const places = selectTop(scores, compared);
        dotRows(means, places, vector, dots);
        places.forEach((place, at) => {
          raise(best.vectors, place, dots[at] as number);
        });
      }
      return best;
    },
  };
}
