import type { Call, ConsentState } from '../../../core/call.ts';
import type { Conversation } from '../../../core/conversation.ts';
import { XinqiaoError } from '../../../core/errors.ts';
import type { ConversationId, StaffId } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Staff } from '../../../core/staff.ts';
import type { StoreTransaction } from '../../../core/store.ts';
import type { Ticket } from '../../../core/ticket.ts';
import type { EngineCore } from '../engine-parts.ts';
import { isAllowed, requirePermission } from '../permissions.ts';
import { openTicket } from '../phone-call.ts';
import { finishCall } from './settle-calls.ts';

type OwnCall = { readonly call: Call; readonly conversation: Conversation; readonly now: Instant };

/** Changes a call that this person owns, or leads. */
async function changeCall(
  core: EngineCore,
  id: ConversationId,
  staff: Staff,
  kind: string,
  change: (
    own: OwnCall,
    tx: StoreTransaction,
  ) => Promise<{ readonly call: Call; readonly detail: Readonly<Record<string, unknown>> } | null>,
): Promise<void> {
  requirePermission(staff, 'take_call');
  await core.store.transaction(async (tx) => {
    const call = await tx.calls.get(id);
    const conversation = await tx.conversations.get(id);
    if (call === null || conversation === null) throw new XinqiaoError('not_found', 'there is no such call');
    const { owner } = conversation;
    const isOwn = owner.kind === 'person' && owner.staffId === staff.id;
    if (!isOwn && !isAllowed(staff, 'take_from_colleague'))
      throw new XinqiaoError(owner.kind === 'person' ? 'already_owned' : 'not_allowed', 'take over the call first');
    const now = core.clock.now();
    const changed = await change({ call, conversation, now }, tx);
    if (changed === null) return;
    await tx.calls.save(changed.call);
    const { ticketId } = conversation;
    await tx.events.append({ at: now, kind, conversationId: id, ticketId, staffId: staff.id, detail: changed.detail });
  });
  core.emit({ kind: 'call_changed', conversationId: id });
}

/** `Engine.setCallConsent`. Taken back after the call was settled, its words go at the next sweep. */
export async function setCallConsent(
  core: EngineCore,
  id: ConversationId,
  staff: Staff,
  state: Exclude<ConsentState, 'not_asked'>,
): Promise<void> {
  await changeCall(core, id, staff, 'call_consent', async ({ call, now }) => ({
    call: { ...call, consent: { state, at: now, by: staff.id }, settledAt: null },
    detail: { state, by: 'staff' },
  }));
}

/** `Engine.endCall`. A call that is over stays so. */
export async function endCall(core: EngineCore, id: ConversationId, staff: Staff): Promise<void> {
  await changeCall(core, id, staff, 'call_ended', async ({ call, now }) =>
    call.state === 'ended' ? null : { call: { ...call, state: 'ended', endedAt: now }, detail: { reason: 'agent', by: 'staff' } },
  );
}

/** `Engine.handOffCall`. YJ-07: a red case is carried by somebody who is trained for it, so the receiver is no volunteer. */
export async function handOffCall(core: EngineCore, id: ConversationId, staff: Staff, to: StaffId | null): Promise<Ticket> {
  requirePermission(staff, 'take_call');
  const receiver = to === null ? null : await core.store.transaction((tx) => tx.staff.get(to));
  if (to !== null && receiver?.active !== true) throw new XinqiaoError('not_found', 'there is no such active person');
  if (receiver?.role === 'volunteer') throw new XinqiaoError('bad_input', 'a call is handed to a mediator, a counsellor or a lead');
  let isOver = false;
  await changeCall(core, id, staff, 'call_handed_off', async ({ call, now }) => {
    isOver = call.state === 'ended';
    return { call: { ...call, handOff: { to, by: staff.id, at: now } }, detail: { to } };
  });
  const opened = await openTicket(core, id, staff);
  const ticket = await core.store.transaction(async (tx) => {
    const current = (await tx.tickets.get(opened.id)) ?? opened;
    const isNew = current.status === 'received' || current.status === 'sorted';
    const status = !isNew ? current.status : to === null ? 'sorted' : 'assigned';
    return await tx.tickets.save({ ...current, assigneeId: to, status }, core.clock.now());
  });
  core.emit({ kind: 'ticket_changed', ticketId: ticket.id, conversationId: id });
  if (isOver) await finishCall(core, id);
  return ticket;
}
