import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import { create, insertMultiple, search as searchOrama } from '@orama/orama';
import MiniSearch from 'minisearch';
import type { CalendarDay } from '../../core/instant.ts';
import { loadCorpus } from '../../knowledge/corpus/load-corpus.ts';
import { type ArticleIndex, loadArticleIndex } from '../../knowledge/index/article-index.ts';
import { buildBm25 } from '../../knowledge/index/bm25.ts';
import { buildKnowledge } from '../../knowledge/index/build-knowledge.ts';
import { PassageStore } from '../../knowledge/index/passage-store.ts';
import { readKnownLaws } from '../../knowledge/laws/known-articles.ts';
import { createLawLibrary } from '../../knowledge/laws/law-library.ts';
import { readValidity } from '../../knowledge/laws/validity.ts';
import { createLocalEmbedder } from '../../knowledge/retrieval/local-embedder.ts';
import { loadProjection } from '../../knowledge/retrieval/projection.ts';
import { loadQuestions } from '../../knowledge/retrieval/question-file.ts';
import { readQuestion } from '../../knowledge/retrieval/question-index.ts';
import { createArticleRanking, weighAnswer } from '../../knowledge/retrieval/rank-articles.ts';
import { loadRanker } from '../../knowledge/retrieval/ranker.ts';
import { selectTop } from '../../knowledge/retrieval/select-top.ts';
import { loadWordVectors } from '../../knowledge/retrieval/word-vectors.ts';
import { readPairs } from '../../knowledge/text/grams.ts';
import { readWords } from '../../knowledge/text/words.ts';

/** Finds the `depth` best articles, as places of the article index. */
export type FindPlaces = (question: string) => Promise<readonly number[]>;

/** What an engine is given: the articles, the law files that they came from, and a folder of models that have not seen the test questions. */
export type EngineInput = {
  readonly index: ArticleIndex;
  readonly laws: readonly string[];
  readonly models: string;
  readonly folder: string;
  readonly today: CalendarDay;
  readonly depth: number;
};

/** An engine: building it is what is timed first, the function that it gives what is timed then. */
export type Engine = (input: EngineInput) => Promise<FindPlaces>;

class SameEmbedder extends Embeddings {
  readonly #embedder = createLocalEmbedder(loadWordVectors());
  constructor() {
    super({});
  }
  async embedDocuments(texts: string[]): Promise<number[][]> {
    return (await this.#embedder.embed(texts, 'passage')).map((vector) => [...vector]);
  }
  async embedQuery(text: string): Promise<number[]> {
    return [...((await this.#embedder.embed([text], 'question'))[0] ?? [])];
  }
}

/** Ours, with a projection, a ranker and labelled questions that leave the test questions out. */
const xinqiao: Engine = async ({ laws, models, folder, today, depth }) => {
  await buildKnowledge({ laws, out: folder, today });
  const index = loadArticleIndex(folder);
  const model = loadWordVectors();
  const store = PassageStore.load(folder, createLocalEmbedder(model), () => ({ content: '', metadata: {} }));
  const places = new Map(index.articles.map(({ version, article }, place) => [`${index.versions[version]?.law}${article}`, place]));
  const rank = createArticleRanking({
    index,
    search: (vector, k) => store.nearest(vector, k).map(({ place }) => place),
    library: createLawLibrary(index, readKnownLaws(), readValidity()),
    model,
    projection: loadProjection(`${models}/projection.bin`),
    ranker: loadRanker(`${models}/ranker.json`),
    questions: loadQuestions(`${models}/questions.bin`).questions,
    entries: loadCorpus().entries,
    today,
    readPhrasing: (entry, phrasing) => readQuestion(entry.phrasings[phrasing] ?? '', (words) => model.embed(words, 'question')),
    answerOf: (entry) => weighAnswer(entry, index),
  });
  return async (question) => rank(question, depth).map(({ law, article }) => places.get(`${law}${article}`) ?? -1);
};

const miniSearch: Engine = async ({ index, depth }) => {
  const engine = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: (text) => [...readWords(text)] });
  engine.addAll(index.articles.map(({ text }, id) => ({ id, text })));
  return async (question) =>
    engine
      .search(question)
      .slice(0, depth)
      .map(({ id }) => Number(id));
};

/**
 * Words as Orama wants them: each once a text, as its own tokenizer gives them (a word that stands more often in the laws than there are
 * articles would get the logarithm of a negative number for its rarity and spoil the order), and closed by a mark, because Orama finds by
 * prefix: its `exact` holds hits against word borders, which Chinese has not.
 */
const oramaWords = (text: string): string[] => [...new Set(readWords(text))].map((word) => `${word}。`);

const orama: Engine = async ({ index, depth }) => {
  const engine = create({
    schema: { text: 'string' } as const,
    components: { tokenizer: { language: 'chinese', normalizationCache: new Map(), tokenize: oramaWords } },
  });
  await insertMultiple(
    engine,
    index.articles.map(({ text }, id) => ({ id: String(id), text })),
    2000,
  );
  return async (question) =>
    (await searchOrama(engine, { term: question, properties: ['text'], limit: depth, threshold: 1 })).hits.map(({ id }) => Number(id));
};

const bm25: Engine = async ({ index, depth }) => {
  const engine = buildBm25(
    index.articles.map(({ text }) => readPairs(text)),
    { k1: 1.2, b: 0.75 },
  );
  return async (question) => {
    const scores = new Float32Array(index.articles.length);
    engine.addScores(readPairs(question), 1, scores);
    return selectTop(scores, depth);
  };
};

const hnsw: Engine = async ({ index, depth }) => {
  const engine = await HNSWLib.fromDocuments(
    index.articles.map(({ text }, id) => new Document({ pageContent: text, metadata: { id } })),
    new SameEmbedder(),
  );
  return async (question) => (await engine.similaritySearch(question, depth)).map(({ metadata }) => Number(metadata.id));
};

/** Every engine by the name that the table gives it. */
export const engines: Readonly<Record<string, Engine>> = {
  Xinqiao: xinqiao,
  'MiniSearch with jieba': miniSearch,
  'Orama with jieba': orama,
  'BM25, character pairs': bm25,
  'LangChain HNSWLib, same embedder': hnsw,
};
