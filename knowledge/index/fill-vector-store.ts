import type { VectorStoreInterface } from '@langchain/core/vectorstores';
import { type BuildProgress, loadArticleIndex } from './article-index.ts';

/** How the articles of an index are put into another vector engine. */
export type FillOptions = {
  readonly indexDir: string;
  /** How many articles go at a time, 64 where nothing is said. */
  readonly batch?: number;
  /** Goes on from this article on, as an earlier run gave back, and stops before `to`. */
  readonly from?: number;
  readonly to?: number;
  readonly onProgress?: BuildProgress;
};

/**
 * Puts every article of an index into any engine behind LangChain's vector-store interface, so that `openKnowledge` can look there too.
 * Each document carries `place`, `law` and `article`. Gives how many articles the engine then holds.
 */
export async function fillVectorStore(store: VectorStoreInterface, options: FillOptions): Promise<number> {
  const { articles, versions } = loadArticleIndex(options.indexDir);
  const { batch = 64, from = 0, onProgress } = options;
  const end = Math.min(articles.length, options.to ?? articles.length);
  // LangChain loads slowly: only who fills an engine waits for it.
  const { Document } = await import('@langchain/core/documents');
  for (let start = from; start < end; start += batch) {
    const documents = articles.slice(start, Math.min(end, start + batch)).map(({ version, article, text }, at) => {
      const law = versions[version]?.law ?? '';
      return new Document({ pageContent: `${law}${article}\n${text}`, metadata: { place: start + at, law, article } });
    });
    await store.addDocuments(documents);
    onProgress?.('engine', Math.min(end, start + batch), articles.length);
  }
  return end;
}
