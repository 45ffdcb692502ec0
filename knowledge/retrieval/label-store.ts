import { type ArticleIndex, summaryLength } from '../index/article-index.ts';
import { createQuestionIndex, type QuestionIndex, type QuestionTerms } from './question-index.ts';
import { selectTop } from './select-top.ts';
import { createWordEvidence, type WordEvidence } from './word-evidence.ts';

/** A question whose articles are known: from the training data, or a corpus phrasing with the articles that its entry cites. */
export type LabelledQuestion = {
  readonly terms: QuestionTerms;
  /** Places in the article index. */
  readonly targets: readonly number[];
  /** Weighted hashed words of its answer. */
  readonly answer: readonly (readonly [number, number])[];
  /** The corpus entry that it is a phrasing of; `null` for a training question. */
  readonly entryId: string | null;
};

/** How often articles, laws and chapters are answers, among the questions that may be looked at. */
export type LabelCounts = { readonly article: Float32Array; readonly law: Float32Array; readonly chapter: Float32Array };

/** A labelled question near the one asked. */
export type Neighbour = { readonly question: LabelledQuestion; readonly similarity: number };

/** Labelled questions, to be asked which are near and what their articles say. */
export interface LabelStore {
  readonly questions: readonly LabelledQuestion[];
  readonly index: QuestionIndex;
  /** The `k` nearest questions of those that `allowed` marks (all where it is `null`). */
  nearest(question: QuestionTerms, k: number, allowed: Uint8Array | null): readonly Neighbour[];
  count(allowed: Uint8Array | null): LabelCounts;
  /** Words that the neighbours' articles and answers would be found by, weighted by similarity cubed. */
  expand(neighbours: readonly Neighbour[], limit: number): readonly (readonly [number, number])[];
  readonly evidence: WordEvidence;
}

/** Joins labelled questions with the articles that answer them. */
export function createLabelStore(questions: readonly LabelledQuestion[], articles: ArticleIndex): LabelStore {
  const index = createQuestionIndex(questions.map((question) => question.terms));
  const { summaryWords, summaryWeights } = articles;
  const wordsOf = (place: number): readonly (readonly [number, number])[] => {
    const start = place * summaryLength;
    return Array.from(
      { length: summaryLength },
      (_, at) => [summaryWords[start + at] ?? 0, summaryWeights[start + at] ?? 0] as const,
    ).filter(([word]) => word !== 0);
  };
  const answerWords = ({ targets, answer }: LabelledQuestion): readonly (readonly [number, number])[] => [
    ...targets
      .slice(0, 4)
      .flatMap((target) => wordsOf(target).map(([word, weight]) => [word, weight / Math.min(4, targets.length)] as const)),
    ...answer.map(([word, weight]) => [word, weight * 0.6] as const),
  ];
  return {
    questions,
    index,
    evidence: createWordEvidence(questions, articles, answerWords),
    nearest(question, k, allowed) {
      const scores = index.similarities(question);
      if (allowed !== null) for (let i = 0; i < scores.length; i += 1) if (allowed[i] === 0) scores[i] = 0;
      return selectTop(scores, k).flatMap((place) => {
        const found = questions[place];
        return found === undefined ? [] : [{ question: found, similarity: scores[place] ?? 0 }];
      });
    },
    count(allowed) {
      const { lawOf, chapterOf } = articles.facts;
      const article = new Float32Array(articles.articles.length);
      const law = new Float32Array(articles.versions.length);
      const chapter = new Float32Array(chapterOf.reduce((largest, value) => Math.max(largest, value + 1), 0));
      questions.forEach(({ targets, entryId }, place) => {
        if (allowed !== null && allowed[place] === 0) return;
        const weight = entryId === null ? 1 : 0.1;
        for (const target of targets) {
          const lawPlace = lawOf[target] ?? 0;
          const chapterPlace = chapterOf[target] ?? 0;
          article[target] = (article[target] ?? 0) + weight;
          law[lawPlace] = (law[lawPlace] ?? 0) + weight;
          chapter[chapterPlace] = (chapter[chapterPlace] ?? 0) + weight;
        }
      });
      return { article, law, chapter };
    },
    expand(neighbours, limit) {
      const sum = new Map<number, number>();
      const add = (words: readonly (readonly [number, number])[], scale: number): void => {
        for (const [word, weight] of words) sum.set(word, (sum.get(word) ?? 0) + weight * scale);
      };
      for (const { question, similarity } of neighbours) {
        const scale = similarity ** 3;
        for (const target of question.targets) add(wordsOf(target), scale / question.targets.length);
        add(question.answer, scale);
      }
      return [...sum].sort((a, b) => b[1] - a[1]).slice(0, limit);
    },
  };
}
