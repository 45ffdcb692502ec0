import type { Conversation, Owner } from '../../core/conversation.ts';
import { XinqiaoError } from '../../core/errors.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Staff } from '../../core/staff.ts';
import type { Alert, StoreTransaction } from '../../core/store.ts';
import { stepAlert } from './advance-alert.ts';
import { applyEffect, type EffectScope } from './apply-effects.ts';
import type { EngineCore } from './engine-parts.ts';
import { isAllowed, requirePermission } from './permissions.ts';
import { fillCaseCode, writeReplies } from './write-replies.ts';

/** Reads a conversation that must be there. */
export async function getConversation(tx: StoreTransaction, id: ConversationId): Promise<Conversation> {
  const conversation = await tx.conversations.get(id);
  if (conversation === null) throw new XinqiaoError('not_found', 'there is no such conversation');
  return conversation;
}

/** Tells whether this person owns the conversation. */
function isOwnedBy(owner: Owner, staff: Staff): boolean {
  return owner.kind === 'person' && owner.staffId === staff.id;
}

/** Reads a conversation that this person must own. Throws `already_owned` where a colleague has it, `not_allowed` where nobody has. */
export async function getOwnConversation(tx: StoreTransaction, id: ConversationId, staff: Staff): Promise<Conversation> {
  const conversation = await getConversation(tx, id);
  if (isOwnedBy(conversation.owner, staff)) return conversation;
  if (conversation.owner.kind === 'person') throw new XinqiaoError('already_owned', 'a colleague owns this conversation');
  throw new XinqiaoError('not_allowed', 'take over the conversation first');
}

/** Who takes a conversation over has accepted its red alert. */
async function acceptOpenAlert(tx: StoreTransaction, id: ConversationId, staff: Staff, now: Instant): Promise<Alert | null> {
  const open = (await tx.alerts.list({ conversationId: id })).find((alert) => alert.closedAt === null && alert.acceptedAt === null);
  if (open === undefined) return null;
  const accepted = stepAlert(open, 'accepted', staff, now);
  await tx.alerts.save(accepted);
  await tx.events.append({
    at: now,
    kind: 'alert_accepted',
    conversationId: id,
    ticketId: null,
    staffId: staff.id,
    detail: { alertId: open.id, by: 'take_over', afterMs: Date.parse(now) - Date.parse(open.raisedAt) },
  });
  return accepted;
}

/** A person takes the conversation: `Engine.takeOver`. */
export async function takeOver(core: EngineCore, id: ConversationId, staff: Staff, force: boolean): Promise<Conversation> {
  requirePermission(staff, 'take_over');
  const taken = await core.store.transaction(async (tx) => {
    const conversation = await getConversation(tx, id);
    if (isOwnedBy(conversation.owner, staff)) return { conversation, alert: null };
    if (conversation.owner.kind === 'person' && !(force && isAllowed(staff, 'take_from_colleague')))
      throw new XinqiaoError('already_owned', 'a colleague owns this conversation');
    const now = core.clock.now();
    const dropped = await tx.outbox.dropWaiting(id, 'taken_over');
    await tx.schedule.cancel(id);
    await tx.events.append({
      at: now,
      kind: 'taken_over',
      conversationId: id,
      ticketId: conversation.ticketId,
      staffId: staff.id,
      detail: {
        from: conversation.owner.kind,
        fromStaffId: conversation.owner.kind === 'person' ? conversation.owner.staffId : null,
        dropped,
      },
    });
    const alert = await acceptOpenAlert(tx, id, staff, now);
    const saved = await tx.conversations.save({ ...conversation, owner: { kind: 'person', staffId: staff.id, since: now } }, now);
    return { conversation: saved, alert };
  });
  core.emit({ kind: 'conversation_changed', conversationId: id, urgency: taken.conversation.urgency });
  if (taken.alert !== null) core.emit({ kind: 'alert_changed', alertId: taken.alert.id, conversationId: id });
  return taken.conversation;
}

/** Gives the conversation back to the bot: `Engine.handBack`. */
export async function handBack(core: EngineCore, id: ConversationId, staff: Staff): Promise<Conversation> {
  requirePermission(staff, 'hand_back');
  const { conversation: given, ticket } = await core.store.transaction(async (tx) => {
    const conversation = await getConversation(tx, id);
    if (conversation.owner.kind === 'bot') return { conversation, ticket: null };
    if (conversation.owner.kind === 'person' && !isOwnedBy(conversation.owner, staff) && !isAllowed(staff, 'hand_back_for_colleague'))
      throw new XinqiaoError('already_owned', 'a colleague owns this conversation');
    const now = core.clock.now();
    const current = conversation.ticketId === null ? null : await tx.tickets.get(conversation.ticketId);
    const result = core.flows.handBack(conversation.state, {
      now,
      site: core.site,
      forms: core.forms,
      duty: core.duty.promise(conversation.urgency, now),
      callOut: core.duty.promise('red', now),
      capabilities: core.capabilitiesOf(conversation.channel),
      owner: conversation.owner,
      risk: conversation.risk,
      ticket: current,
      answer: null,
      lookUp: null,
    });
    const scope: EffectScope = {
      now,
      conversation: { ...conversation, owner: { kind: 'bot' }, state: result.state },
      ticket: current,
      alert: null,
      ticketChanged: false,
    };
    for (const effect of result.effects) await applyEffect(core, tx, scope, effect);
    const saved = await tx.conversations.save(scope.conversation, now);
    // A call that ended has nobody to say it to.
    const replies =
      conversation.channel === 'phone' ? [] : result.replies.map((reply) => fillCaseCode(reply, scope.ticket?.caseCode ?? ''));
    await writeReplies(core, tx, saved, replies, { from: 'bot', staffId: null, turnId: null }, now);
    await tx.events.append({
      at: now,
      kind: 'handed_back',
      conversationId: id,
      ticketId: conversation.ticketId,
      staffId: staff.id,
      detail: { from: conversation.owner.kind },
    });
    return { conversation: saved, ticket: scope.ticketChanged ? scope.ticket : null };
  });
  core.ringOutbox();
  core.emit({ kind: 'conversation_changed', conversationId: id, urgency: given.urgency });
  if (ticket !== null) core.emit({ kind: 'ticket_changed', ticketId: ticket.id, conversationId: id });
  return given;
}
