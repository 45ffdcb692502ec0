import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { InboundMessage } from '../../core/channel.ts';
import { parseInstant } from '../../core/instant.ts';
import { recordVote } from '../engine/record-vote.ts';
import { ApiFailure } from './api-failure.ts';
import { type Centre, type ResidentView, requests } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { createRateLimit } from './limit-rate.ts';
import { readResidentView } from './read-resident-view.ts';
import type { Server } from './server.ts';
import { visitorOf } from './visitor.ts';

const longPollMs = 25_000;
/** How many long polls may hang at once: the rest is told to come back. */
const mostWaiting = 2000;

function findArticle(parts: HttpParts, query: { readonly law: string; readonly article: string }) {
  const found = parts.retriever.findArticle(query.law, query.article);
  if (found === null) throw new ApiFailure(404, 'not_found', 'there is no such article in the index');
  return found;
}

/** Resolves when the chat has something new, when the time is over, or when the browser went away. */
function waitForNews(parts: HttpParts, request: FastifyRequest, chatKey: string): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(finish, longPollMs);
    const stop = parts.web.subscribe(chatKey, finish);
    request.raw.once('close', finish);
  });
}

/** The API of the resident page. A visitor is known by a token that only their browser has. */
export function addResidentRoutes(app: Server, parts: HttpParts): void {
  const { store, site, engine, clock, web } = parts;
  const perVisitor = createRateLimit(20, 60_000);
  const perAddress = createRateLimit(120, 60_000);
  const reads = createRateLimit(1200, 60_000);
  const lookUps = createRateLimit(10, 600_000);
  let hanging = 0;

  const limit = (request: FastifyRequest, chatKey: string): void => {
    const now = parseInstant(clock.now()).getTime();
    const wait = Math.max(perVisitor.take(chatKey, now), perAddress.take(request.ip, now));
    if (wait > 0) throw new ApiFailure(429, 'too_many', 'too many messages in a minute', wait);
  };
  const limitReads = (request: FastifyRequest): void => {
    const wait = reads.take(request.ip, parseInstant(clock.now()).getTime());
    if (wait > 0) throw new ApiFailure(429, 'too_many', 'too many requests in a minute', wait);
  };
  const view = (chatKey: string, after: number): Promise<ResidentView> => store.transaction((tx) => readResidentView(tx, chatKey, after));

  app.get('/api/resident/centre', async (): Promise<Centre> => {
    const { name, botName, phone, address, hotlines } = site;
    return { name, botName, phone, address, hotlines };
  });

  app.post('/api/resident/messages', { schema: { body: requests.residentMessage } }, async (request, reply) => {
    const chatKey = visitorOf(request);
    limit(request, chatKey);
    const { clientId, text } = request.body;
    const message: InboundMessage = {
      channel: 'web',
      // The visitor's key is part of the id, so that nobody can take another's id.
      channelMessageId: createHash('sha256').update(`${chatKey}:${clientId}`).digest('hex'),
      chatKey,
      personKey: chatKey,
      space: 'private',
      addressed: true,
      kind: 'text',
      text,
      quotedText: null,
      sentAt: clock.now(),
    };
    await web.receive(message);
    // Stored already: this only reads the id that it was given.
    const { messageId } = await store.transaction((tx) => tx.inbox.accept(message, clock.now()));
    void reply.code(202);
    return { id: messageId };
  });

  app.get('/api/resident/lines', { schema: { querystring: requests.linesAfter } }, async (request) => {
    limitReads(request);
    return await view(visitorOf(request), request.query.after);
  });

  app.get('/api/resident/wait', { schema: { querystring: requests.linesAfter } }, async (request) => {
    limitReads(request);
    const chatKey = visitorOf(request);
    const { after } = request.query;
    const now = await view(chatKey, after);
    if (now.lines.length > 0 || hanging >= mostWaiting) return now;
    hanging += 1;
    try {
      await waitForNews(parts, request, chatKey);
    } finally {
      hanging -= 1;
    }
    return await view(chatKey, after);
  });

  app.post('/api/resident/case', { schema: { body: requests.caseLookUp } }, async (request) => {
    const wait = lookUps.take(request.ip, parseInstant(clock.now()).getTime());
    if (wait > 0) throw new ApiFailure(429, 'too_many', 'too many look-ups', wait);
    const progress = await engine.lookUpCase(request.body.caseCode, request.body.phoneTail);
    if (progress === null) throw new ApiFailure(404, 'not_found', 'code and phone do not fit together');
    return progress;
  });

  app.get('/api/resident/articles', { schema: { querystring: requests.article } }, async (request) => findArticle(parts, request.query));
  app.get('/api/console/articles', { schema: { querystring: requests.article } }, async (request) => findArticle(parts, request.query));

  app.post('/api/resident/votes', { schema: { body: requests.vote } }, async (request) => {
    const chatKey = visitorOf(request);
    limit(request, chatKey);
    await store.transaction(async (tx) => {
      const conversation = await tx.conversations.find('web', chatKey, chatKey);
      const lines = conversation === null ? [] : await tx.transcript.read(conversation.id, 0);
      const line = lines.find((candidate) => candidate.id === request.body.replyId);
      if (line?.reply === null || line === undefined || line.from !== 'bot')
        throw new ApiFailure(404, 'not_found', 'there is no such answer');
      await recordVote(tx, { lines, line, from: 'resident', up: request.body.up }, clock.now());
    });
    return { ok: true };
  });
}
