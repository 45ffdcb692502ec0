import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Embedder } from '../../core/embedder.ts';
import type { BuildProgress } from './article-index.ts';
import { fillVectorStore } from './fill-vector-store.ts';
import { requireManifest } from './manifest.ts';
import { PassageStore } from './passage-store.ts';

const stateSchema = z.strictObject({ embedder: z.string(), laws: z.string(), articles: z.number() });

/** How many articles are embedded between two savings: what a build that is cut off loses at most. */
const step = 1024;

const folderOf = (indexDir: string): string => join(indexDir, 'embedder');

/** How many articles of this index the embedder has been through; 0 where the laws or the embedder have changed. */
function readState(indexDir: string, embedder: Embedder): number {
  const file = join(folderOf(indexDir), 'state.json');
  if (!existsSync(file)) return 0;
  const state = stateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  const fits = state.success && state.data.embedder === embedder.id && state.data.laws === requireManifest(indexDir).fingerprint.laws;
  return fits ? state.data.articles : 0;
}

const describe = () => ({ content: '', metadata: {} });

/**
 * Embeds the articles of an index with an operator's embedder, into a graph of its own beside the index. Saves as it goes and goes on
 * where it was cut off; does nothing where it is whole. Throws what the embedder throws.
 */
export async function buildEmbedderIndex(indexDir: string, embedder: Embedder, onProgress?: BuildProgress): Promise<void> {
  const { articles, fingerprint } = requireManifest(indexDir);
  const folder = folderOf(indexDir);
  mkdirSync(folder, { recursive: true });
  let done = readState(indexDir, embedder);
  if (done >= articles) return;
  const store = done > 0 ? PassageStore.load(folder, embedder, describe) : PassageStore.create(articles, embedder, describe);
  while (done < articles) {
    done = await fillVectorStore(store, { indexDir, from: done, to: done + step });
    store.save(folder);
    const file = join(folder, 'state.json');
    writeFileSync(`${file}.part`, JSON.stringify({ embedder: embedder.id, laws: fingerprint.laws, articles: done }));
    renameSync(`${file}.part`, file);
    onProgress?.('embedder', done, articles);
  }
}

/** Opens what `buildEmbedderIndex` made; `null` where it is not whole or of other laws. */
export function openEmbedderIndex(indexDir: string, embedder: Embedder): PassageStore | null {
  if (readState(indexDir, embedder) < requireManifest(indexDir).articles) return null;
  return PassageStore.load(folderOf(indexDir), embedder, describe);
}
