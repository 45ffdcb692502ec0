import { briefTicket, exportTicket } from '../../cases/index.ts';
import { XinqiaoError } from '../../core/errors.ts';
import { asId } from '../../core/ids.ts';
import type { TranscriptLine } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import { mayExportPersonal } from './access-table.ts';
import { ApiFailure } from './api-failure.ts';
import { requests } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { readCallRecord } from './read-call-record.ts';
import { type Server, staffOf } from './server.ts';
import { ticketsToCsv, ticketToCsv } from './write-ticket-csv.ts';
import { ticketsToSheet } from './write-ticket-sheet.ts';

const mostTickets = 10_000;
/** Among so many of the newest tickets related ones are looked for. */
const mostCompared = 300;

/** Files for other desks: a ticket, or the list. Every export is in the event log. */
export function addExportRoutes(app: Server, parts: HttpParts): void {
  const { store, forms, site, clock } = parts;
  const formOf = (ticket: Ticket) => forms.find(ticket.formId, ticket.formVersion) ?? forms.formFor(ticket.disputeType);
  /** The published format (`docs/ticket.schema.json`): the facts, the brief, and the talk where it may stand there. */
  const toJson = (ticket: Ticket, personal: boolean, others: readonly Ticket[], lines: readonly TranscriptLine[] = []) => {
    const form = formOf(ticket);
    const conversation = lines.map(({ at, from, text }) => ({ at, from, text }));
    return exportTicket(ticket, form, {
      masked: !personal,
      brief: briefTicket(ticket, form, site, others),
      ...(lines.length > 0 ? { conversation } : {}),
    });
  };
  const typeOf = {
    json: 'application/json; charset=utf-8',
    csv: 'text/csv; charset=utf-8',
    xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  } as const;
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
      const { ticket, call, others, lines } = await store.transaction(async (tx) => {
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
        return {
          ticket: found,
          call: await readCallRecord(tx, found, personal),
          others: await tx.tickets.list({ limit: mostCompared }),
          lines: personal ? await tx.transcript.read(found.conversationId, 0) : [],
        };
      });
      if (format === 'application' || format === 'registration') {
        // Loaded when it is needed: the writer of documents is large.
        const { writePaper } = await import('../../cases/papers/write-paper.ts');
        const paper = await writePaper(format, ticket, formOf(ticket), site, { masked: !personal });
        return reply
          .type(typeOf.docx)
          .header('content-disposition', asFile(`${ticket.caseCode}-${format}.docx`))
          .send(paper);
      }
      void reply.type(typeOf[format]).header('content-disposition', asFile(`${ticket.caseCode}.${format}`));
      if (format === 'csv') return ticketToCsv(ticket, formOf(ticket), personal);
      return JSON.stringify({ ...toJson(ticket, personal, others, lines), ...(call === null ? {} : { call }) }, null, 2);
    },
  );

  app.get('/api/console/exports/tickets', { schema: { querystring: requests.listExported } }, async (request, reply) => {
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
    if (format === 'xlsx') return reply.send(await ticketsToSheet(tickets));
    return JSON.stringify(
      tickets.map((ticket) => toJson(ticket, false, tickets.slice(0, mostCompared))),
      null,
      2,
    );
  });
}
