import { asId } from '../../core/ids.ts';
import { type DeadLetter, requests, type SiteView, type UnknownQuestions } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { type Server, staffOf } from './server.ts';

const longestList = 200;

/** The lists beside the queue: unknown questions, replies that did not arrive, the site's data, the doors. */
export function addDeskRoutes(app: Server, parts: HttpParts): void {
  const { store, engine, site, clock } = parts;
  const params = requests.byId;

  app.get('/api/health', async () => ({ ok: true }));

  app.get('/api/console/site', async (): Promise<SiteView> => {
    const { name, botName, phone, hotlines, roster, offices } = site;
    return { name, botName, phone, hotlines, roster, offices };
  });

  app.get('/api/console/channels', async () => engine.channels());

  app.get(
    '/api/console/unknown-questions',
    { schema: { querystring: requests.unknownQuestions } },
    async (request): Promise<UnknownQuestions> => store.transaction((tx) => tx.feedback.listUnknown(request.query.state, longestList)),
  );

  app.post('/api/console/unknown-questions/:id', { schema: { params, body: requests.unknownState } }, async (request) => {
    await store.transaction(async (tx) => {
      await tx.feedback.setUnknownState(request.params.id, request.body.state);
      await tx.events.append({
        at: clock.now(),
        kind: 'unknown_question_set',
        conversationId: null,
        ticketId: null,
        staffId: staffOf(request).id,
        detail: { questionId: request.params.id, state: request.body.state },
      });
    });
    return { ok: true };
  });

  app.get('/api/console/dead-letters', async (): Promise<readonly DeadLetter[]> => {
    const dead = await store.transaction((tx) => tx.outbox.list({ state: 'dead', limit: longestList }));
    return dead.map(({ id, conversationId, channel, attempts, reason, createdAt, text }) => ({
      id,
      conversationId,
      channel,
      attempts,
      reason,
      createdAt,
      text,
    }));
  });

  app.post('/api/console/dead-letters/:id/replay', { schema: { params, body: requests.none } }, async (request) => {
    await engine.replayDeadReply(asId(request.params.id), staffOf(request));
    return { ok: true };
  });
}
