import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A body as it came. */
export type Json = Readonly<Record<string, unknown>>;

/** A call that the door made. */
export type PlatformCall = { readonly path: string; readonly query: URLSearchParams; readonly body: Json };

/** An answer with bytes instead of JSON. */
export type FileAnswer = { readonly bytes: Uint8Array; readonly mimeType: string };

/** A Tencent platform on loopback: gives out access tokens, checks them, answers by `routes`, and misbehaves on order. */
export type PlatformServer = {
  readonly url: string;
  readonly calls: readonly PlatformCall[];
  /** How many tokens were given out. */
  readonly tokens: number;
  /** The token of now is no longer good. */
  expireToken(): void;
  /** The next `count` calls of a path are answered with this code. */
  failNext(path: string, count: number, code: number): void;
  /** Calls are taken and never answered, until `false`. */
  hang(isHanging: boolean): void;
  restart(): Promise<void>;
  close(): Promise<void>;
};

async function readJson(request: IncomingMessage): Promise<Json> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Json);
}

/** Starts the platform. `tokenPath` gives out tokens where `isRight` knows the secrets; `routes` gets every other call with a good token. */
export async function startPlatformServer(options: {
  readonly tokenPath: string;
  readonly isRight: (call: PlatformCall) => boolean;
  readonly tokenSeconds?: number;
  readonly routes: (call: PlatformCall) => Json | FileAnswer;
}): Promise<PlatformServer> {
  const calls: PlatformCall[] = [];
  const failures: { readonly path: string; count: number; readonly code: number }[] = [];
  let tokens = 0;
  let token = '';
  let hanging = false;
  let port = 0;

  const answer = (call: PlatformCall): Json | FileAnswer => {
    if (call.path === options.tokenPath) {
      if (!options.isRight(call)) return { errcode: 40_125, errmsg: 'invalid appsecret' };
      tokens += 1;
      token = `token-${tokens}`;
      return { access_token: token, expires_in: options.tokenSeconds ?? 7200 };
    }
    const failure = failures.find(({ path, count }) => path === call.path && count > 0);
    if (failure !== undefined) {
      failure.count -= 1;
      return { errcode: failure.code, errmsg: 'on order' };
    }
    if (token === '' || call.query.get('access_token') !== token) return { errcode: 40_001, errmsg: 'invalid credential' };
    return options.routes(call);
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '', 'http://loopback');
    const call = { path: url.pathname, query: url.searchParams, body: await readJson(request) };
    if (hanging) return;
    calls.push(call);
    const given = answer(call);
    if ('bytes' in given && given.bytes instanceof Uint8Array)
      response.writeHead(200, { 'content-type': String((given as FileAnswer).mimeType) }).end(given.bytes);
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(given));
  };

  let server: Server;
  const listen = async (): Promise<void> => {
    server = createServer((request, response) => {
      handle(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  };
  const shut = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  await listen();
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    get tokens() {
      return tokens;
    },
    expireToken: () => {
      token = 'another';
    },
    failNext: (path, count, code) => {
      failures.push({ path, count, code });
    },
    hang: (isHanging) => {
      hanging = isHanging;
    },
    restart: async () => {
      await shut();
      // A service that comes back knows none of the tokens of before.
      token = '';
      await listen();
    },
    close: shut,
  };
}
