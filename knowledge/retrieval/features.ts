import type { ArticleIndex } from '../index/article-index.ts';
import type { LabelCounts, Neighbour } from './label-store.ts';
import type { QuestionTerms } from './question-index.ts';
import { selectTop } from './select-top.ts';
import type { Evidence } from './word-evidence.ts';

/** The names of the features of a candidate, in the order of a row. The ranker's model names them too: they must agree. */
export const featureNames = [
  'base', 'baseShare', 'baseRank', 'grams', 'gramsShare', 'gramsRank', 'words', 'wordsShare', 'wordsRank', 'title', 'titleShare', 'chapter',
  'vector', 'vectorRank', 'projection', 'projectionRank', 'projectionGap', 'feedback', 'feedbackShare', 'feedbackRank',
  'vote', 'voteBest', 'voteRank', 'corpusVote', 'lawVote', 'chapterVote', 'nextVote', 'articlePrior', 'lawPrior', 'chapterPrior',
  'wordCoverage', 'around', 'lawBase', 'lawProjection', 'chapterProjection', 'cited', 'length', 'isLaw', 'isRegulation', 'isInterpretation', 'frame',
  'evidence', 'evidenceShare', 'evidenceRank', 'articleEvidence', 'lawEvidence', 'chapterEvidence', 'lay', 'layShare', 'layRank',
  'concept',
  'conceptShare',
  'conceptRank',
  'titleNamed', 'questionLength', 'nearestQuestion', 'bestProjection', 'sum',
] as const; // biome-ignore format: one group of features a line

/** What is known of a question before its candidates are measured. */
export type AskedQuestion = {
  readonly text: string;
  readonly terms: QuestionTerms;
  /** Characters and pairs, not hashed: the terms of the articles' index. */
  readonly grams: readonly number[];
  /** The question's vector moved to where articles lie; `null` where it has no vector. */
  readonly projected: Float32Array | null;
  readonly neighbours: readonly Neighbour[];
  readonly counts: LabelCounts;
  readonly expansion: readonly (readonly [number, number])[];
  readonly evidence: Evidence;
  /** Words of law that the table of lay words adds. */
  readonly lay: readonly (readonly [number, number])[];
};

/** Candidates and their features, row by row. */
export type Candidates = { readonly places: Uint32Array; readonly features: Float32Array };

/** Finds the articles nearest to a vector: the HNSW index in production, exact search in training. */
export type VectorSearch = (vector: Float32Array, k: number) => readonly number[];

/** How many candidates each source gives at most. */
export const sourceSizes = { base: 240, vector: 60, projection: 240, feedback: 100, evidence: 130, lay: 70 };

function dotAt(vectors: Float32Array, place: number, vector: Float32Array | null): number {
  if (vector === null) return 0;
  const start = place * vector.length;
  let sum = 0;
  for (let i = 0; i < vector.length; i += 1) sum += (vectors[start + i] as number) * (vector[i] as number);
  return sum;
}

/** 1 / (5 + rank) of each candidate by a score, highest first. */
function reciprocalRanks(scores: Float32Array): Float32Array {
  const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const ranks = new Float32Array(scores.length);
  order.forEach((place, rank) => {
    ranks[place] = (scores[place] ?? 0) > 0 ? 1 / (5 + rank) : 0;
  });
  return ranks;
}

const largestOf = (scores: Float32Array): number => {
  let largest = 1e-6;
  for (const score of scores) if (score > largest) largest = score;
  return largest;
};

/** Adds what the neighbours' articles say for each article, law and chapter. */
function gatherVotes(
  asked: AskedQuestion,
  articles: ArticleIndex,
): {
  readonly vote: Map<number, number>;
  readonly best: Map<number, number>;
  readonly corpus: Map<number, number>;
  readonly law: Map<number, number>;
  readonly chapter: Map<number, number>;
} {
  const maps = {
    vote: new Map<number, number>(),
    best: new Map<number, number>(),
    corpus: new Map<number, number>(),
    law: new Map<number, number>(),
    chapter: new Map<number, number>(),
  };
  let total = 1e-6;
  for (const { question, similarity } of asked.neighbours) {
    const weight = similarity ** 3;
    total += weight;
    for (const target of question.targets) {
      const bump = (map: Map<number, number>, key: number, by: number): void => {
        map.set(key, (map.get(key) ?? 0) + by);
      };
      bump(maps.vote, target, weight);
      maps.best.set(target, Math.max(maps.best.get(target) ?? 0, similarity));
      if (question.entryId !== null) maps.corpus.set(target, Math.max(maps.corpus.get(target) ?? 0, similarity));
      bump(maps.law, articles.facts.lawOf[target] ?? 0, weight / question.targets.length);
      bump(maps.chapter, articles.facts.chapterOf[target] ?? 0, weight / question.targets.length);
    }
  }
  for (const map of [maps.law, maps.chapter]) for (const [key, value] of map) map.set(key, value / total);
  return maps;
}

/** Collects candidates from every source and measures them. `allowed` leaves articles out (not in force). */
export function measureCandidates(
  asked: AskedQuestion,
  articles: ArticleIndex,
  search: VectorSearch,
  allowed: Uint8Array | null,
): Candidates {
  const { facts } = articles;
  const size = articles.articles.length;
  const grams = new Float32Array(size);
  const words = new Float32Array(size);
  const titles = new Float32Array(articles.versions.length);
  const chapters = new Float32Array(asked.counts.chapter.length);
  const feedback = new Float32Array(size);
  articles.grams.addScores(asked.grams, 1, grams);
  articles.words.addScores(asked.terms.words, 1, words);
  const pairs = asked.grams.filter((gram) => gram >= 65536);
  articles.titles.addScores(pairs, 1, titles);
  articles.chapters.addScores(pairs, 1, chapters);
  articles.words.addWeightedScores(asked.expansion, 1, feedback);
  const evidence = new Float32Array(size);
  const lay = new Float32Array(size);
  articles.words.addWeightedScores(asked.evidence.words, 1, evidence);
  articles.words.addWeightedScores(asked.lay, 1, lay);
  const concept = new Float32Array(size);
  articles.words.addScores(asked.terms.concepts, 1, concept);
  const base = new Float32Array(size);
  for (let place = 0; place < size; place += 1)
    base[place] = (grams[place] as number) + 0.5 * (words[place] as number) + 0.3 * (titles[facts.lawOf[place] as number] as number);
  const votes = gatherVotes(asked, articles);

  const chosen = new Set<number>([
    ...selectTop(base, sourceSizes.base),
    ...selectTop(feedback, sourceSizes.feedback),
    ...selectTop(evidence, sourceSizes.evidence),
    ...selectTop(lay, sourceSizes.lay),
    ...votes.vote.keys(),
  ]);
  if (asked.projected !== null) for (const place of search(asked.projected, sourceSizes.projection)) chosen.add(place);
  if (asked.terms.vector !== null) for (const place of search(asked.terms.vector, sourceSizes.vector)) chosen.add(place);
  const places = Uint32Array.from([...chosen].filter((place) => allowed === null || allowed[place] === 1));

  const take = (scores: Float32Array): Float32Array => Float32Array.from(places, (place) => scores[place] ?? 0);
  const columns: Record<(typeof featureNames)[number], Float32Array> = Object.fromEntries(
    featureNames.map((name) => [name, new Float32Array(places.length)]),
  ) as Record<(typeof featureNames)[number], Float32Array>;
  const share = (scores: Float32Array, largest: number): Float32Array => scores.map((score) => score / largest);
  columns.base = take(base);
  columns.baseShare = share(columns.base, largestOf(columns.base));
  columns.baseRank = reciprocalRanks(columns.base);
  columns.grams = take(grams);
  columns.gramsShare = share(columns.grams, largestOf(columns.grams));
  columns.gramsRank = reciprocalRanks(columns.grams);
  columns.words = take(words);
  columns.wordsShare = share(columns.words, largestOf(columns.words));
  columns.wordsRank = reciprocalRanks(columns.words);
  columns.feedback = take(feedback);
  columns.feedbackShare = share(columns.feedback, largestOf(columns.feedback));
  columns.feedbackRank = reciprocalRanks(columns.feedback);
  columns.evidence = take(evidence);
  columns.evidenceShare = share(columns.evidence, largestOf(columns.evidence));
  columns.evidenceRank = reciprocalRanks(columns.evidence);
  columns.concept = take(concept);
  columns.conceptShare = share(columns.concept, largestOf(columns.concept));
  columns.conceptRank = reciprocalRanks(columns.concept);
  columns.lay = take(lay);
  columns.layShare = share(columns.lay, largestOf(columns.lay));
  columns.layRank = reciprocalRanks(columns.lay);
  columns.vector = Float32Array.from(places, (place) => dotAt(articles.vectors, place, asked.terms.vector));
  columns.vectorRank = reciprocalRanks(columns.vector);
  columns.projection = Float32Array.from(places, (place) => dotAt(articles.vectors, place, asked.projected));
  columns.projectionRank = reciprocalRanks(columns.projection);
  const bestProjection = largestOf(columns.projection);
  columns.projectionGap = columns.projection.map((score) => score - bestProjection);
  columns.vote = Float32Array.from(places, (place) => votes.vote.get(place) ?? 0);
  columns.voteRank = reciprocalRanks(columns.vote);

  const largestTitle = largestOf(titles);
  const lawBase = new Map<number, number>();
  const lawProjection = new Map<number, number>();
  const chapterProjection = new Map<number, number>();
  const raise = (map: Map<number, number>, key: number, value: number): void => {
    if (value > (map.get(key) ?? 0)) map.set(key, value);
  };
  places.forEach((place, row) => {
    raise(lawBase, facts.lawOf[place] ?? 0, columns.base[row] ?? 0);
    raise(lawProjection, facts.lawOf[place] ?? 0, columns.projection[row] ?? 0);
    raise(chapterProjection, facts.chapterOf[place] ?? 0, columns.projection[row] ?? 0);
  });
  const largestBase = largestOf(columns.base);
  const rarities = [...new Set(asked.terms.words)].map((word) => articles.words.rarity(word));
  const ceiling = rarities.reduce((sum, rarity) => sum + rarity, 1e-6) * 2.2;
  const nearestQuestion = asked.neighbours[0]?.similarity ?? 0;
  const named = new Set(
    [...new Set(places.map((place) => facts.lawOf[place] ?? 0))].filter((law) => asked.text.includes(articles.versions[law]?.law ?? '\n')),
  );
  places.forEach((place, row) => {
    const law = facts.lawOf[place] ?? 0;
    const chapter = facts.chapterOf[place] ?? 0;
    const set = (name: (typeof featureNames)[number], value: number): void => {
      columns[name][row] = value;
    };
    set('title', titles[law] ?? 0);
    set('titleShare', (titles[law] ?? 0) / largestTitle);
    set('chapter', chapters[chapter] ?? 0);
    set('voteBest', votes.best.get(place) ?? 0);
    set('corpusVote', votes.corpus.get(place) ?? 0);
    set('lawVote', votes.law.get(law) ?? 0);
    set('chapterVote', votes.chapter.get(chapter) ?? 0);
    let next = 0;
    for (const step of [-2, -1, 1, 2])
      if (facts.lawOf[place + step] === law) next = Math.max(next, (votes.best.get(place + step) ?? 0) / Math.abs(step));
    set('nextVote', next);
    set('articlePrior', Math.log(1 + (asked.counts.article[place] ?? 0)));
    set('lawPrior', Math.log(1 + (asked.counts.law[law] ?? 0)));
    set('chapterPrior', Math.log(1 + (asked.counts.chapter[chapter] ?? 0)));
    set('wordCoverage', (columns.words[row] ?? 0) / ceiling);
    let around = 0;
    for (const step of [-2, -1, 1, 2]) if (facts.lawOf[place + step] === law) around += (base[place + step] ?? 0) / 4;
    set('articleEvidence', asked.evidence.article.get(place) ?? 0);
    set('lawEvidence', asked.evidence.law.get(law) ?? 0);
    set('chapterEvidence', asked.evidence.chapter.get(chapter) ?? 0);
    set('around', around / largestBase);
    set('lawBase', (lawBase.get(law) ?? 0) / largestBase);
    set('lawProjection', lawProjection.get(law) ?? 0);
    set('chapterProjection', chapterProjection.get(chapter) ?? 0);
    set('cited', facts.citedOf[place] ?? 0);
    set('length', facts.lengthOf[place] ?? 0);
    set('isLaw', facts.kindOf[place] === 0 ? 1 : 0);
    set('isRegulation', facts.kindOf[place] === 1 ? 1 : 0);
    set('isInterpretation', facts.kindOf[place] === 2 ? 1 : 0);
    set('frame', facts.frameOf[place] ?? 0);
    set('titleNamed', named.has(law) ? 1 : 0);
    set('questionLength', Math.log(1 + asked.text.length));
    set('nearestQuestion', nearestQuestion);
    set('bestProjection', bestProjection);
    set(
      'sum',
      (columns.baseShare[row] ?? 0) +
        (columns.projection[row] ?? 0) +
        (columns.voteBest[row] ?? 0) +
        0.5 * (columns.feedbackShare[row] ?? 0),
    );
  });
  const features = new Float32Array(places.length * featureNames.length);
  featureNames.forEach((name, column) => {
    const values = columns[name];
    for (let row = 0; row < places.length; row += 1) features[row * featureNames.length + column] = values[row] ?? 0;
  });
  return { places, features };
}
