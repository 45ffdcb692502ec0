import { asId, type ConversationId, type StaffId } from '../../core/ids.ts';
import { type ConversationView, requests } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { readConversationView } from './read-conversation-view.ts';
import { type Server, staffOf } from './server.ts';

/** What a volunteer does to a call. Each change answers with the conversation as it is then. */
export function addCallRoutes(app: Server, parts: HttpParts): void {
  const { store, engine, clock } = parts;
  const params = requests.byId;
  const view = (id: ConversationId, request: Parameters<typeof staffOf>[0]): Promise<ConversationView> =>
    store.transaction((tx) => readConversationView(parts, tx, id, staffOf(request), clock.now()));

  app.post('/api/console/calls', { schema: { body: requests.startCall } }, async (request) => {
    const call = await engine.startCall(staffOf(request), request.body.callerNumber);
    return await view(call.id, request);
  });

  app.post('/api/console/calls/:id/consent', { schema: { params, body: requests.callConsent } }, async (request) => {
    const id: ConversationId = asId(request.params.id);
    await engine.setCallConsent(id, staffOf(request), request.body.state);
    return await view(id, request);
  });

  app.post('/api/console/calls/:id/end', { schema: { params, body: requests.none } }, async (request) => {
    const id: ConversationId = asId(request.params.id);
    await engine.endCall(id, staffOf(request));
    return await view(id, request);
  });

  app.post('/api/console/calls/:id/hand-off', { schema: { params, body: requests.callHandOff } }, async (request) => {
    const id: ConversationId = asId(request.params.id);
    const { staffId } = request.body;
    await engine.handOffCall(id, staffOf(request), staffId === null ? null : (asId<'staff'>(staffId) satisfies StaffId));
    return await view(id, request);
  });
}
