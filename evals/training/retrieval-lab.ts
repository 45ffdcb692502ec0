import { performance } from 'node:perf_hooks';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { type ArticleIndex, buildArticleIndex, weighWords } from '../../knowledge/index/article-index.ts';
import { importLaws } from '../../knowledge/laws/import-laws.ts';
import { readValidity } from '../../knowledge/laws/validity.ts';
import { type Candidates, measureCandidates } from '../../knowledge/retrieval/features.ts';
import { createLabelStore, type LabelCounts, type LabelledQuestion, type LabelStore } from '../../knowledge/retrieval/label-store.ts';
import { readLayTerms } from '../../knowledge/retrieval/lay-terms.ts';
import { type Projection, project } from '../../knowledge/retrieval/projection.ts';
import { readQuestion } from '../../knowledge/retrieval/question-index.ts';
import { joinLabels, neighbourSettings } from '../../knowledge/retrieval/rank-articles.ts';
import { selectTop } from '../../knowledge/retrieval/select-top.ts';
import { loadWordVectors } from '../../knowledge/retrieval/word-vectors.ts';
import { readGrams } from '../../knowledge/text/grams.ts';
import { hashWord, readWords } from '../../knowledge/text/words.ts';
import { fitProjection, type ProjectionRow } from './fit-projection.ts';
import type { RankGroup } from './fit-ranker.ts';
import { type GoldQuestion, readGoldQuestions } from './retrieval-data.ts';

/** Everything that training and its cross-validation share: the index, the real questions, the labels, and how a question is measured. */
export interface RetrievalLab {
  readonly articles: ArticleIndex;
  readonly gold: readonly GoldQuestion[];
  /** The real questions first, in the order of `gold`, then the corpus phrasings. */
  readonly labelled: readonly LabelledQuestion[];
  readonly store: LabelStore;
  readonly vectorModel: string;
  /** Fits a projection on the labels that `allowed` marks. */
  fitProjectionOn(allowed: Uint8Array): Projection;
  measure(at: number, allowed: Uint8Array, projection: Projection, counts: LabelCounts): Candidates;
  log(text: string): void;
}

/** Reads the public data and the corpus and indexes both laws files. */
export async function openRetrievalLab(data: string): Promise<RetrievalLab> {
  const log = (text: string): void => console.log(`${(performance.now() / 1000).toFixed(0)}s ${text}`);
  const laws = await importLaws([`${data}/laws/national_articles.jsonl`, `${data}/laws/regulations_articles.jsonl`], readValidity());
  const model = loadWordVectors();
  const articles = buildArticleIndex(laws, model);
  const gold = readGoldQuestions(data, articles);
  const trained: LabelledQuestion[] = gold.map((question) => ({
    terms: readQuestion(question.text, (words) => model.embed(words, 'question')),
    targets: question.targets,
    answer: weighWords(readWords(question.answer).map(hashWord), articles.words.rarity),
    entryId: null,
  }));
  const labelled = [...trained, ...joinLabels(articles, model, [], loadCorpus().entries)];
  const store = createLabelStore(labelled, articles);
  const layTerms = readLayTerms();
  log(`${articles.articles.length} articles, ${gold.length} real questions, ${labelled.length - gold.length} phrasings`);

  const exactSearch = (vector: Float32Array, k: number): readonly number[] => {
    const n = articles.dimensions;
    const scores = new Float32Array(articles.articles.length);
    for (let place = 0; place < scores.length; place += 1) {
      let sum = 0;
      for (let i = 0; i < n; i += 1) sum += (articles.vectors[place * n + i] as number) * (vector[i] as number);
      scores[place] = sum;
    }
    return selectTop(scores, k);
  };
  const negatives = labelled.map(({ terms, targets }) => {
    const base = new Float32Array(articles.articles.length);
    articles.words.addScores(terms.words, 1, base);
    return selectTop(base, 6).filter((place) => !targets.includes(place));
  });

  return {
    articles,
    gold,
    labelled,
    store,
    vectorModel: model.id,
    log,
    fitProjectionOn(allowed) {
      const rows: ProjectionRow[] = labelled.flatMap(({ terms, targets, entryId }, at) =>
        allowed[at] === 0 || terms.vector === null
          ? []
          : [{ vector: terms.vector, targets, negatives: negatives[at] ?? [], weight: entryId === null ? 1 : 0.5 }],
      );
      return fitProjection(rows, articles.vectors, articles.dimensions);
    },
    measure(at, allowed, projection, counts) {
      const question = labelled[at] as LabelledQuestion;
      const text = gold[at]?.text ?? '';
      const neighbours = store.nearest(question.terms, neighbourSettings.nearest, allowed);
      const asked = {
        text,
        terms: question.terms,
        grams: readGrams(text),
        projected: question.terms.vector === null ? null : project(projection, question.terms.vector),
        neighbours,
        counts,
        expansion: store.expand(neighbours, neighbourSettings.words),
        evidence: store.evidence.gather(question.terms, allowed),
        lay: layTerms.expand(text),
      };
      return measureCandidates(asked, articles, exactSearch, null);
    },
  };
}

/** A number in [0, 1) that depends on the place and the salt alone: folds that any run repeats. */
export function scatter(at: number, salt: number): number {
  let hash = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}

/** Turns candidates into a group for the ranker; of the far wrong ones one in six is kept. */
export function toGroup(candidates: Candidates, targets: readonly number[]): RankGroup {
  const width = candidates.features.length / candidates.places.length;
  const right = new Set(targets);
  const sum = (row: number): number => candidates.features[row * width + width - 1] as number;
  const kept = [...candidates.places.keys()]
    .sort((a, b) => sum(b) - sum(a))
    .filter((row, rank) => right.has(candidates.places[row] as number) || rank < 50 || rank % 6 === 0);
  const features = new Float32Array(kept.length * width);
  kept.forEach((row, at) => {
    features.set(candidates.features.subarray(row * width, (row + 1) * width), at * width);
  });
  return { features, gold: Uint8Array.from(kept, (row) => (right.has(candidates.places[row] as number) ? 1 : 0)) };
}

/** Which inner fold a real question lies in: by chance, or with the questions that stand near it in STARD's order. */
export function innerFoldOf(lab: RetrievalLab, at: number, mode: 'random' | 'blocked', folds: number): number {
  const stardCount = lab.gold.filter((question) => question.set === 'stard').length;
  if (mode === 'blocked' && lab.gold[at]?.set === 'stard') return Math.floor((at / stardCount) * 20) % folds;
  return Math.floor(scatter(at, 2) * folds);
}

/**
 * Measures the questions that `isTrain` marks, each by labels and a projection that have not seen its inner fold: the rows that the
 * ranker learns from.
 */
export function measureOutOfFold(
  lab: RetrievalLab,
  isTrain: (at: number) => boolean,
  mode: 'random' | 'blocked',
  folds: number,
): readonly RankGroup[] {
  const groups: RankGroup[] = [];
  for (let part = 0; part < folds; part += 1) {
    const inPart = (at: number): boolean => at < lab.gold.length && innerFoldOf(lab, at, mode, folds) === part;
    const allowed = Uint8Array.from(lab.labelled, (_, at) => (isTrain(at) && !inPart(at) ? 1 : 0));
    const projection = lab.fitProjectionOn(allowed);
    const counts = lab.store.count(allowed);
    lab.gold.forEach(({ targets }, at) => {
      if (isTrain(at) && inPart(at)) groups.push(toGroup(lab.measure(at, allowed, projection, counts), targets));
    });
  }
  return groups;
}
