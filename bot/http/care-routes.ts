import { asId } from '../../core/ids.ts';
import type { Reach } from '../../core/page.ts';
import { type ConversationView, requests } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { readConversationView } from './read-conversation-view.ts';
import { type Server, staffOf } from './server.ts';

/** What staff did after danger, and how a person wishes to be called. */
export function addCareRoutes(app: Server, parts: HttpParts): void {
  const { store, engine, clock } = parts;

  app.post(
    '/api/console/care-tasks/:id/deeds',
    { schema: { params: requests.byId, body: requests.deed } },
    async (request): Promise<ConversationView> => {
      const { task } = await engine.recordDeed(asId(request.params.id), staffOf(request), request.body);
      return await store.transaction((tx) => readConversationView(parts, tx, task.conversationId, staffOf(request), clock.now()));
    },
  );

  app.get('/api/console/reach', async (request): Promise<Reach> => store.transaction((tx) => tx.pages.reachOf(staffOf(request).id)));

  app.post(
    '/api/console/reach',
    { schema: { body: requests.reach } },
    async (request): Promise<Reach> => engine.chooseReach(staffOf(request), request.body),
  );
}
