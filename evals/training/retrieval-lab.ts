import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { type ArticleIndex, loadArticleIndex, weighWords } from '../../knowledge/index/article-index.ts';
import { buildKnowledge } from '../../knowledge/index/build-knowledge.ts';
import { PassageStore } from '../../knowledge/index/passage-store.ts';
import { readKnownLaws } from '../../knowledge/laws/known-articles.ts';
import { createLawLibrary } from '../../knowledge/laws/law-library.ts';
import { readValidity } from '../../knowledge/laws/validity.ts';
import { type Candidates, createCandidateMeasure } from '../../knowledge/retrieval/features.ts';
import { createLabelStore, type LabelledQuestion, type LabelStore } from '../../knowledge/retrieval/label-store.ts';
import { readLayTerms } from '../../knowledge/retrieval/lay-terms.ts';
import { createLocalEmbedder } from '../../knowledge/retrieval/local-embedder.ts';
import { type Projection, project } from '../../knowledge/retrieval/projection.ts';
import { readQuestion } from '../../knowledge/retrieval/question-index.ts';
import { joinLabels, nearestLabels } from '../../knowledge/retrieval/rank-articles.ts';
import { selectTop } from '../../knowledge/retrieval/select-top.ts';
import { loadWordVectors } from '../../knowledge/retrieval/word-vectors.ts';
import { readGrams } from '../../knowledge/text/grams.ts';
import { hashWord, readWords } from '../../knowledge/text/words.ts';
import { fitProjection } from './fit-projection.ts';
import type { RankGroup } from './fit-ranker.ts';
import { readLayQuestions } from './lay-questions.ts';
import { type GoldQuestion, readGoldQuestions } from './retrieval-data.ts';

/** What some of the labels teach: a projection and a store of them, and how a question is measured by these alone. */
export interface Taught {
  readonly projection: Projection;
  readonly labels: LabelStore;
  /** Measures the real question `at`. */
  measure(at: number): Candidates;
}

/** Everything that training and its cross-validation share: the index, the real questions, and the labels. */
export interface RetrievalLab {
  readonly articles: ArticleIndex;
  readonly gold: readonly GoldQuestion[];
  /** The real questions first, in the order of `gold`, then what we wrote, then the corpus phrasings. */
  readonly labelled: readonly LabelledQuestion[];
  /** Learns from the labels that `allowed` names; what is ours is always allowed. */
  teach(allowed: (at: number) => boolean): Taught;
  log(text: string): void;
}

/**
 * How much a question of each set counts in the fit of the ranker. EQUALS has fewer questions, and half of STARD's groups keep topics
 * apart, where labels say little: at one weight the ranker learns to mistrust neighbours that EQUALS can trust.
 */
export const rankWeights: Readonly<Record<GoldQuestion['set'], number>> = { stard: 1, equals: 2.5 };

const projectionWeights = { asked: 1, written: 0.35, entry: 0.3 };

/** Builds the index of both laws files, or takes the one of an earlier run, and reads the public data, our questions and the corpus. */
export async function openRetrievalLab(data: string, folder: string = join(tmpdir(), 'xinqiao-lab')): Promise<RetrievalLab> {
  const log = (text: string): void => console.log(`${(performance.now() / 1000).toFixed(0)}s ${text}`);
  const laws = ['national_articles.jsonl', 'regulations_articles.jsonl'].map((file) => join(data, 'laws', file));
  await buildKnowledge({ laws, out: folder, today: '2026-11-24' });
  const model = loadWordVectors();
  const articles = loadArticleIndex(folder);
  const passages = PassageStore.load(folder, createLocalEmbedder(model), () => ({ content: '', metadata: {} }));
  const gold = readGoldQuestions(data, articles);
  const embed = (words: readonly string[]): Float32Array | null => model.embed(words, 'question');
  const asked: LabelledQuestion[] = gold.map((question) => ({
    source: 'asked',
    terms: readQuestion(question.text, embed),
    targets: question.targets,
    answer: weighWords(readWords(question.answer).map(hashWord), articles.words.rarity),
    entryId: null,
  }));
  const written = readLayQuestions(createLawLibrary(articles, readKnownLaws(), readValidity())).map(({ text, keys }) => ({
    source: 'written' as const,
    terms: readQuestion(text, embed),
    keys,
    answer: [],
  }));
  const labelled = [...asked, ...joinLabels(articles, model, written, loadCorpus().entries)];
  const layTerms = readLayTerms();
  const joined = labelled.filter(({ source }) => source === 'written').length;
  log(
    `${articles.articles.length} articles, ${gold.length} real questions, ${joined} of ${written.length} written, ${labelled.length - gold.length - joined} phrasings`,
  );
  const search = (vector: Float32Array, k: number): readonly number[] => passages.nearest(vector, k).map(({ place }) => place);
  const negatives = labelled.map(({ terms, targets }) => {
    const base = new Float32Array(articles.articles.length);
    articles.words.addScores(terms.words, 1, base);
    return selectTop(base, 6).filter((place) => !targets.includes(place));
  });

  return {
    articles,
    gold,
    labelled,
    log,
    teach(allowed) {
      const usable = labelled.map((_, at) => at).filter((at) => at >= gold.length || allowed(at));
      const known = usable.flatMap((at) => labelled[at] ?? []);
      const projection = fitProjection(
        usable.flatMap((at) => {
          const { terms, targets, source } = labelled[at] as LabelledQuestion;
          return terms.vector === null
            ? []
            : [{ vector: terms.vector, targets, negatives: negatives[at] ?? [], weight: projectionWeights[source] }];
        }),
        articles.vectors,
        articles.dimensions,
      );
      const labels = createLabelStore(known, articles);
      const measure = createCandidateMeasure(articles, labels, search, null);
      return {
        projection,
        labels,
        measure(at) {
          const { terms } = labelled[at] as LabelledQuestion;
          const text = gold[at]?.text ?? '';
          const question = {
            text,
            terms,
            grams: readGrams(text),
            projected: terms.vector === null ? null : project(projection, terms.vector),
            likeness: labels.compare(terms, nearestLabels),
            lay: layTerms.expand(text),
            found: [],
          };
          return measure(question);
        },
      };
    },
  };
}

/** A number in [0, 1) that depends on the place and the salt alone: folds that any run repeats. */
export function scatter(at: number, salt: number): number {
  let hash = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 4294967296;
}

/** Turns candidates into a group for the ranker. */
function toGroup({ places, features }: Candidates, { targets, set }: GoldQuestion, { companions }: LabelStore): RankGroup {
  const gold = Uint8Array.from(places, (place) => (targets.includes(place) ? 1 : 0));
  return { places, features, gold, companions, weight: rankWeights[set] };
}

/** How real questions are laid apart: by chance, or so that STARD's neighbouring questions, which ask of one topic, stay together. */
export type FoldMode = 'random' | 'blocked';

const foldCount = 5;

/** The fold of a real question, of five. Blocked: five runs of STARD's own order; EQUALS, which has no such order, is laid apart by chance. */
export function foldOf(gold: RetrievalLab['gold'], at: number, mode: FoldMode): number {
  const stardCount = gold.filter((question) => question.set === 'stard').length;
  if (mode === 'blocked' && gold[at]?.set === 'stard') return Math.floor((at / stardCount) * foldCount);
  return Math.floor(scatter(at, 1) * foldCount);
}

/** A real question, by its place among them, as the ranker sees it. */
export type MeasuredQuestion = RankGroup & { readonly at: number };

/**
 * Measures the real questions that `isUsed` marks, each by labels and a projection that have not seen its fold: the rows that the ranker
 * learns from and is tested on.
 */
export function measureOutOfFold(lab: RetrievalLab, isUsed: (at: number) => boolean, mode: FoldMode): readonly MeasuredQuestion[] {
  const measured: MeasuredQuestion[] = [];
  for (let fold = 0; fold < foldCount; fold += 1) {
    const taught = lab.teach((at) => isUsed(at) && foldOf(lab.gold, at, mode) !== fold);
    lab.gold.forEach((question, at) => {
      if (isUsed(at) && foldOf(lab.gold, at, mode) === fold) measured.push({ at, ...toGroup(taught.measure(at), question, taught.labels) });
    });
    lab.log(`${mode} fold ${fold + 1} of ${foldCount} measured`);
  }
  return measured;
}
