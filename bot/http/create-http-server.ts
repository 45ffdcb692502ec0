import fastifyCookie from '@fastify/cookie';
import fastifyWebsocket from '@fastify/websocket';
import { fastify } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { describeFailure } from './api-failure.ts';
import { addCallRoutes } from './call-routes.ts';
import { addCareRoutes } from './care-routes.ts';
import { addConsoleLive } from './console-live.ts';
import { addConversationRoutes } from './conversation-routes.ts';
import { addDeskRoutes } from './desk-routes.ts';
import { addExportRoutes } from './export-routes.ts';
import { addFileRoutes } from './file-routes.ts';
import { guardRequests } from './guard-requests.ts';
import type { HttpParts } from './http-parts.ts';
import { addKnowledgeRoutes } from './knowledge-routes.ts';
import { addResidentLive } from './resident-live.ts';
import { addResidentRoutes } from './resident-routes.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { type PageFolders, servePages } from './serve-pages.ts';
import type { Server } from './server.ts';
import { addSignInRoutes } from './sign-in-routes.ts';
import { addStaffRoutes } from './staff-routes.ts';
import { addTicketRoutes } from './ticket-routes.ts';
import { addVisitorCookieRoutes } from './visitor-cookie-routes.ts';
import { addWebhookRoutes } from './webhook-routes.ts';

const bodyLimit = 64 * 1024;
/** In bytes: one event of a call with four thousand characters. */
const largestSocketMessage = 32 * 1024;

/** The server, ready to listen. */
export type HttpServer = {
  /** Opens the port of the configuration (0: any free one); gives the address. */
  listen(): Promise<string>;
  close(): Promise<void>;
  /** The address once it listens, like `http://127.0.0.1:3000`; empty before. */
  readonly url: string;
};

/** One line a request: method, route, status, duration. Never a body, a query or an address. */
function logRequests(app: Server, parts: HttpParts): void {
  app.addHook('onResponse', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    const route = request.routeOptions.url ?? 'none';
    parts.logger.debug('http_request', {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  app.setErrorHandler((error, request, reply) => {
    const { status, body, retryAfter } = describeFailure(error);
    if (status >= 500)
      parts.logger.error('http_failed', {
        route: request.routeOptions.url ?? 'none',
        error: error instanceof Error ? error.name : 'unknown',
        code: String((error as { code?: unknown }).code ?? ''),
      });
    if (retryAfter !== null) void reply.header('retry-after', retryAfter);
    void reply.code(status).send(body);
  });
}

/** Builds the server over its parts. `pages` are the folders of the built pages; without them only the API is served. */
export async function createHttpServer(parts: HttpParts, pages: PageFolders | null = null): Promise<HttpServer> {
  const app: Server = fastify({
    logger: false,
    bodyLimit,
    forceCloseConnections: true,
    trustProxy: 'loopback',
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  // Answers are typed where they are made; they are not parsed a second time.
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  addSecurityHeaders(app, parts.site.widget.origins);
  logRequests(app, parts);
  await app.register(fastifyCookie);
  await app.register(fastifyWebsocket, { options: { maxPayload: largestSocketMessage } });
  guardRequests(app, parts);
  addResidentRoutes(app, parts);
  addVisitorCookieRoutes(app);
  addFileRoutes(app, parts);
  addResidentLive(app, parts);
  addSignInRoutes(app, parts);
  addConversationRoutes(app, parts);
  addCallRoutes(app, parts);
  addTicketRoutes(app, parts);
  addCareRoutes(app, parts);
  addExportRoutes(app, parts);
  addDeskRoutes(app, parts);
  addKnowledgeRoutes(app, parts);
  addStaffRoutes(app, parts);
  addConsoleLive(app, parts);
  addWebhookRoutes(app, parts.doors ?? [], parts.logger, parts.livePingMs);
  if (pages !== null) await servePages(app, pages);
  let url = '';
  return {
    listen: async () => {
      url = await app.listen({ host: parts.config.host, port: parts.config.port });
      return url;
    },
    close: () => app.close(),
    get url() {
      return url;
    },
  };
}
