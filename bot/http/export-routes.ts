import { XinqiaoError } from '../../core/errors.ts';
import { asId } from '../../core/ids.ts';
import { mayExportPersonal } from './access-table.ts';
import { ApiFailure } from './api-failure.ts';
import { requests } from './api-schema.ts';
import { exportTicket, ticketsToCsv, ticketToCsv } from './export-ticket.ts';
import type { HttpParts } from './http-parts.ts';
import { type Server, staffOf } from './server.ts';

const mostTickets = 10_000;

/** Files for other desks: a ticket, or the list. Every export is in the event log. */
export function addExportRoutes(app: Server, parts: HttpParts): void {
  const { store, forms, clock } = parts;
  const typeOf = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8' } as const;
  const asFile = (name: string): string => `attachment; filename="${name}"`;

  app.get(
    '/api/console/tickets/:id/export',
    { schema: { params: requests.byId, querystring: requests.exported } },
    async (request, reply) => {
      const staff = staffOf(request);
      const { format } = request.query;
      const personal = request.query.personal === '1';
      if (personal && !mayExportPersonal.includes(staff.role))
        throw new ApiFailure(403, 'not_allowed', `the role ${staff.role} may not export personal details`);
      const ticket = await store.transaction(async (tx) => {
        const found = await tx.tickets.get(asId(request.params.id));
        if (found === null) throw new XinqiaoError('not_found', 'there is no such ticket');
        const detail = { format, personal };
        await tx.events.append({
          at: clock.now(),
          kind: 'ticket_exported',
          conversationId: found.conversationId,
          ticketId: found.id,
          staffId: staff.id,
          detail,
        });
        return exportTicket(found, forms, personal);
      });
      void reply.type(typeOf[format]).header('content-disposition', asFile(`${ticket.caseCode}.${format}`));
      return format === 'csv' ? ticketToCsv(ticket) : JSON.stringify(ticket, null, 2);
    },
  );

  app.get('/api/console/exports/tickets', { schema: { querystring: requests.exported } }, async (request, reply) => {
    const { format } = request.query;
    const tickets = await store.transaction(async (tx) => {
      const listed = await tx.tickets.list({ limit: mostTickets });
      await tx.events.append({
        at: clock.now(),
        kind: 'list_exported',
        conversationId: null,
        ticketId: null,
        staffId: staffOf(request).id,
        detail: { format, count: listed.length },
      });
      return listed;
    });
    void reply.type(typeOf[format]).header('content-disposition', asFile(`tickets-${clock.now().slice(0, 10)}.${format}`));
    if (format === 'csv') return ticketsToCsv(tickets);
    const rows = tickets.map((ticket) => exportTicket(ticket, forms, false));
    return JSON.stringify(rows, null, 2);
  });
}
