import { OpenAIEmbeddings } from '@langchain/openai';
import type { Embedder } from '../../core/embedder.ts';
import { XinqiaoError } from '../../core/errors.ts';
import { maskPersonal } from '../../core/mask.ts';
import type { OpenAiSettings } from './openai-language-model.ts';

/** Where an OpenAI-compatible embedder is, and the length of its vectors. */
export type OpenAiEmbedderSettings = OpenAiSettings & { readonly dimensions: number };

const batchSize = 64;

/**
 * An embedder behind any OpenAI-compatible endpoint, through LangChain. Personal details in a question are masked before it is sent.
 * Throws where the endpoint fails or gives vectors of another length.
 */
export function createOpenAiEmbedder(settings: OpenAiEmbedderSettings): Embedder {
  const client = new OpenAIEmbeddings({
    apiKey: settings.apiKey,
    model: settings.model,
    batchSize,
    maxRetries: 2,
    // Some endpoints know no other encoding.
    encodingFormat: 'float',
    timeout: settings.timeoutMs ?? 20_000,
    ...(settings.baseUrl === undefined ? {} : { configuration: { baseURL: settings.baseUrl } }),
  });
  return {
    id: `openai:${settings.model}`,
    dimensions: settings.dimensions,
    async embed(texts, kind) {
      if (texts.length === 0) return [];
      const rows = await client.embedDocuments(kind === 'question' ? texts.map((text) => maskPersonal(text)) : [...texts]);
      return rows.map((row) => {
        if (row.length !== settings.dimensions)
          throw new XinqiaoError('bad_config', `${settings.model} gives vectors of ${row.length} numbers, not ${settings.dimensions}.`);
        const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
        return Float32Array.from(row, (value) => value / length);
      });
    },
  };
}
