import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../core/embedder.ts';
import type { Retriever } from '../../core/retriever.ts';
import { buildKnowledge, checkCorpus, knowledgeStatus, openKnowledge } from '../index.ts';
import { createLocalEmbedder } from '../retrieval/local-embedder.ts';
import { loadWordVectors } from '../retrieval/word-vectors.ts';
import { buildEmbedderIndex, openEmbedderIndex } from './embedder-index.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { PassageStore } from './passage-store.ts';

const today = '2026-11-24';
const shared = '../shared/data/laws';
const row = (law: string, article: string, text: string): string => `${JSON.stringify({ law, article, text })}\n`;

describe('an index of a small law of our own', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'index-'));
    file = join(folder, 'laws.jsonl');
    writeFileSync(
      file,
      row('中华人民共和国灯会管理法', '第一条', '花灯由村民委员会保管，损坏的由保管人赔偿。') +
        row('灯会管理法', '第2条', '举办灯会应当提前七日申请。') +
        row('噪声污染防治法', '第一条', '夜间敲锣打鼓的，由公安机关处理。'),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is built, kept while nothing changes, and built anew when a law does', async () => {
    const out = join(folder, 'out');
    const progress: string[] = [];
    expect(await buildKnowledge({ laws: [file], out, today, onProgress: (step) => progress.push(step) })).toMatchObject({
      kind: 'built',
      articles: 3,
      laws: 2,
    });
    expect(new Set(progress)).toEqual(new Set(['import', 'words', 'characters', 'vectors']));
    expect((await buildKnowledge({ laws: [file], out, today })).kind).toBe('kept');
    writeFileSync(file, readFileSync(file, 'utf8') + row('灯会管理法', '第三条', '灯会结束后清扫街道。'));
    expect(await buildKnowledge({ laws: [file], out, today })).toMatchObject({ kind: 'built', articles: 4 });
  });

  it('goes on where a build was cut off, and is not opened half built', async () => {
    const out = join(folder, 'out');
    const manifest = readManifest(out);
    expect(manifest).not.toBeNull();
    if (manifest !== null) writeManifest(out, { ...manifest, done: ['articles'] });
    await expect(openKnowledge({ indexDir: out, today })).rejects.toMatchObject({ code: 'bad_index' });
    expect(await buildKnowledge({ laws: [file], out, today })).toMatchObject({ kind: 'built', resumed: true });
  });

  it('finds articles, leaves out what no longer holds, and guards citations', async () => {
    const knowledge = await openKnowledge({ indexDir: join(folder, 'out'), today });
    const hits = await knowledge.search('花灯弄坏了谁赔偿', 10);
    expect(hits[0]).toMatchObject({ law: '灯会管理法', article: '第一条', source: 'law' });
    expect(hits.some(({ law }) => law === '噪声污染防治法')).toBe(false);
    expect(knowledge.findArticle('灯会管理法', '第2条')?.text).toContain('七日');
    expect(knowledge.findArticle('噪声污染防治法', '第一条')).toBeNull();
    expect(knowledge.findArticle('噪声污染防治法', '第一条', '2026-08-14')?.text).toContain('夜间');
    expect(knowledge.verify('灯会管理法第2条要求提前三十日申请')[0]?.status).toBe('unsupported');
    const status = await knowledgeStatus({ indexDir: join(folder, 'out'), today });
    expect(status.laws.find(({ law }) => law === '噪声污染防治法')?.stale).toContain('生态环境法典');
    expect(status.index).toMatchObject({ whole: true, current: true });
  });

  it('takes in what an embedder of the operator finds, and goes on where embedding was cut off', async () => {
    const indexDir = join(folder, 'out');
    let embedded = 0;
    // Knows one thing only: sweeping, however it is said.
    const embedder: Embedder = {
      id: 'sweep/1',
      dimensions: 2,
      embed: async (texts) => {
        embedded += texts.length;
        return texts.map((text) => Float32Array.from(/清扫|扫地/.test(text) ? [1, 0] : [0, 1]));
      },
    };
    const onDown: Embedder = { ...embedder, embed: async () => Promise.reject(new Error('the line is down')) };
    await expect(buildEmbedderIndex(indexDir, onDown)).rejects.toThrow('the line is down');
    expect(openEmbedderIndex(indexDir, embedder)).toBeNull();
    await buildEmbedderIndex(indexDir, embedder);
    const once = embedded;
    await buildEmbedderIndex(indexDir, embedder);
    expect(embedded).toBe(once);
    const vectorStore = openEmbedderIndex(indexDir, embedder);
    expect(vectorStore).not.toBeNull();
    if (vectorStore === null) return;
    const knowledge = await openKnowledge({ indexDir, today, vectorStore });
    expect((await knowledge.search('扫地', 10)).map(({ article }) => article)).toContain('第三条');
    const broken = { similaritySearch: () => Promise.reject(new Error('the line is down')) };
    const alone = await openKnowledge({ indexDir, today, vectorStore: broken });
    expect((await alone.search('花灯弄坏了谁赔偿', 10))[0]?.article).toBe('第一条');
  });

  it('serves LangChain callers', async () => {
    const embedder = createLocalEmbedder(loadWordVectors());
    const texts = ['花灯损坏赔偿', '提前申请举办', '清扫街道卫生'];
    const store = PassageStore.create(3, embedder, (place) => ({ content: texts[place] ?? '', metadata: {} }));
    await store.addDocuments(texts.map((pageContent, place) => ({ pageContent, metadata: { place } })));
    expect((await store.similaritySearch('损坏赔偿', 1))[0]?.pageContent).toBe('花灯损坏赔偿');
  });
});

describe.skipIf(!existsSync(shared))('the laws of ../shared (skipped where they are missing)', () => {
  let folder: string;
  let knowledge: Retriever;
  const laws = [`${shared}/national_articles.jsonl`, `${shared}/regulations_articles.jsonl`];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'index-all-'));
    await buildKnowledge({ laws, out: folder, today });
    knowledge = await openKnowledge({ indexDir: folder, today });
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('judges all 201 written citations as the table says', () => {
    const rows = readFileSync('evals/datasets/citations.jsonl', 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { text: string; expect: unknown });
    for (const { text, expect: wanted } of rows) expect({ text, got: knowledge.verify(text) }).toEqual({ text, got: wanted });
  });

  it('finds the article for plain questions', async () => {
    const articles = async (question: string): Promise<readonly string[]> =>
      (await knowledge.search(question, 10)).map(({ law, article }) => `${law}${article}`);
    expect(await articles('老板不签劳动合同能要双倍工资吗')).toContain('劳动合同法第八十二条');
    expect(await articles('楼上往下扔东西砸坏我的车，找不到是谁扔的')).toContain('民法典第一千二百五十四条');
    expect(await articles('买到假货能要求赔三倍吗')).toContain('消费者权益保护法第五十五条');
  });

  it('finds every article that the corpus cites, in force', async () => {
    const { faults } = await checkCorpus({ indexDir: folder, today, skipPhrasings: true });
    expect(faults.filter(({ rule }) => rule === 'citation')).toEqual([]);
  });
});
