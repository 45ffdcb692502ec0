import type { CalendarDay } from '../../core/instant.ts';
import type { Hit } from '../../core/retriever.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { type ArticleIndex, weighWords } from '../index/article-index.ts';
import { normaliseArticle } from '../laws/article-number.ts';
import type { LawLibrary } from '../laws/law-library.ts';
import { readGrams } from '../text/grams.ts';
import { hashWord, readWords } from '../text/words.ts';
import type { VectorSearch } from './candidates.ts';
import { createCandidateMeasure } from './features.ts';
import { createLabelStore, type LabelledQuestion } from './label-store.ts';
import { readLayTerms } from './lay-terms.ts';
import { type Projection, project } from './projection.ts';
import type { StoredQuestion } from './question-file.ts';
import { type QuestionTerms, readQuestion } from './question-index.ts';
import type { Ranker } from './ranker.ts';
import { orderScores } from './select-top.ts';
import type { WordVectors } from './word-vectors.ts';

/** What ranking needs, all of it loaded. */
export type RankingParts = {
  readonly index: ArticleIndex;
  /** The vector index. */
  readonly search: VectorSearch;
  readonly library: LawLibrary;
  readonly model: WordVectors;
  readonly projection: Projection;
  readonly ranker: Ranker;
  readonly questions: readonly StoredQuestion[];
  readonly entries: readonly CorpusEntry[];
  readonly today: CalendarDay;
  readonly readPhrasing: ReadPhrasing;
  readonly answerOf: (entry: CorpusEntry) => LabelledQuestion['answer'];
};

/** How many of the nearest labelled questions vote. */
export const nearestLabels = 20;

/** From this similarity on, a hit is said to come from the corpus entry whose phrasing is so near. */
const sourceFloor = 0.5;

/** The terms of a phrasing; where the entries were read already, as they were read then. */
export type ReadPhrasing = (entry: CorpusEntry, phrasing: number) => QuestionTerms;

/** The words of an entry's answer, weighed for the articles' index. */
export function weighAnswer({ topic, answer, steps }: CorpusEntry, index: ArticleIndex): LabelledQuestion['answer'] {
  return weighWords(readWords([topic, answer, ...steps].join('\n')).map(hashWord), index.words.rarity);
}

/** Labels of the training questions and of the corpus phrasings, as places of this index. A key that the laws lack is left out. */
export function joinLabels(
  index: ArticleIndex,
  model: WordVectors,
  questions: readonly StoredQuestion[],
  entries: readonly CorpusEntry[],
  read: ReadPhrasing = (entry, phrasing) => readQuestion(entry.phrasings[phrasing] ?? '', (words) => model.embed(words, 'question')),
  answerOf: (entry: CorpusEntry) => LabelledQuestion['answer'] = (entry) => weighAnswer(entry, index),
): readonly LabelledQuestion[] {
  const places = new Map(index.articles.map(({ version, article }, place) => [`${index.versions[version]?.law}${article}`, place]));
  const locate = (keys: readonly string[]): number[] => [...new Set(keys.flatMap((key) => places.get(key) ?? []))];
  const trained = questions.map(({ source, terms, keys, answer }) => ({ source, terms, targets: locate(keys), answer, entryId: null }));
  const written = entries.flatMap((entry) => {
    const targets = locate(entry.citations.map(({ law, article }) => `${law}${normaliseArticle(article) ?? article}`));
    if (targets.length === 0) return [];
    const answer = answerOf(entry);
    return entry.phrasings.map((_, phrasing) => ({
      source: 'entry' as const,
      terms: read(entry, phrasing),
      targets,
      answer,
      entryId: entry.id,
    }));
  });
  return [...trained, ...written].filter(({ targets }) => targets.length > 0);
}

/** Gives the `k` best articles; `found` are places of the index that another engine proposes. */
export type RankArticles = (question: string, k: number, found?: readonly number[]) => readonly Hit[];

/** Ranks articles for a question: candidates of every source, measured, scored by the trained ranker. Articles not in force are left out. */
export function createArticleRanking(parts: RankingParts): RankArticles {
  const { index, search, library, model, projection, ranker, today } = parts;
  const labels = createLabelStore(joinLabels(index, model, parts.questions, parts.entries, parts.readPhrasing, parts.answerOf), index);
  const layTerms = readLayTerms();
  const holds = new Map<number, number>();
  const allowed = Uint8Array.from(index.articles, ({ version, article }) => {
    const known = holds.get(version);
    if (known !== undefined) return known;
    const standing = library.standing(index.versions[version]?.law ?? '', article, today);
    const held = standing.kind === 'in_force' && standing.version === index.versions[version] ? 1 : 0;
    holds.set(version, held);
    return held;
  });
  const measure = createCandidateMeasure(index, labels, search, allowed);
  return (question, k, found = []) => {
    const terms = readQuestion(question, (words) => model.embed(words, 'question'));
    const likeness = labels.compare(terms, nearestLabels);
    const asked = {
      text: question,
      terms,
      grams: readGrams(question),
      projected: terms.vector === null ? null : project(projection, terms.vector),
      likeness,
      lay: layTerms.expand(question),
      found,
    };
    const candidates = measure(asked);
    const scores = ranker.score(candidates, index.facts, labels.companions);
    const order = orderScores(scores).slice(0, k);
    return order.flatMap((row) => {
      const place = candidates.places[row] ?? 0;
      const article = index.articles[place];
      const law = article === undefined ? undefined : index.versions[article.version]?.law;
      if (article === undefined || law === undefined) return [];
      const near = likeness.neighbours.find(
        ({ question: { entryId, targets }, similarity }) => entryId !== null && similarity >= sourceFloor && targets.includes(place),
      );
      return [{ law, article: article.article, score: scores[row] ?? 0, source: near?.question.entryId ?? 'law' }];
    });
  };
}
