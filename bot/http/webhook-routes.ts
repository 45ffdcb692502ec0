import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from '../../core/logger.ts';
import type { LineHandler, WebhookChannel, WebhookRequest } from '../../core/webhook.ts';
import type { Server } from './server.ts';

function asTexts(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function mount(inside: FastifyInstance, { webhook, kind }: WebhookChannel, logger: Logger): void {
  inside.route({
    method: ['GET', 'POST'],
    url: `/${webhook.path}`,
    bodyLimit: webhook.bodyLimit,
    handler: async (request, reply) => {
      try {
        const { status, contentType, body } = await webhook.handle(toRequest(request));
        return await reply.code(status).header('content-type', contentType).send(body);
      } catch (error) {
        logger.error('webhook_failed', { channel: kind, error: error instanceof Error ? error.name : 'unknown' });
        return await reply.code(500).header('content-type', 'text/plain').send('');
      }
    },
  });
}

const usualPingMs = 25_000;

function toRequest(request: FastifyRequest): WebhookRequest {
  return {
    method: request.method === 'GET' ? 'GET' : 'POST',
    query: asTexts(request.query as Record<string, unknown>),
    headers: asTexts(request.headers),
    body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
  };
}

/** Mounts the line that a service keeps open; one that answers no ping is dead and is cut. */
function mountLine(inside: FastifyInstance, path: string, line: LineHandler, pingMs: number): void {
  inside.route({
    method: 'GET',
    url: `/${path}/stream`,
    preValidation: async (request, reply) => {
      const status = line.refuse(toRequest(request));
      if (status !== null) await reply.code(status).header('content-type', 'application/json').send('{"code":"not_authorised"}');
    },
    handler: async (_request, reply) => {
      await reply.code(426).header('upgrade', 'websocket').send('');
    },
    wsHandler: (socket) => {
      let isAlive = true;
      const { message, ended } = line.open({
        send: (text) => socket.send(text),
        close: (code, reason) => socket.close(code, reason),
      });
      const timer = setInterval(() => {
        if (!isAlive) {
          socket.terminate();
          return;
        }
        isAlive = false;
        socket.ping();
      }, pingMs);
      socket.on('pong', () => {
        isAlive = true;
      });
      socket.on('message', (data: Buffer, isBinary: boolean) => {
        isAlive = true;
        if (isBinary) socket.close(1003, 'text only');
        else message(data.toString('utf8'));
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', () => {
        clearInterval(timer);
        ended();
      });
    },
  });
}

/** Mounts the doors that other services call, under `/doors/`. Bodies are handed over raw: a signature covers bytes. Queries, which hold signatures, are logged nowhere. */
export function addWebhookRoutes(app: Server, doors: readonly WebhookChannel[], logger: Logger, pingMs = usualPingMs): void {
  void app.register(
    async (inside) => {
      inside.removeAllContentTypeParsers();
      inside.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      for (const door of doors) {
        mount(inside, door, logger);
        if (door.webhook.line !== undefined) mountLine(inside, door.webhook.path, door.webhook.line, pingMs);
      }
    },
    { prefix: '/doors' },
  );
}
