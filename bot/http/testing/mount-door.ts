import fastifyWebsocket from '@fastify/websocket';
import { fastify } from 'fastify';
import { silentLogger } from '../../../core/logger.ts';
import type { Mount } from '../../channels/testing/mounted.ts';
import { addWebhookRoutes } from '../webhook-routes.ts';

/** Mounts a door on loopback by the server's own routes. */
export const mountDoor: Mount = async (channel, logger = silentLogger, port = 0) => {
  const app = fastify({ forceCloseConnections: true });
  await app.register(fastifyWebsocket);
  addWebhookRoutes(app as never, [channel], logger);
  const root = await app.listen({ port, host: '127.0.0.1' });
  return { url: `${root}/doors/${channel.webhook.path}`, close: () => app.close() };
};
