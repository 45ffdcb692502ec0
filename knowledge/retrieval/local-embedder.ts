import type { Embedder } from '../../core/embedder.ts';
import { readWords } from '../text/words.ts';
import type { WordVectors } from './word-vectors.ts';

/** The embedder that needs no network: word vectors of our own. A text of unknown words gives the zero vector. */
export function createLocalEmbedder(model: WordVectors): Embedder {
  return {
    id: model.id,
    dimensions: model.dimensions,
    embed: async (texts, kind) => texts.map((text) => model.embed(readWords(text), kind) ?? new Float32Array(model.dimensions)),
  };
}
