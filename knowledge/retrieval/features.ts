import type { ArticleIndex } from '../index/article-index.ts';
import { type ArticleScores, type AskedQuestion, collectCandidates, createArticleScorer, type VectorSearch } from './candidates.ts';
import { dotRows } from './dot-rows.ts';
import type { LabelStore } from './label-store.ts';
import { selectTop } from './select-top.ts';

/** The names of the features of a candidate, in the order of a row. The ranker's model names them too: they must agree. */
export const featureNames = [
  'base', 'baseShare', 'baseRank', 'grams', 'gramsShare', 'gramsRank', 'words', 'wordsShare', 'wordsRank', 'title', 'titleShare', 'chapter',
  'vector', 'vectorRank', 'projection', 'projectionRank', 'projectionGap', 'feedback', 'feedbackShare', 'feedbackRank',
  'vote', 'voteBest', 'voteRank', 'askedVote', 'askedVoteRank', 'askedEvidence', 'askedEvidenceRank', 'askedBest', 'writtenBest', 'writtenRank', 'entryBest', 'lawVote', 'chapterVote', 'nextVote', 'phrasing',
  'phrasingShare', 'phrasingRank', 'phrasingVector', 'phrasingVectorRank', 'articlePrior', 'lawPrior', 'chapterPrior',
  'wordCoverage', 'around', 'lawBase', 'lawProjection', 'chapterProjection', 'cited', 'length', 'isLaw', 'isRegulation', 'isInterpretation', 'frame',
  'evidence', 'evidenceShare', 'evidenceRank', 'articleEvidence', 'lawEvidence', 'chapterEvidence', 'lay', 'layShare', 'layRank',
  'askedSharp', 'askedNear', 'askedNearRank', 'askedNearGap', 'askedLaw', 'askedSingle',
  'concept', 'conceptShare', 'conceptRank', 'titleNamed', 'questionLength', 'nearestQuestion', 'bestProjection', 'sum',
] as const; // biome-ignore format: one group of features a line

type FeatureName = (typeof featureNames)[number];

/** Candidates and their features, row by row. */
export type Candidates = { readonly places: Uint32Array; readonly features: Float32Array };

const width = featureNames.length;
const column = Object.fromEntries(featureNames.map((name, at) => [name, at])) as Readonly<Record<FeatureName, number>>;

/** The matrix of features while it is filled. */
class Matrix {
  readonly rows: number;
  readonly features: Float32Array;

  constructor(rows: number) {
    this.rows = rows;
    this.features = new Float32Array(rows * width);
  }

  set(name: FeatureName, row: number, value: number): void {
    this.features[row * width + column[name]] = value;
  }

  get(name: FeatureName, row: number): number {
    return this.features[row * width + column[name]] as number;
  }

  put(name: FeatureName, values: Float32Array): void {
    const { rows, features } = this;
    for (let row = 0, at = column[name]; row < rows; row += 1, at += width) features[at] = values[row] as number;
  }

  /** Puts 1 / (5 + rank) of each positive value, highest first; equal values share a rank. */
  putRanks(name: FeatureName, values: Float32Array): void {
    const order = selectTop(values, this.rows);
    let rank = 0;
    let last = 0;
    for (let at = 0; at < order.length; at += 1) {
      const row = order[at] as number;
      const value = values[row] as number;
      if (value !== last) rank = at;
      last = value;
      this.features[row * width + column[name]] = 1 / (5 + rank);
    }
  }

  /** Puts each value as a share of the largest; gives the largest. */
  putShares(name: FeatureName, values: Float32Array): number {
    let largest = 1e-6;
    const { rows, features } = this;
    for (let row = 0; row < rows; row += 1) if ((values[row] as number) > largest) largest = values[row] as number;
    for (let row = 0, at = column[name]; row < rows; row += 1, at += width) features[at] = (values[row] as number) / largest;
    return largest;
  }
}

const scored = [
  ['base', 'baseShare', 'baseRank'],
  ['grams', 'gramsShare', 'gramsRank'],
  ['words', 'wordsShare', 'wordsRank'],
  ['feedback', 'feedbackShare', 'feedbackRank'],
  ['evidence', 'evidenceShare', 'evidenceRank'],
  ['concept', 'conceptShare', 'conceptRank'],
  ['lay', 'layShare', 'layRank'],
  ['phrasing', 'phrasingShare', 'phrasingRank'],
] as const;

/** Makes what collects candidates from every source and measures them. `allowed` leaves articles out (not in force). */
export function createCandidateMeasure(
  articles: ArticleIndex,
  labels: LabelStore,
  search: VectorSearch,
  allowed: Uint8Array | null,
): (asked: AskedQuestion) => Candidates {
  const score = createArticleScorer(articles, labels);
  return (asked) => {
    const scores = score(asked);
    return measureCandidates(asked, scores, collectCandidates(asked, scores, search, allowed), articles, labels);
  };
}

function measureCandidates(
  asked: AskedQuestion,
  scores: ArticleScores,
  places: Uint32Array,
  articles: ArticleIndex,
  labels: LabelStore,
): Candidates {
  const { facts } = articles;
  const count = places.length;
  const matrix = new Matrix(count);
  const take = (all: Float32Array | Float64Array): Float32Array => {
    const taken = new Float32Array(count);
    for (let row = 0; row < count; row += 1) taken[row] = all[places[row] as number] as number;
    return taken;
  };
  const cosines = (vector: Float32Array | null): Float32Array => {
    const dots = new Float64Array(count);
    if (vector !== null) dotRows(articles.vectors, places, vector, dots);
    return new Float32Array(dots);
  };
  const largest: Partial<Record<FeatureName, number>> = {};
  for (const [name, share, rank] of scored) {
    const values = take(scores[name]);
    matrix.put(name, values);
    largest[name] = matrix.putShares(share, values);
    matrix.putRanks(rank, values);
  }
  const vector = cosines(asked.terms.vector);
  matrix.put('vector', vector);
  matrix.putRanks('vectorRank', vector);
  const projection = cosines(asked.projected);
  matrix.put('projection', projection);
  matrix.putRanks('projectionRank', projection);
  const best = take(scores.best);
  matrix.put('vote', take(scores.vote));
  matrix.put('voteBest', best);
  matrix.putRanks('voteRank', best);
  const askedVote = take(scores.askedVote);
  matrix.put('askedVote', askedVote);
  matrix.putRanks('askedVoteRank', askedVote);
  matrix.put('askedSharp', take(scores.askedSharp));
  const askedNear = take(scores.askedNear);
  matrix.put('askedNear', askedNear);
  matrix.putRanks('askedNearRank', askedNear);
  const askedNearest = asked.likeness.askedNeighbours[0]?.similarity ?? 0;
  const askedEvidence = take(scores.told.asked);
  matrix.put('askedEvidence', askedEvidence);
  matrix.putRanks('askedEvidenceRank', askedEvidence);
  matrix.put('askedBest', take(asked.likeness.best.asked));
  matrix.put('entryBest', take(asked.likeness.best.entry));
  const written = take(asked.likeness.best.written);
  matrix.put('writtenBest', written);
  matrix.putRanks('writtenRank', written);
  const phrasingVector = take(scores.phrasingVector);
  matrix.put('phrasingVector', phrasingVector);
  matrix.putRanks('phrasingVectorRank', phrasingVector);

  const lawBase = new Map<number, number>();
  const lawProjection = new Map<number, number>();
  const chapterProjection = new Map<number, number>();
  const raise = (map: Map<number, number>, key: number, value: number): void => {
    if (value > (map.get(key) ?? 0)) map.set(key, value);
  };
  let bestProjection = 1e-6;
  for (let row = 0; row < count; row += 1) {
    const place = places[row] as number;
    const law = facts.lawOf[place] as number;
    raise(lawBase, law, matrix.get('base', row));
    raise(lawProjection, law, projection[row] as number);
    raise(chapterProjection, facts.chapterOf[place] as number, projection[row] as number);
    bestProjection = Math.max(bestProjection, projection[row] as number);
  }
  const named = new Set([...lawBase.keys()].filter((law) => asked.text.includes(articles.versions[law]?.law ?? '\n')));
  const largestBase = largest.base ?? 1;
  const largestTitle = scores.titles.reduce((highest, score) => Math.max(highest, score), 1e-6);
  let ceiling = 1e-6;
  for (const word of new Set(asked.terms.words)) ceiling += articles.words.rarity(word) * 2.2;
  const nearestQuestion = asked.likeness.neighbours[0]?.similarity ?? 0;
  const questionLength = Math.log(1 + asked.text.length);
  for (let row = 0; row < count; row += 1) {
    const place = places[row] as number;
    const law = facts.lawOf[place] as number;
    const chapter = facts.chapterOf[place] as number;
    let next = 0;
    let around = 0;
    for (let step = -2; step <= 2; step += 1) {
      if (step === 0 || facts.lawOf[place + step] !== law) continue;
      next = Math.max(next, (scores.best[place + step] ?? 0) / Math.abs(step));
      around += (scores.base[place + step] ?? 0) / 4;
    }
    const title = scores.titles[law] as number;
    matrix.set('projectionGap', row, (projection[row] as number) - bestProjection);
    matrix.set('title', row, title);
    matrix.set('titleShare', row, title / largestTitle);
    matrix.set('chapter', row, scores.chapters[chapter] as number);
    matrix.set('lawVote', row, scores.lawVotes.get(law) ?? 0);
    matrix.set('chapterVote', row, scores.chapterVotes.get(chapter) ?? 0);
    matrix.set('nextVote', row, next);
    matrix.set('articlePrior', row, Math.log(1 + (labels.counts.article[place] as number)));
    matrix.set('lawPrior', row, Math.log(1 + (labels.counts.law[law] as number)));
    matrix.set('chapterPrior', row, Math.log(1 + (labels.counts.chapter[chapter] as number)));
    matrix.set('wordCoverage', row, matrix.get('words', row) / ceiling);
    matrix.set('articleEvidence', row, scores.told.article[place] as number);
    matrix.set('lawEvidence', row, scores.told.law[law] as number);
    matrix.set('chapterEvidence', row, scores.told.chapter[chapter] as number);
    matrix.set('around', row, around / largestBase);
    matrix.set('lawBase', row, (lawBase.get(law) ?? 0) / largestBase);
    matrix.set('lawProjection', row, lawProjection.get(law) ?? 0);
    matrix.set('chapterProjection', row, chapterProjection.get(chapter) ?? 0);
    matrix.set('cited', row, facts.citedOf[place] as number);
    matrix.set('length', row, facts.lengthOf[place] as number);
    matrix.set('isLaw', row, facts.kindOf[place] === 0 ? 1 : 0);
    matrix.set('isRegulation', row, facts.kindOf[place] === 1 ? 1 : 0);
    matrix.set('isInterpretation', row, facts.kindOf[place] === 2 ? 1 : 0);
    matrix.set('frame', row, facts.frameOf[place] as number);
    matrix.set('askedNearGap', row, (askedNear[row] as number) - askedNearest);
    matrix.set('askedLaw', row, scores.askedLaw.get(law) ?? 0);
    matrix.set('askedSingle', row, scores.askedSingle);
    matrix.set('titleNamed', row, named.has(law) ? 1 : 0);
    matrix.set('questionLength', row, questionLength);
    matrix.set('nearestQuestion', row, nearestQuestion);
    matrix.set('bestProjection', row, bestProjection);
    matrix.set(
      'sum',
      row,
      matrix.get('baseShare', row) + (projection[row] as number) + (best[row] as number) + 0.5 * matrix.get('feedbackShare', row),
    );
  }
  return { places, features: matrix.features };
}
