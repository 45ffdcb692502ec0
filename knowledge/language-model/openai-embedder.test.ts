import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createOpenAiEmbedder } from './openai-embedder.ts';

let server: Server | undefined;
const received: string[] = [];

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An endpoint on loopback that speaks the embeddings wire format: each text becomes its length and 1. */
async function startEndpoint(): Promise<string> {
  server = createServer((request, response) => {
    let raw = '';
    request.on('data', (chunk: Buffer) => {
      raw += chunk.toString();
    });
    request.on('end', () => {
      const { input } = JSON.parse(raw) as { input: string[] };
      received.push(...input);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          object: 'list',
          model: 'm',
          data: input.map((text, index) => ({ object: 'embedding', index, embedding: [text.length, 1] })),
          usage: { prompt_tokens: 1, total_tokens: 1 },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

test('texts come back as vectors of unit length, in order, over many batches', async () => {
  const embedder = createOpenAiEmbedder({ apiKey: 'k', baseUrl: await startEndpoint(), model: 'm', dimensions: 2 });
  const texts = Array.from({ length: 150 }, (_, at) => '问'.repeat(at + 1));
  const vectors = await embedder.embed(texts, 'passage');
  expect(vectors).toHaveLength(150);
  vectors.forEach((vector, at) => {
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect((vector[0] ?? 0) / (vector[1] ?? 1)).toBeCloseTo(at + 1, 3);
  });
});

test('vectors of another length are refused', async () => {
  const embedder = createOpenAiEmbedder({ apiKey: 'k', baseUrl: await startEndpoint(), model: 'm', dimensions: 3 });
  await expect(embedder.embed(['欠条'], 'question')).rejects.toMatchObject({ code: 'bad_config' });
});

test('a telephone number in a question does not leave', async () => {
  const embedder = createOpenAiEmbedder({ apiKey: 'k', baseUrl: await startEndpoint(), model: 'm', dimensions: 2 });
  await embedder.embed(['我电话13912345678，老板欠我工资'], 'question');
  expect(received.join('')).not.toContain('13912345678');
  expect(received.join('')).toContain('欠我工资');
});
