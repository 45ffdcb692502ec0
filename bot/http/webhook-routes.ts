import type { FastifyInstance } from 'fastify';
import type { Logger } from '../../core/logger.ts';
import type { WebhookChannel, WebhookRequest } from '../../core/webhook.ts';
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
      const asked: WebhookRequest = {
        method: request.method === 'GET' ? 'GET' : 'POST',
        query: asTexts(request.query as Record<string, unknown>),
        headers: asTexts(request.headers),
        body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
      };
      try {
        const { status, contentType, body } = await webhook.handle(asked);
        return await reply.code(status).header('content-type', contentType).send(body);
      } catch (error) {
        logger.error('webhook_failed', { channel: kind, error: error instanceof Error ? error.name : 'unknown' });
        return await reply.code(500).header('content-type', 'text/plain').send('');
      }
    },
  });
}

/** Mounts the doors that other services call, under `/doors/`. Bodies are handed over raw: a signature covers bytes. Queries, which hold signatures, are logged nowhere. */
export function addWebhookRoutes(app: Server, doors: readonly WebhookChannel[], logger: Logger): void {
  void app.register(
    async (inside) => {
      inside.removeAllContentTypeParsers();
      inside.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
      for (const door of doors) mount(inside, door, logger);
    },
    { prefix: '/doors' },
  );
}
