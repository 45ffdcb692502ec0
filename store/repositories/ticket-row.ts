import { normaliseCallerNumber } from '../../core/call.ts';
import type { DisputeLabel } from '../../core/dispute-type.ts';
import type { Fields } from '../../core/field.ts';
import type { TicketId } from '../../core/ids.ts';
import type { RiskKind } from '../../core/risk.ts';
import type { Route } from '../../core/route.ts';
import type { Ticket } from '../../core/ticket.ts';
import type { FieldCipher, SealedPlace } from '../encryption/field-cipher.ts';
import type { Tables } from '../schema.ts';

type TicketContent = { readonly fields: Fields; readonly summary: string };

function placeOf(id: TicketId): SealedPlace {
  return { table: 'tickets', column: 'content', id };
}

/** The hash of a telephone number by which its owner's tickets are found; `null` where there is none. */
export function hashPhone(cipher: FieldCipher, value: unknown): string | null {
  const number = typeof value === 'string' ? normaliseCallerNumber(value) : '';
  return number === '' ? null : cipher.lookUpHash('tickets.phone_hash', number);
}

/** The row of a ticket. */
export function writeTicket(cipher: FieldCipher, ticket: Ticket): Tables['tickets'] {
  const content: TicketContent = { fields: ticket.fields, summary: ticket.summary };
  return {
    id: ticket.id,
    case_code: ticket.caseCode,
    conversation_id: ticket.conversationId,
    channel: ticket.channel,
    dispute_type: ticket.disputeType,
    routes: JSON.stringify(ticket.routes),
    urgency: ticket.urgency,
    urgency_rule: ticket.urgencyRule,
    risk: ticket.risk,
    risk_kinds: JSON.stringify(ticket.riskKinds),
    status: ticket.status,
    form_id: ticket.formId,
    form_version: ticket.formVersion,
    content: cipher.sealJson(content, placeOf(ticket.id)),
    phone_hash: hashPhone(cipher, ticket.fields['applicant.phone']?.value),
    assignee_id: ticket.assigneeId,
    promised_by: ticket.promisedBy,
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
    version: ticket.version,
  };
}

/** A ticket as it was saved. */
export function readTicket(cipher: FieldCipher, row: Tables['tickets']): Ticket {
  const { fields, summary } = cipher.openJson<TicketContent>(row.content, placeOf(row.id));
  return {
    id: row.id,
    caseCode: row.case_code,
    conversationId: row.conversation_id,
    channel: row.channel,
    disputeType: row.dispute_type as DisputeLabel,
    routes: JSON.parse(row.routes) as Route[],
    urgency: row.urgency,
    urgencyRule: row.urgency_rule,
    risk: row.risk,
    riskKinds: JSON.parse(row.risk_kinds) as RiskKind[],
    status: row.status,
    formId: row.form_id,
    formVersion: row.form_version,
    fields,
    summary,
    assigneeId: row.assignee_id,
    promisedBy: row.promised_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
