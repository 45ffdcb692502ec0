import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CalendarDay } from '../../core/instant.ts';
import { loadCorpus } from '../corpus/load-corpus.ts';
import { importLaws } from '../laws/import-laws.ts';
import { readValidity } from '../laws/validity.ts';
import { createLocalEmbedder } from '../retrieval/local-embedder.ts';
import { loadWordVectors } from '../retrieval/word-vectors.ts';
import { type ArticleIndex, type BuildProgress, buildArticleIndex, loadArticleIndex, saveArticleIndex } from './article-index.ts';
import { takeFingerprint } from './fingerprint.ts';
import { type Manifest, readManifest, writeManifest } from './manifest.ts';
import { PassageStore } from './passage-store.ts';
import { savePreparedCorpus } from './prepared-corpus.ts';

/** What to build an index of. */
export type BuildOptions = {
  /** JSON Lines files of articles. */
  readonly laws: readonly string[];
  /** The folder to write; made where it does not exist. */
  readonly out: string;
  readonly corpusDir?: string;
  readonly today: CalendarDay;
  readonly onProgress?: BuildProgress;
};

/** What a build did. `kept`: the inputs had not changed, nothing was done. */
export type BuildResult = { readonly kind: 'built' | 'kept'; readonly laws: number; readonly articles: number; readonly resumed: boolean };

async function buildVectors(index: ArticleIndex, options: BuildOptions): Promise<void> {
  const embedder = createLocalEmbedder(loadWordVectors());
  const store = PassageStore.create(index.articles.length, embedder, () => ({ content: '', metadata: {} }));
  const { dimensions, vectors } = index;
  for (let place = 0; place < index.articles.length; place += 1) {
    const vector = vectors.subarray(place * dimensions, (place + 1) * dimensions);
    if (vector.some((value) => value !== 0)) store.addPlace(vector, place);
    if (place % 2000 === 0) {
      options.onProgress?.('vectors', place, index.articles.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  options.onProgress?.('vectors', index.articles.length, index.articles.length);
  store.save(options.out);
}

function prepareCorpus({ corpusDir, out }: BuildOptions, index: ArticleIndex): void {
  savePreparedCorpus(out, loadCorpus(corpusDir).entries, index, loadWordVectors());
}

/**
 * Builds an index of law files in a folder: streams the import, goes on where an earlier build was cut off, does nothing where the
 * inputs have not changed. Throws `bad_input` where a file is missing or a row is no article.
 */
export async function buildKnowledge(options: BuildOptions): Promise<BuildResult> {
  mkdirSync(options.out, { recursive: true });
  const fingerprint = await takeFingerprint(options.laws, options.corpusDir);
  const before = readManifest(options.out);
  const same = before !== null && before.fingerprint.laws === fingerprint.laws && before.fingerprint.models === fingerprint.models;
  if (same && before.done.includes('complete')) {
    if (before.fingerprint.corpus !== fingerprint.corpus || !existsSync(join(options.out, 'corpus.json')))
      prepareCorpus(options, loadArticleIndex(options.out));
    writeManifest(options.out, { ...before, fingerprint });
    return { kind: 'kept', laws: before.laws, articles: before.articles, resumed: false };
  }
  const resumed = same && before.done.includes('articles') && existsSync(join(options.out, 'articles.bin'));
  let index: ArticleIndex;
  if (resumed) index = loadArticleIndex(options.out);
  else {
    const laws = await importLaws(options.laws, readValidity(), ({ rows }) => options.onProgress?.('import', rows, 0));
    index = buildArticleIndex(laws, loadWordVectors(), options.onProgress);
    saveArticleIndex(options.out, index);
  }
  const manifest: Manifest = {
    fingerprint,
    files: [...options.laws],
    builtOn: options.today,
    laws: index.versions.length,
    articles: index.articles.length,
    done: ['articles'],
  };
  writeManifest(options.out, manifest);
  await buildVectors(index, options);
  prepareCorpus(options, index);
  writeManifest(options.out, { ...manifest, done: ['articles', 'vectors', 'complete'] });
  return { kind: 'built', laws: manifest.laws, articles: manifest.articles, resumed };
}
