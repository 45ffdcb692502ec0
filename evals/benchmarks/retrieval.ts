import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import MiniSearch from 'minisearch';
import { type ArticleIndex, loadArticleIndex } from '../../knowledge/index/article-index.ts';
import { buildBm25 } from '../../knowledge/index/bm25.ts';
import { buildKnowledge, openKnowledge } from '../../knowledge/index.ts';
import { createLocalEmbedder } from '../../knowledge/retrieval/local-embedder.ts';
import { loadWordVectors } from '../../knowledge/retrieval/word-vectors.ts';
import { readPairs } from '../../knowledge/text/grams.ts';
import { readWords } from '../../knowledge/text/words.ts';
import { sharedData } from '../json-lines.ts';
import { keepReport, renderReport } from '../report.ts';
import { quantileOf } from '../statistics.ts';
import { type GoldQuestion, readGoldQuestions } from '../training/retrieval-data.ts';

/**
 * Article retrieval against its peers in one run, on the same laws and questions: `node evals/benchmarks/retrieval.ts [--write]`.
 * Our ranker was fitted on these development halves, so its recall here flatters; the cross-validated figure stands beside it in
 * `docs/RESULTS.md`.
 */
const perSet = 200;
const depth = 10;

type Peer = { readonly name: string; readonly buildMs: number; readonly search: (question: string) => Promise<readonly number[]> };

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, number]> {
  const started = performance.now();
  const result = await work();
  return [result, performance.now() - started];
}

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

async function makePeers(index: ArticleIndex, folder: string): Promise<readonly Peer[]> {
  const texts = index.articles.map(({ text }) => text);
  const places = new Map(index.articles.map(({ version, article }, place) => [`${index.versions[version]?.law}${article}`, place]));
  const [ours] = await timed(() => openKnowledge({ indexDir: folder, today: '2026-11-24' }));
  const [mini, miniMs] = await timed(() => {
    const engine = new MiniSearch<{ id: number; text: string }>({ fields: ['text'], tokenize: (text) => [...readWords(text)] });
    engine.addAll(texts.map((text, id) => ({ id, text })));
    return engine;
  });
  const [bm25, bm25Ms] = await timed(() => buildBm25(texts.map(readPairs), { k1: 1.2, b: 0.75 }));
  const [hnsw, hnswMs] = await timed(() =>
    HNSWLib.fromDocuments(
      texts.map((pageContent, id) => new Document({ pageContent, metadata: { id } })),
      new SameEmbedder(),
    ),
  );
  const placeOf = (id: unknown): number => Number(id);
  return [
    {
      name: 'Xinqiao',
      buildMs: 0,
      search: async (question) => (await ours.search(question, depth)).map(({ law, article }) => places.get(`${law}${article}`) ?? -1),
    },
    {
      name: 'MiniSearch with jieba',
      buildMs: miniMs,
      search: async (question) =>
        mini
          .search(question)
          .slice(0, depth)
          .map(({ id }) => placeOf(id)),
    },
    {
      name: 'BM25, character pairs',
      buildMs: bm25Ms,
      search: async (question) => {
        const scores = new Float32Array(texts.length);
        bm25.addScores(readPairs(question), 1, scores);
        return [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, depth);
      },
    },
    {
      name: 'LangChain HNSWLib, same embedder',
      buildMs: hnswMs,
      search: async (question) => (await hnsw.similaritySearch(question, depth)).map(({ metadata }) => placeOf(metadata.id)),
    },
  ];
}

async function measure(
  peer: Peer,
  questions: readonly GoldQuestion[],
): Promise<{ readonly recall: number; readonly milliseconds: readonly number[] }> {
  const milliseconds: number[] = [];
  let found = 0;
  for (const { text, targets } of questions) {
    const [hits, took] = await timed(() => peer.search(text));
    milliseconds.push(took);
    found += targets.filter((target) => hits.includes(target)).length / targets.length;
  }
  return { recall: found / questions.length, milliseconds };
}

const laws = ['national_articles.jsonl', 'regulations_articles.jsonl'].map((file) => join(sharedData, 'laws', file));
if (!laws.every((file) => existsSync(file))) {
  console.error('The benchmark needs ../shared/data/laws: it is not on this machine.');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'xinqiao-benchmark-'));
const [, buildMs] = await timed(() => buildKnowledge({ laws, out: folder, today: '2026-11-24' }));
const index = loadArticleIndex(folder);
const gold = readGoldQuestions(sharedData, index);
const questions = {
  stard: gold
    .filter(({ set }) => set === 'stard')
    .filter((_, place) => place % 3 === 0)
    .slice(0, perSet),
  equals: gold
    .filter(({ set }) => set === 'equals')
    .filter((_, place) => place % 3 === 0)
    .slice(0, perSet),
};
const peers = (await makePeers(index, folder)).map((peer) => (peer.name === 'Xinqiao' ? { ...peer, buildMs } : peer));
const rows: string[][] = [];
for (const peer of peers) {
  const stard = await measure(peer, questions.stard);
  const equals = await measure(peer, questions.equals);
  const all = [...stard.milliseconds, ...equals.milliseconds];
  rows.push([
    peer.name,
    (100 * stard.recall).toFixed(1),
    (100 * equals.recall).toFixed(1),
    quantileOf(all, 0.5).toFixed(1),
    quantileOf(all, 0.95).toFixed(1),
    (peer.buildMs / 1000).toFixed(1),
  ]);
}
rmSync(folder, { recursive: true });
const report = {
  title: 'Benchmark: retrieval against its peers',
  tables: [
    {
      caption: `${questions.stard.length} STARD and ${questions.equals.length} EQUALS development questions over ${index.articles.length} articles of today's law`,
      columns: ['Engine', 'STARD recall@10, %', 'EQUALS recall@10, %', 'p50, ms', 'p95, ms', 'build, s'],
      rows,
    },
  ],
  notes: [
    `Resident memory at the end, all engines loaded: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB. Our ranker was fitted on these halves; see the cross-validated table for an honest recall.`,
  ],
};
console.log(renderReport(report));
if (process.argv.includes('--write')) keepReport('docs/RESULTS.md', 'benchmark-retrieval', report);
