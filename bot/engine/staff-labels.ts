import type { Conversation } from '../../core/conversation.ts';
import { isDisputeType } from '../../core/dispute-type.ts';
import { XinqiaoError } from '../../core/errors.ts';
import type { ConversationId, TicketId, TurnId } from '../../core/ids.ts';
import { isAtLeast, type RiskLevel, riskLevels } from '../../core/risk.ts';
import { type Route, routes } from '../../core/route.ts';
import type { Staff } from '../../core/staff.ts';
import type { LabelCorrection, StoreTransaction } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import { type Urgency, urgencies } from '../../core/urgency.ts';
import type { EngineCore } from './engine-parts.ts';
import { requirePermission } from './permissions.ts';
import { getConversation } from './staff-ownership.ts';

type Label = LabelCorrection['label'];

function isUrgency(text: string): text is Urgency {
  return (urgencies as readonly string[]).includes(text);
}

function isRiskLevel(text: string): text is RiskLevel {
  return (riskLevels as readonly string[]).includes(text);
}

function isRoute(text: string): text is Route {
  return (routes as readonly string[]).includes(text);
}

/** What a label reads as in a ticket; routes joined with `+`, primary first. */
function readLabel(ticket: Ticket, label: Label): string {
  if (label === 'dispute_type') return ticket.disputeType;
  if (label === 'route') return ticket.routes.join('+');
  return label === 'urgency' ? ticket.urgency : ticket.risk;
}

/** The ticket with the label set; throws `bad_input` where the word is no such label. */
function setLabel(ticket: Ticket, label: Label, now: string): Ticket {
  if (label === 'dispute_type' && (now === 'none' || isDisputeType(now))) return { ...ticket, disputeType: now };
  const named = now.split('+');
  if (label === 'route' && named.every(isRoute)) return { ...ticket, routes: named.filter(isRoute) };
  if (label === 'urgency' && isUrgency(now)) return { ...ticket, urgency: now, urgencyRule: 'staff' };
  if (label === 'risk' && isRiskLevel(now)) return { ...ticket, risk: now };
  throw new XinqiaoError('bad_input', `${now} is no ${label}`);
}

function isLowered(was: Pick<Ticket, 'risk' | 'urgency'>, now: Pick<Ticket, 'risk' | 'urgency'>): boolean {
  return urgencies.indexOf(now.urgency) > urgencies.indexOf(was.urgency) || riskLevels.indexOf(now.risk) < riskLevels.indexOf(was.risk);
}

async function lastTurn(tx: StoreTransaction, conversationId: ConversationId): Promise<TurnId | null> {
  return (await tx.transcript.read(conversationId, 0)).findLast((line) => line.from === 'resident' && line.turnId !== null)?.turnId ?? null;
}

/** Corrects a label with a click and keeps the correction as a training row: `Engine.correctLabel`. Lowering red or danger asks for the right to. */
export async function correctLabel(
  core: EngineCore,
  ticketId: TicketId,
  staff: Staff,
  correction: Pick<LabelCorrection, 'label' | 'now'> & { readonly turnId: TurnId | null },
): Promise<Ticket> {
  requirePermission(staff, 'correct_label');
  const { ticket, conversation } = await core.store.transaction(async (tx) => {
    const current = await tx.tickets.get(ticketId);
    if (current === null) throw new XinqiaoError('not_found', 'there is no such ticket');
    const next = setLabel(current, correction.label, correction.now);
    const isGrave = current.urgency === 'red' || isAtLeast(current.risk, 'elevated');
    if (isGrave && isLowered(current, next)) requirePermission(staff, 'lower_risk');
    const at = core.clock.now();
    const was = readLabel(current, correction.label);
    const turnId = correction.turnId ?? (await lastTurn(tx, current.conversationId));
    if (turnId !== null)
      await tx.feedback.recordCorrection({ turnId, label: correction.label, was, now: correction.now, staffId: staff.id, at });
    await tx.events.append({
      at,
      kind: 'label_corrected',
      conversationId: current.conversationId,
      ticketId,
      staffId: staff.id,
      detail: { label: correction.label, was, now: correction.now },
    });
    const talk = await getConversation(tx, current.conversationId);
    const isOfTalk = talk.ticketId === ticketId && (talk.risk !== next.risk || talk.urgency !== next.urgency);
    return {
      ticket: await tx.tickets.save(next, at),
      conversation: isOfTalk ? await tx.conversations.save({ ...talk, risk: next.risk, urgency: next.urgency }, at) : talk,
    };
  });
  core.emit({ kind: 'ticket_changed', ticketId, conversationId: conversation.id });
  core.emit({ kind: 'conversation_changed', conversationId: conversation.id, urgency: conversation.urgency });
  return ticket;
}

/** Lowers danger or colour, with a reason: `Engine.lowerRisk`. The only way down. */
export async function lowerRisk(
  core: EngineCore,
  id: ConversationId,
  staff: Staff,
  to: { readonly risk: RiskLevel; readonly urgency: Urgency },
  reason: string,
): Promise<Conversation> {
  requirePermission(staff, 'lower_risk');
  if (reason.trim() === '') throw new XinqiaoError('bad_input', 'lowering danger needs a reason');
  if (!isRiskLevel(to.risk) || !isUrgency(to.urgency)) throw new XinqiaoError('bad_input', 'there is no such level or colour');
  const lowered = await core.store.transaction(async (tx) => {
    const conversation = await getConversation(tx, id);
    const isRaised = riskLevels.indexOf(to.risk) > riskLevels.indexOf(conversation.risk);
    if (isRaised || urgencies.indexOf(to.urgency) < urgencies.indexOf(conversation.urgency))
      throw new XinqiaoError('bad_input', 'this would raise, not lower');
    const at = core.clock.now();
    await tx.events.append({
      at,
      kind: 'risk_lowered',
      conversationId: id,
      ticketId: conversation.ticketId,
      staffId: staff.id,
      detail: { from: { risk: conversation.risk, urgency: conversation.urgency }, to, reason },
    });
    const ticket = conversation.ticketId === null ? null : await tx.tickets.get(conversation.ticketId);
    if (ticket !== null) await tx.tickets.save({ ...ticket, risk: to.risk, urgency: to.urgency, urgencyRule: 'staff' }, at);
    const riskKinds = to.risk === 'none' ? [] : conversation.riskKinds;
    return await tx.conversations.save({ ...conversation, risk: to.risk, urgency: to.urgency, riskKinds }, at);
  });
  core.emit({ kind: 'conversation_changed', conversationId: id, urgency: lowered.urgency });
  if (lowered.ticketId !== null) core.emit({ kind: 'ticket_changed', ticketId: lowered.ticketId, conversationId: id });
  return lowered;
}
