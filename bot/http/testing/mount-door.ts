import { fastify } from 'fastify';
import { silentLogger } from '../../../core/logger.ts';
import type { Mount } from '../../channels/testing/mounted.ts';
import { addWebhookRoutes } from '../webhook-routes.ts';

/** Mounts a door on loopback by the server's own routes. */
export const mountDoor: Mount = async (channel, logger = silentLogger) => {
  const app = fastify();
  addWebhookRoutes(app as never, [channel], logger);
  const root = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url: `${root}/doors/${channel.webhook.path}`, close: () => app.close() };
};
