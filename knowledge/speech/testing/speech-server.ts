import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What came to the endpoint. */
export type HeardRequest = {
  readonly path: string;
  readonly authorization: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly fields: Readonly<Record<string, string>>;
};

/** A loopback server that speaks `/v1/audio/transcriptions` of the OpenAI-compatible servers. */
export type SpeechServer = {
  /** With the version. */
  readonly url: string;
  readonly requests: readonly HeardRequest[];
  /** What it says from now on; a number is a status to fail with, `hang` never answers. */
  say(answer: string | number | 'hang'): void;
  close(): Promise<void>;
};

/** Starts the server on a free port. It says 「喂」 until told otherwise. */
export async function startSpeechServer(): Promise<SpeechServer> {
  const requests: HeardRequest[] = [];
  let answer: string | number = '喂';
  const server = createServer((request, response) => {
    void (async () => {
      const body = await buffer(request);
      if (request.method === 'GET') {
        response.end('{"data":[]}');
        return;
      }
      const form = await new Response(body, { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData();
      const file = form.get('file') as File;
      const fields = [...form.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
      requests.push({
        path: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        fileName: file.name,
        bytes: Buffer.from(await file.arrayBuffer()),
        fields: Object.fromEntries(fields),
      });
      if (answer === 'hang') return;
      response.writeHead(typeof answer === 'number' ? answer : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(typeof answer === 'number' ? { error: { message: 'no' } } : { text: answer }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    say: (next) => {
      answer = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
