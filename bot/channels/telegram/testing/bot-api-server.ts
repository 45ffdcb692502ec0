import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Readonly<Record<string, unknown>>;

/** A call that the bot made. */
export type BotApiCall = { readonly method: string; readonly payload: Json };

/** A Bot API server on loopback with Telegram's wire format, which misbehaves on order. */
export type BotApiServer = {
  readonly url: string;
  readonly calls: BotApiCall[];
  /** Texts that reached a chat. */
  readonly sent: Json[];
  /** Hands an update over: kept until a poll confirms it, or posted to the webhook where one is set. Resolves when it was taken or refused. */
  push(update: Json): Promise<number | null>;
  /** The next `count` calls of a method are answered so. */
  failNext(method: string, count: number, status: number, retryAfter?: number): void;
  /** The next `count` calls of a method lose their connection: a poll when its answer is on the way, everything else before it is taken. */
  dropNext(method: string, count: number): void;
  /** The next poll gets the last `count` updates once more that were confirmed already. */
  tellAgain(count: number): void;
  /** Calls are taken and never answered, until `false`. */
  hang(isHanging: boolean): void;
  addFile(fileId: string, path: string, bytes: Uint8Array): void;
  restart(): Promise<void>;
  close(): Promise<void>;
};

const confirmedKept = 100;

/** The account of the bot. */
export const botUser = {
  id: 4242,
  is_bot: true,
  first_name: 'Bridge',
  username: 'bridge_test_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
} as const;

async function readJson(request: IncomingMessage): Promise<Json> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Json);
}

/** Starts the server for one bot token. */
export async function startBotApiServer(token: string): Promise<BotApiServer> {
  const calls: BotApiCall[] = [];
  const sent: Json[] = [];
  let failures: { readonly method: string; count: number; readonly status: number; readonly retryAfter: number | undefined }[] = [];
  const drops = new Map<string, number>();
  const files = new Map<string, { readonly path: string; readonly bytes: Uint8Array }>();
  let updates: (Json & { readonly update_id: number })[] = [];
  let confirmed: readonly Json[] = [];
  let again: readonly Json[] = [];
  let wake: () => void = () => {};
  let hook: { readonly url: string; readonly secret: string } | null = null;
  let nextUpdate = 1000;
  let nextMessage = 1;
  let hanging = false;
  let port = 0;

  const respond = (response: ServerResponse, status: number, body: Json): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const poll = async (payload: Json, response: ServerResponse): Promise<Json> => {
    const isConfirmed = ({ update_id: id }: { readonly update_id: number }): boolean => id < Number(payload.offset ?? 0);
    confirmed = [...confirmed, ...updates.filter(isConfirmed)].slice(-confirmedKept);
    updates = updates.filter((update) => !isConfirmed(update));
    const until = Date.now() + Number(payload.timeout ?? 0) * 1000;
    while (updates.length + again.length === 0 && Date.now() < until && !response.destroyed) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, Math.max(1, until - Date.now()));
      });
    }
    const result = [...again, ...updates].slice(0, Number(payload.limit ?? 100));
    again = [];
    return { ok: true, result };
  };
  const isToDrop = (method: string): boolean => {
    const count = drops.get(method) ?? 0;
    drops.set(method, Math.max(0, count - 1));
    return count > 0;
  };
  const run = async (method: string, payload: Json, response: ServerResponse): Promise<Json> => {
    switch (method) {
      case 'getMe':
        return { ok: true, result: botUser };
      case 'setWebhook':
        hook = { url: String(payload.url), secret: String(payload.secret_token) };
        return { ok: true, result: true };
      case 'deleteWebhook':
        hook = null;
        return { ok: true, result: true };
      case 'getWebhookInfo':
        return { ok: true, result: { url: hook?.url ?? '', has_custom_certificate: false, pending_update_count: 0 } };
      case 'getUpdates':
        return await poll(payload, response);
      case 'getFile':
        return { ok: true, result: { file_id: payload.file_id, file_path: files.get(String(payload.file_id))?.path } };
      case 'sendMessage':
        sent.push(payload);
        nextMessage += 1;
        return { ok: true, result: { message_id: 90_000 + nextMessage, date: 1, chat: { id: payload.chat_id, type: 'private' } } };
      default:
        return { ok: true, result: true };
    }
  };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = ''] = (request.url ?? '').split('?');
    const payload = await readJson(request);
    if (hanging) return;
    const file = [...files.values()].find((one) => path === `/file/bot${token}/${one.path}`);
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
      return;
    }
    const method = path.startsWith(`/bot${token}/`) ? path.slice(`/bot${token}/`.length) : '';
    if (method === '') return respond(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' });
    calls.push({ method, payload });
    const failure = failures.find((one) => one.method === method && one.count > 0);
    if (failure !== undefined) {
      failure.count -= 1;
      failures = failures.filter(({ count }) => count > 0);
      const parameters = failure.retryAfter === undefined ? {} : { parameters: { retry_after: failure.retryAfter } };
      return respond(response, failure.status, { ok: false, error_code: failure.status, description: 'on order', ...parameters });
    }
    const isDropped = isToDrop(method);
    if (isDropped && method !== 'getUpdates') return void response.destroy();
    const result = await run(method, payload, response);
    if (isDropped) return void response.destroy();
    if (!hanging) respond(response, 200, result);
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
    wake();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  await listen();

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    sent,
    push: async (update) => {
      nextUpdate += 1;
      const whole = { update_id: nextUpdate, ...update };
      if (hook === null) {
        updates.push(whole);
        wake();
        return null;
      }
      try {
        const response = await fetch(hook.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': hook.secret },
          body: JSON.stringify(whole),
        });
        return response.status;
      } catch {
        return null;
      }
    },
    failNext: (method, count, status, retryAfter) => {
      failures.push({ method, count, status, retryAfter });
    },
    dropNext: (method, count) => {
      drops.set(method, count);
    },
    tellAgain: (count) => {
      again = confirmed.slice(-count);
      wake();
    },
    hang: (isHanging) => {
      hanging = isHanging;
    },
    addFile: (fileId, path, bytes) => {
      files.set(fileId, { path, bytes });
    },
    restart: async () => {
      await shut();
      await listen();
    },
    close: shut,
  };
}
