import { XinqiaoError } from '../../core/errors.ts';
import type { Field, FieldValue } from '../../core/field.ts';
import type { StaffId, TicketId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Staff } from '../../core/staff.ts';
import type { StoreTransaction } from '../../core/store.ts';
import { type Ticket, type TicketStatus, ticketStatuses } from '../../core/ticket.ts';
import { checkFieldValue } from './check-field-value.ts';
import type { EngineCore } from './engine-parts.ts';
import { requirePermission } from './permissions.ts';

type TicketChange = { readonly next: Ticket; readonly kind: string; readonly detail: Readonly<Record<string, unknown>> };

/** Reads a ticket in the version that the person saw. */
async function getTicket(tx: StoreTransaction, id: TicketId, version: number): Promise<Ticket> {
  const ticket = await tx.tickets.get(id);
  if (ticket === null) throw new XinqiaoError('not_found', 'there is no such ticket');
  if (ticket.version !== version) throw new XinqiaoError('stale_version', 'somebody changed the ticket meanwhile: read it again');
  return ticket;
}

/** Changes a ticket and logs it, in one transaction. */
async function changeTicket(
  core: EngineCore,
  id: TicketId,
  staff: Staff,
  version: number,
  decide: (ticket: Ticket, now: Instant, tx: StoreTransaction) => TicketChange | Promise<TicketChange>,
): Promise<Ticket> {
  const saved = await core.store.transaction(async (tx) => {
    const now = core.clock.now();
    const ticket = await getTicket(tx, id, version);
    const { next, kind, detail } = await decide(ticket, now, tx);
    await tx.events.append({ at: now, kind, conversationId: ticket.conversationId, ticketId: id, staffId: staff.id, detail });
    return await tx.tickets.save(next, now);
  });
  core.emit({ kind: 'ticket_changed', ticketId: id, conversationId: saved.conversationId });
  return saved;
}

/** Writes one field by hand: `Engine.editField`. `null` empties it; the old value goes to the event log. */
export async function editField(
  core: EngineCore,
  id: TicketId,
  staff: Staff,
  name: string,
  value: FieldValue | null,
  version: number,
): Promise<Ticket> {
  requirePermission(staff, 'edit_field');
  return await changeTicket(core, id, staff, version, (ticket, now) => {
    const form = core.forms.find(ticket.formId, ticket.formVersion);
    const known = form?.fields.find((field) => field.name === name);
    const was = Object.hasOwn(ticket.fields, name) ? (ticket.fields[name] ?? null) : null;
    if (known === undefined && was === null) throw new XinqiaoError('bad_input', `the form ${ticket.formId} has no field ${name}`);
    if (value !== null && known !== undefined) checkFieldValue(known, value);
    // An emptied field stays as a blank of the staff's, so that an older word of the resident does not come back.
    const field: Field = { value: value ?? '', source: 'staff', messageId: null, confirmed: true, at: now, confidence: 1 };
    return {
      next: { ...ticket, fields: { ...ticket.fields, [name]: field } },
      kind: 'field_edited',
      detail: { name, was: was?.value ?? null, wasSource: was?.source ?? null, now: value },
    };
  });
}

/** Moves a ticket through its life: `Engine.setStatus`. Only those who may close do, and a closed one is opened again by them alone. */
export async function setStatus(core: EngineCore, id: TicketId, staff: Staff, status: TicketStatus, version: number): Promise<Ticket> {
  requirePermission(staff, 'set_status');
  if (!ticketStatuses.includes(status)) throw new XinqiaoError('bad_input', `there is no status ${String(status)}`);
  return await changeTicket(core, id, staff, version, (ticket) => {
    const isEnd = (step: TicketStatus): boolean => step === 'closed' || step === 'withdrawn';
    if (isEnd(status) || isEnd(ticket.status)) requirePermission(staff, 'close_ticket');
    return { next: { ...ticket, status }, kind: 'status_changed', detail: { was: ticket.status, now: status } };
  });
}

/** Gives a ticket to a person, or to nobody: `Engine.assign`. */
export async function assign(core: EngineCore, id: TicketId, staff: Staff, assigneeId: StaffId | null, version: number): Promise<Ticket> {
  requirePermission(staff, 'assign');
  return await changeTicket(core, id, staff, version, async (ticket, _now, tx) => {
    const assignee = assigneeId === null ? null : await tx.staff.get(assigneeId);
    if (assigneeId !== null && assignee?.active !== true) throw new XinqiaoError('not_found', 'there is no such active person');
    // YJ-07: whoever stands in for a moment may answer; a red case is carried by somebody who is trained for it.
    if (assignee?.role === 'volunteer' && ticket.urgency === 'red')
      throw new XinqiaoError(
        'not_allowed',
        'a red case is not assigned to a volunteer: choose a duty officer, mediator or counsellor (YJ-07)',
      );
    const isFirst = assigneeId !== null && (ticket.status === 'received' || ticket.status === 'sorted');
    return {
      next: { ...ticket, assigneeId, status: isFirst ? 'assigned' : ticket.status },
      kind: 'assigned',
      detail: { was: ticket.assigneeId, now: assigneeId },
    };
  });
}
