import { asId, type TicketId } from '../../core/ids.ts';
import { requests } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { type Server, staffOf } from './server.ts';

/** What staff do to a ticket and to a red alert. */
export function addTicketRoutes(app: Server, parts: HttpParts): void {
  const { engine } = parts;
  const params = requests.byId;
  const idOf = (request: { readonly params: { readonly id: string } }): TicketId => asId(request.params.id);

  app.post('/api/console/tickets/:id/fields', { schema: { params, body: requests.editField } }, async (request) => {
    const { name, value, version } = request.body;
    return await engine.editField(idOf(request), staffOf(request), name, value, version);
  });

  app.post('/api/console/tickets/:id/status', { schema: { params, body: requests.status } }, async (request) =>
    engine.setStatus(idOf(request), staffOf(request), request.body.status, request.body.version),
  );

  app.post('/api/console/tickets/:id/assignee', { schema: { params, body: requests.assignee } }, async (request) => {
    const { staffId, version } = request.body;
    return await engine.assign(idOf(request), staffOf(request), staffId === null ? null : asId(staffId), version);
  });

  app.post('/api/console/tickets/:id/label', { schema: { params, body: requests.label } }, async (request) => {
    const { label, now, turnId } = request.body;
    return await engine.correctLabel(idOf(request), staffOf(request), { label, now, turnId: turnId === null ? null : asId(turnId) });
  });

  app.post('/api/console/alerts/:id/steps', { schema: { params, body: requests.alertStep } }, async (request) =>
    engine.advanceAlert(asId(request.params.id), staffOf(request), request.body.step),
  );
}
