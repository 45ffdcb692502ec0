import type { FastifyRequest } from 'fastify';
import { asId, type ConversationId, type SuggestionId } from '../../core/ids.ts';
import type { QueueFilter } from '../../core/store.ts';
import { type ConversationView, type QueueView, requests } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { readConversationView } from './read-conversation-view.ts';
import { readQueueView } from './read-queue-view.ts';
import { type Server, staffOf } from './server.ts';

/** The queue and everything that staff do to a conversation. Each change answers with the conversation as it is then. */
export function addConversationRoutes(app: Server, parts: HttpParts): void {
  const { store, engine, clock } = parts;
  const params = requests.byId;
  type ById = FastifyRequest<{ Params: { id: string } }>;
  const idOf = (request: Pick<ById, 'params'>): ConversationId => asId(request.params.id);
  const view = (request: Pick<ById, 'params' | 'staff'>): Promise<ConversationView> =>
    store.transaction((tx) => readConversationView(parts, tx, idOf(request), staffOf(request), clock.now()));

  app.get('/api/console/queue', { schema: { querystring: requests.queue } }, async (request): Promise<QueueView> => {
    const { owner, mine, urgency, status, limit } = request.query;
    const filter: QueueFilter = {
      limit,
      ...(owner === undefined ? {} : { owner }),
      ...(mine === undefined ? {} : { staffId: staffOf(request).id }),
      ...(urgency === undefined ? {} : { urgency }),
      ...(status === undefined ? {} : { status }),
    };
    return await store.transaction((tx) => readQueueView(tx, filter, staffOf(request), clock.now()));
  });

  app.get('/api/console/conversations/:id', { schema: { params } }, async (request) => view(request));

  app.post('/api/console/conversations/:id/take-over', { schema: { params, body: requests.takeOver } }, async (request) => {
    await engine.takeOver(idOf(request), staffOf(request), { force: request.body.force });
    return await view(request);
  });

  app.post('/api/console/conversations/:id/hand-back', { schema: { params, body: requests.none } }, async (request) => {
    await engine.handBack(idOf(request), staffOf(request));
    return await view(request);
  });

  app.post('/api/console/conversations/:id/messages', { schema: { params, body: requests.staffMessage } }, async (request) => {
    const { text, suggestionId } = request.body;
    await engine.sendAsStaff(idOf(request), staffOf(request), {
      text,
      ...(suggestionId === undefined ? {} : { suggestionId: asId<'suggestion'>(suggestionId) }),
    });
    return await view(request);
  });

  app.post('/api/console/conversations/:id/caller-lines', { schema: { params, body: requests.callerLine } }, async (request) => {
    await engine.callerSaid(idOf(request), staffOf(request), request.body.text);
    return await view(request);
  });

  app.post('/api/console/conversations/:id/ticket', { schema: { params, body: requests.none } }, async (request) => {
    await engine.openTicket(idOf(request), staffOf(request));
    return await view(request);
  });

  app.post('/api/console/conversations/:id/risk', { schema: { params, body: requests.lowerRisk } }, async (request) => {
    const { risk, urgency, reason } = request.body;
    await engine.lowerRisk(idOf(request), staffOf(request), { risk, urgency }, reason);
    return await view(request);
  });

  app.post('/api/console/suggestions/:id/reject', { schema: { params, body: requests.none } }, async (request) => {
    await engine.rejectSuggestion(asId(request.params.id) satisfies SuggestionId, staffOf(request));
    return { ok: true };
  });
}
