import { briefLines, briefTicket } from '../../cases/index.ts';
import { XinqiaoError } from '../../core/errors.ts';
import type { Fields } from '../../core/field.ts';
import type { Form } from '../../core/form.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { mergeFields } from '../../core/merge-fields.ts';
import type { Staff } from '../../core/staff.ts';
import type { StoreTransaction, TranscriptLine } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import type { CallView, ConversationView, FormView } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { readCallView } from './read-call-view.ts';
import { toAlertView } from './read-queue-view.ts';
import { readStaffNames } from './staff-names.ts';

const mostEvents = 200;
/** Among so many of the newest tickets related ones are looked for. */
const mostCompared = 60;

function toFormView(form: Form): FormView {
  const { id, label, evidence } = form;
  const fields = form.fields.map((field) => ({
    name: field.name,
    label: field.label,
    kind: field.kind,
    required: field.required,
    pii: field.pii,
    choices: field.choices,
    question: field.question,
  }));
  return { id, label, fields, evidence };
}

/** The facts that the turns so far gave, for a conversation that has no ticket yet. */
function collectFacts(lines: readonly TranscriptLine[]): Fields {
  const seen = new Set<string>();
  let fields: Fields = {};
  for (const { turnId, triage } of lines) {
    if (turnId === null || triage === null || seen.has(turnId)) continue;
    seen.add(turnId);
    fields = mergeFields(fields, triage.fields, 'all').fields;
  }
  return fields;
}

/** The number that a call came from, where the reader may see it: the ticket will have it too. */
function callerFacts(call: CallView | null): Fields {
  if (call === null || !/^\d+$/.test(call.caller.number)) return {};
  const { number } = call.caller;
  return {
    'applicant.phone': { value: number, source: 'imported', messageId: null, confirmed: false, at: call.startedAt, confidence: 0.9 },
  };
}

function formOf(parts: HttpParts, ticket: Ticket | null, lines: readonly TranscriptLine[]): Form {
  if (ticket !== null) return parts.forms.find(ticket.formId, ticket.formVersion) ?? parts.forms.formFor(ticket.disputeType);
  const dispute = lines.findLast((line) => line.triage !== null && line.triage.disputeType !== 'none')?.triage?.disputeType;
  return parts.forms.formFor(dispute ?? 'none');
}

/** The lines that help a mediator to begin: whom to give it to and why, days, what is disputed, what lacks, related cases. */
async function readGuidance(parts: HttpParts, tx: StoreTransaction, ticket: Ticket): Promise<readonly string[]> {
  const others = await tx.tickets.list({ limit: mostCompared });
  return briefLines(briefTicket(ticket, formOf(parts, ticket, []), parts.site, others));
}

/** Reads everything that staff see of a conversation. Throws `not_found`. */
export async function readConversationView(
  parts: HttpParts,
  tx: StoreTransaction,
  id: ConversationId,
  staff: Staff,
  now: Instant,
): Promise<ConversationView> {
  const conversation = await tx.conversations.get(id);
  if (conversation === null) throw new XinqiaoError('not_found', 'there is no such conversation');
  const { state: _state, chatKey: _chatKey, personKey: _personKey, owner, ...shown } = conversation;
  const names = await readStaffNames(tx);
  const call = await readCallView(parts, tx, conversation, staff, now);
  const stored = await tx.transcript.read(id, 0);
  // What both sides of a call said comes on two ways: its own times tell the order.
  const lines = call === null ? stored : stored.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const deliveries = new Map<string, ConversationView['lines'][number]['delivery']>(
    (await tx.outbox.list({ conversationId: id, limit: 1000 })).map((entry) => [entry.id, entry.state]),
  );
  const ticket = conversation.ticketId === null ? null : await tx.tickets.get(conversation.ticketId);
  const events = await tx.events.read({ conversationId: id, limit: mostEvents });
  const alerts = await tx.alerts.list({ conversationId: id });
  const care = await tx.care.list({ conversationId: id });
  return {
    now,
    conversation: { ...shown, owner: { ...owner, name: owner.kind === 'person' ? names.nameOf(owner.staffId) : null } },
    lines: lines.map((line) => ({ ...line, staffName: names.nameOf(line.staffId), delivery: deliveries.get(line.id) ?? null })),
    suggestions: await tx.suggestions.list({ conversationId: id, state: 'open' }),
    ticket,
    form: toFormView(formOf(parts, ticket, lines)),
    guidance: ticket === null ? [] : await readGuidance(parts, tx, ticket),
    fields: ticket?.fields ?? { ...callerFacts(call), ...collectFacts(lines) },
    call,
    alerts: alerts.map((alert) => toAlertView(alert, names)),
    care: care.map((record) => ({
      ...record,
      deeds: record.deeds.map((deed) => ({ ...deed, staffName: names.nameOf(deed.staffId) })),
    })),
    events: events.map(({ at, kind, staffId, detail }) => ({ at, kind, staffName: names.nameOf(staffId), detail })),
  };
}
