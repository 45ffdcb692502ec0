import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { ApiFailure } from './api-failure.ts';
import type { Server } from './server.ts';

/** Where the built pages lie. */
export type PageFolders = { readonly web: string; readonly console: string };

const yearSeconds = 31_536_000;

/** Serves the resident page at `/` and the console at `/console/`; files with a hash in their name are kept for a year. */
export async function servePages(app: Server, folders: PageFolders): Promise<void> {
  const options = { index: ['index.html'], redirect: true, cacheControl: false, preCompressed: true };
  const setHeaders = (reply: FastifyReply, path: string): void => {
    void reply.header('cache-control', path.includes('/assets/') ? `public, max-age=${yearSeconds}, immutable` : 'no-cache');
  };
  await app.register(fastifyStatic, { ...options, root: folders.console, prefix: '/console/', setHeaders, decorateReply: false });
  await app.register(fastifyStatic, { ...options, root: folders.web, prefix: '/', setHeaders, decorateReply: false });
  const consolePage = join(folders.console, 'index.html');
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && request.url.startsWith('/console') && !/\.[a-z0-9]+(?:\?|$)/.test(request.url);
    if (!isPage || statSync(consolePage, { throwIfNoEntry: false }) === undefined)
      throw new ApiFailure(404, 'not_found', 'there is nothing here');
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    return reply.send(createReadStream(consolePage));
  });
}
