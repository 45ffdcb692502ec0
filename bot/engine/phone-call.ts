import { normaliseCallerNumber } from '../../core/call.ts';
import type { Conversation } from '../../core/conversation.ts';
import { XinqiaoError } from '../../core/errors.ts';
import type { Field, Fields } from '../../core/field.ts';
import { type ConversationId, createId, type StaffId } from '../../core/ids.ts';
import { mergeFields } from '../../core/merge-fields.ts';
import type { Staff } from '../../core/staff.ts';
import type { StoreTransaction, TranscriptLine } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import { summariseFields } from '../../flows/intake/ticket-draft.ts';
import { newCall } from './calls/new-call.ts';
import { phoneMessage } from './calls/phone-message.ts';
import type { ConversationLanes } from './conversation-lanes.ts';
import type { EngineCore } from './engine-parts.ts';
import { requirePermission } from './permissions.ts';
import { getConversation, getOwnConversation } from './staff-ownership.ts';

/** A volunteer answers the phone: `Engine.startCall`. The number is kept in the event log alone, which is encrypted. */
export async function startCall(core: EngineCore, staff: Staff, callerNumber: string): Promise<Conversation> {
  requirePermission(staff, 'take_call');
  const call = await core.store.transaction(async (tx) => {
    const now = core.clock.now();
    // Only the inbox makes conversations: the ringing is its first, empty message.
    const { conversationId, messageId } = await tx.inbox.accept(phoneMessage(`call-${createId()}`, '', now), now);
    await tx.inbox.markHandled([messageId], createId());
    const conversation = await getConversation(tx, conversationId);
    await tx.events.append({
      at: now,
      kind: 'call_started',
      conversationId,
      ticketId: null,
      staffId: staff.id,
      detail: { callerNumber: callerNumber.trim() },
    });
    await tx.calls.open({
      ...newCall(conversationId, now),
      source: 'console',
      state: 'active',
      callerNumber: normaliseCallerNumber(callerNumber),
      answeredAt: now,
    });
    return await tx.conversations.save({ ...conversation, owner: { kind: 'person', staffId: staff.id, since: now } }, now);
  });
  core.emit({ kind: 'conversation_changed', conversationId: call.id, urgency: call.urgency });
  return call;
}

/** What the caller said: `Engine.callerSaid`. Resolves when its turn was handled. */
export async function callerSaid(
  core: EngineCore,
  lanes: ConversationLanes,
  id: ConversationId,
  staff: Staff,
  text: string,
): Promise<void> {
  requirePermission(staff, 'take_call');
  if (text.trim() === '') throw new XinqiaoError('bad_input', 'write what the caller said');
  await core.store.transaction(async (tx) => {
    const conversation = await getOwnConversation(tx, id, staff);
    if (conversation.channel !== 'phone') throw new XinqiaoError('bad_input', 'this conversation is no call');
    const now = core.clock.now();
    await tx.inbox.accept(phoneMessage(conversation.chatKey, text, now), now);
  });
  await lanes.runNow(id);
}

async function callerField(tx: StoreTransaction, id: ConversationId): Promise<Fields> {
  const call = await tx.calls.get(id);
  if (call === null || call.callerNumber === '') return {};
  const field: Field = {
    value: call.callerNumber,
    source: 'imported',
    messageId: null,
    confirmed: false,
    at: call.startedAt,
    confidence: 0.9,
  };
  return { 'applicant.phone': field };
}

/** The facts of a conversation so far, read from its turns in order. */
function collectFields(lines: readonly TranscriptLine[], caller: Fields): Fields {
  const seen = new Set<string>();
  let fields = caller;
  for (const line of lines) {
    if (line.turnId === null || line.triage === null || seen.has(line.turnId)) continue;
    seen.add(line.turnId);
    fields = mergeFields(fields, line.triage.fields, 'all').fields;
  }
  return fields;
}

/** Opens the ticket from the facts so far: `Engine.openTicket`. Where one is open, gives that one. */
export async function openTicket(core: EngineCore, id: ConversationId, staff: Staff): Promise<Ticket> {
  requirePermission(staff, 'open_ticket');
  return await openTicketFromFacts(core, id, staff.id);
}

/** Opens the ticket of a conversation from the facts so far; `staffId` is `null` where nobody asked for it. Where one is open, gives that one. */
export async function openTicketFromFacts(core: EngineCore, id: ConversationId, staffId: StaffId | null): Promise<Ticket> {
  const { ticket, opened } = await core.store.transaction(async (tx) => {
    const conversation = await getConversation(tx, id);
    const current = conversation.ticketId === null ? null : await tx.tickets.get(conversation.ticketId);
    if (current !== null && current.status !== 'closed' && current.status !== 'withdrawn') return { ticket: current, opened: null };
    const now = core.clock.now();
    const lines = await tx.transcript.read(id, 0);
    const triages = lines.flatMap((line) => (line.triage === null ? [] : [line.triage]));
    const best = triages
      .filter((triage) => triage.disputeType !== 'none')
      .reduce<(typeof triages)[number] | null>(
        (top, next) => (top !== null && top.disputeConfidence > next.disputeConfidence ? top : next),
        null,
      );
    const last = best ?? triages.at(-1) ?? null;
    const disputeType = best?.disputeType ?? 'none';
    const form = core.forms.formFor(disputeType);
    const fields = collectFields(lines, await callerField(tx, id));
    const made = await tx.tickets.open(
      {
        conversationId: id,
        channel: conversation.channel,
        disputeType,
        routes: last?.routes ?? ['human_duty'],
        urgency: conversation.urgency,
        urgencyRule: triages.find((triage) => triage.urgency === conversation.urgency)?.urgencyRule ?? 'staff',
        risk: conversation.risk,
        riskKinds: conversation.riskKinds,
        status: 'received',
        formId: form.id,
        formVersion: form.version,
        fields,
        summary: summariseFields(form, fields, disputeType),
        assigneeId: conversation.owner.kind === 'person' ? conversation.owner.staffId : null,
        promisedBy: core.duty.promise(conversation.urgency, now).answerBy,
      },
      core.site.caseCodePrefix,
      now,
    );
    await tx.events.append({
      at: now,
      kind: 'ticket_opened',
      conversationId: id,
      ticketId: made.id,
      staffId,
      detail: { caseCode: made.caseCode, urgency: made.urgency },
    });
    return { ticket: made, opened: await tx.conversations.save({ ...conversation, ticketId: made.id }, now) };
  });
  if (opened !== null) {
    core.emit({ kind: 'ticket_changed', ticketId: ticket.id, conversationId: id });
    core.emit({ kind: 'conversation_changed', conversationId: id, urgency: opened.urgency });
  }
  return ticket;
}
