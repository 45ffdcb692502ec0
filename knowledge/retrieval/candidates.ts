import type { ArticleIndex } from '../index/article-index.ts';
import type { LabelStore, Likeness } from './label-store.ts';
import type { QuestionTerms } from './question-index.ts';
import { selectTop } from './select-top.ts';
import type { Evidence } from './word-evidence.ts';

/** What is known of a question before its candidates are measured. */
export type AskedQuestion = {
  readonly text: string;
  readonly terms: QuestionTerms;
  /** Characters and pairs, not hashed: the terms of the articles' index. */
  readonly grams: readonly number[];
  /** The question's vector moved to where articles lie; `null` where it has no vector. */
  readonly projected: Float32Array | null;
  readonly likeness: Likeness;
  /** Words of law that the table of lay words adds. */
  readonly lay: readonly (readonly [number, number])[];
  /** Places that another engine found. */
  readonly found: readonly number[];
};

/** Finds the articles nearest to a vector. */
export type VectorSearch = (vector: Float32Array, k: number) => readonly number[];

/** How many candidates each source gives at most. */
const sourceSizes = {
  base: 240,
  vector: 60,
  projection: 240,
  feedback: 100,
  evidence: 130,
  lay: 70,
  likeness: 120,
  phrasing: 100,
  phrasingVector: 80,
};

/** How many words of the neighbours' articles are searched for. */
const feedbackWords = 80;

/** The scores of every article (of every law and chapter where said so), by each way of looking. Arrays are filled anew by the next question. */
export type ArticleScores = {
  readonly grams: Float32Array;
  readonly words: Float32Array;
  readonly base: Float32Array;
  readonly feedback: Float32Array;
  readonly evidence: Float32Array;
  readonly lay: Float32Array;
  readonly concept: Float32Array;
  readonly vote: Float32Array;
  /** The votes of the nearest questions that somebody asked, as a share of all such votes. */
  readonly askedVote: Float32Array;
  /** The same, of the very nearest alone. */
  readonly askedSharp: Float32Array;
  /** The likeness of the nearest question that somebody asked, by article. */
  readonly askedNear: Float32Array;
  /** The share of the votes of asked questions by law. */
  readonly askedLaw: ReadonlyMap<number, number>;
  /** How single the answers of the nearest asked questions are: 1 where each has one article. */
  readonly askedSingle: number;
  /** The best likeness of any source. */
  readonly best: Float32Array;
  readonly phrasing: Float32Array;
  readonly phrasingVector: Float32Array;
  /** By law. */
  readonly titles: Float32Array;
  readonly lawVotes: ReadonlyMap<number, number>;
  /** By chapter. */
  readonly chapters: Float32Array;
  readonly chapterVotes: ReadonlyMap<number, number>;
  readonly told: Evidence;
};

type AskedVotes = Pick<ArticleScores, 'askedVote' | 'askedSharp' | 'askedNear' | 'askedLaw' | 'askedSingle'>;

type Votes = Pick<ArticleScores, 'vote' | 'lawVotes' | 'chapterVotes'>;

/** The powers of a similarity by which a neighbour votes. */
const votePowers = { wide: 5, sharp: 16 };

const bump = (map: Map<number, number>, key: number, by: number): void => {
  map.set(key, (map.get(key) ?? 0) + by);
};

/** Adds what the nearest questions that somebody asked say. */
function gatherAskedVotes(
  neighbours: Likeness['askedNeighbours'],
  { facts }: ArticleIndex,
  { askedVote, askedSharp, askedNear }: Pick<ArticleScores, 'askedVote' | 'askedSharp' | 'askedNear'>,
): AskedVotes {
  const askedLaw = new Map<number, number>();
  let wide = 1e-6;
  let sharp = 1e-6;
  let single = 0;
  const top = neighbours[0]?.similarity ?? 1;
  for (const { question, similarity } of neighbours) {
    wide += similarity ** votePowers.wide;
    sharp += (similarity / top) ** votePowers.sharp;
    single += similarity ** votePowers.wide / question.targets.length;
  }
  for (const { question, similarity } of neighbours) {
    const share = similarity ** votePowers.wide / wide;
    const sharpShare = (similarity / top) ** votePowers.sharp / sharp;
    for (const target of question.targets) {
      askedVote[target] = (askedVote[target] ?? 0) + share;
      askedSharp[target] = (askedSharp[target] ?? 0) + sharpShare;
      askedNear[target] = Math.max(askedNear[target] ?? 0, similarity);
      bump(askedLaw, facts.lawOf[target] ?? 0, share / question.targets.length);
    }
  }
  return { askedVote, askedSharp, askedNear, askedLaw, askedSingle: single / wide };
}

/** Adds what the neighbours' articles say for each article, law and chapter. */
function gatherVotes(neighbours: Likeness['neighbours'], { facts }: ArticleIndex, vote: Float32Array): Votes {
  const lawVotes = new Map<number, number>();
  const chapterVotes = new Map<number, number>();
  let total = 1e-6;
  for (const { question, similarity } of neighbours) {
    const weight = similarity ** 3;
    total += weight;
    for (const target of question.targets) {
      vote[target] = (vote[target] ?? 0) + weight;
      bump(lawVotes, facts.lawOf[target] ?? 0, weight / question.targets.length);
      bump(chapterVotes, facts.chapterOf[target] ?? 0, weight / question.targets.length);
    }
  }
  for (const map of [lawVotes, chapterVotes]) for (const [key, value] of map) map.set(key, value / total);
  return { vote, lawVotes, chapterVotes };
}

/**
 * Makes the scorer of all articles by every way of looking. Its arrays are filled anew for each question: two megabytes a question would
 * be most of what the collector has to sweep.
 */
export function createArticleScorer(articles: ArticleIndex, labels: LabelStore): (asked: AskedQuestion) => ArticleScores {
  const size = articles.articles.length;
  const { lawOf } = articles.facts;
  const empty = (): Float32Array => new Float32Array(size);
  const own = {
    grams: empty(),
    words: empty(),
    base: empty(),
    feedback: empty(),
    evidence: empty(),
    lay: empty(),
    concept: empty(),
    vote: empty(),
    askedVote: empty(),
    askedSharp: empty(),
    askedNear: empty(),
    titles: new Float32Array(articles.versions.length),
    chapters: new Float32Array(articles.chapters.size),
  };
  return (asked) => {
    const { grams, words, base, titles } = own;
    for (const array of Object.values(own)) array.fill(0);
    const pairs = asked.grams.filter((gram) => gram >= 65536);
    const told = labels.evidence.gather(asked.terms);
    articles.grams.addScores(asked.grams, 1, grams);
    articles.words.addScores(asked.terms.words, 1, words);
    articles.titles.addScores(pairs, 1, titles);
    articles.chapters.addScores(pairs, 1, own.chapters);
    articles.words.addWeightedScores(labels.expand(asked.likeness.neighbours, feedbackWords), 1, own.feedback);
    articles.words.addWeightedScores(told.words, 1, own.evidence);
    articles.words.addWeightedScores(asked.lay, 1, own.lay);
    articles.words.addScores(asked.terms.concepts, 1, own.concept);
    for (let place = 0; place < size; place += 1)
      base[place] = (grams[place] as number) + 0.5 * (words[place] as number) + 0.3 * (titles[lawOf[place] as number] as number);
    const phrasings = labels.field.score(asked.terms);
    return {
      ...own,
      told,
      best: asked.likeness.bestOfAny,
      phrasing: phrasings.keywords,
      phrasingVector: phrasings.vectors,
      ...gatherVotes(asked.likeness.neighbours, articles, own.vote),
      ...gatherAskedVotes(asked.likeness.askedNeighbours, articles, own),
    };
  };
}

/** The articles that any way of looking puts far up. `allowed` leaves articles out (not in force). */
export function collectCandidates(
  asked: AskedQuestion,
  scores: ArticleScores,
  search: VectorSearch,
  allowed: Uint8Array | null,
): Uint32Array {
  const marks = new Uint8Array(scores.base.length);
  const places: number[] = [];
  const add = (found: readonly number[]): void => {
    for (const place of found)
      if (marks[place] === 0) {
        marks[place] = 1;
        if (allowed === null || allowed[place] === 1) places.push(place);
      }
  };
  add(selectTop(scores.base, sourceSizes.base));
  add(selectTop(scores.feedback, sourceSizes.feedback));
  add(selectTop(scores.evidence, sourceSizes.evidence));
  add(selectTop(scores.lay, sourceSizes.lay));
  add(selectTop(scores.best, sourceSizes.likeness));
  add(selectTop(scores.askedVote, sourceSizes.likeness));
  add(selectTop(scores.phrasing, sourceSizes.phrasing));
  add(selectTop(scores.phrasingVector, sourceSizes.phrasingVector));
  add(asked.found.filter((place) => place >= 0 && place < marks.length));
  if (asked.projected !== null) add(search(asked.projected, sourceSizes.projection));
  if (asked.terms.vector !== null) add(search(asked.terms.vector, sourceSizes.vector));
  return Uint32Array.from(places);
}
