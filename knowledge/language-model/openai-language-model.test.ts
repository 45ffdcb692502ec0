import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createOpenAiLanguageModel } from './openai-language-model.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** An endpoint on loopback that speaks the chat-completions wire format and says what the test scripts. */
async function startEndpoint(
  script: (body: { messages: { content: string }[] }) => { status?: number; content?: string; hang?: boolean },
): Promise<string> {
  server = createServer((request, response) => {
    let raw = '';
    request.on('data', (chunk: Buffer) => {
      raw += chunk.toString();
    });
    request.on('end', () => {
      const { status = 200, content = '', hang = false } = script(JSON.parse(raw));
      if (hang) return;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(
        status === 200
          ? JSON.stringify({
              id: 'c1',
              object: 'chat.completion',
              created: 1,
              model: 'm',
              choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
            })
          : JSON.stringify({ error: { message: 'no', type: 'invalid_request_error' } }),
      );
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const ask = [{ role: 'user', content: '欠条没写还款日怎么办' }] as const;

test('a completion comes back as text', async () => {
  const baseUrl = await startEndpoint(() => ({ content: '可以随时要。' }));
  expect(await createOpenAiLanguageModel({ apiKey: 'k', baseUrl, model: 'm' }).complete(ask)).toEqual({
    kind: 'ok',
    value: '可以随时要。',
  });
});

test('an object comes back checked; one of another form is malformed', async () => {
  const schema = z.object({ amount: z.number() });
  let content = '{"amount": 3000}';
  const baseUrl = await startEndpoint(() => ({ content }));
  const model = createOpenAiLanguageModel({ apiKey: 'k', baseUrl, model: 'm' });
  expect(await model.extract(ask, schema)).toEqual({ kind: 'ok', value: { amount: 3000 } });
  content = '{"amount": "三千"}';
  expect(await model.extract(ask, schema)).toEqual({ kind: 'unavailable', reason: 'malformed' });
});

test('a refused key, a silent server and an empty answer are outcomes, not exceptions', async () => {
  let step: { status?: number; content?: string; hang?: boolean } = { status: 401 };
  const baseUrl = await startEndpoint(() => step);
  const model = createOpenAiLanguageModel({ apiKey: 'k', baseUrl, model: 'm' });
  expect(await model.complete(ask)).toEqual({ kind: 'unavailable', reason: 'refused' });
  step = { content: '' };
  expect(await model.complete(ask)).toEqual({ kind: 'unavailable', reason: 'malformed' });
  step = { hang: true };
  expect(await model.complete(ask, { timeoutMs: 100 })).toEqual({ kind: 'unavailable', reason: 'timeout' });
});
