import type { Reply } from '../../core/channel.ts';
import type { Conversation } from '../../core/conversation.ts';
import { XinqiaoError } from '../../core/errors.ts';
import { graverRisk, isAtLeast, type ScreenResult } from '../../core/risk.ts';
import type { Alert, StoreTransaction } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import { graverUrgency, type Urgency } from '../../core/urgency.ts';
import { applyEffect, type EffectScope } from './apply-effects.ts';
import { originalId } from './change-message.ts';
import { isLedByPerson, type TurnDraft, type TurnResult } from './draft-turn.ts';
import type { EngineCore } from './engine-parts.ts';
import { erasePersonalData } from './person-data.ts';
import { raiseAlert } from './raise-alert.ts';
import { fillCaseCode, writeReplies } from './write-replies.ts';

/** What a commit changed, for the live events after it. */
export type CommittedTurn = {
  readonly conversation: Conversation;
  readonly ticket: Ticket | null;
  readonly ticketChanged: boolean;
  readonly alert: Alert | null;
  readonly erased: boolean;
};

/** The colour that a turn's danger asks for, whatever the flow said: danger to life is red, and so is a screen that broke. */
function dangerUrgency(screen: ScreenResult): Urgency {
  return screen.failed || screen.level === 'imminent' ? 'red' : 'blue';
}

/** Raises the conversation to the danger and the colour of a turn; never lowers. */
function raiseConversation(conversation: Conversation, draft: TurnDraft): Conversation {
  const { screen, triage } = draft;
  return {
    ...conversation,
    risk: graverRisk(conversation.risk, screen.level),
    riskKinds: [...new Set([...conversation.riskKinds, ...(screen.level === 'none' ? [] : screen.kinds)])],
    urgency: graverUrgency(graverUrgency(conversation.urgency, triage?.urgency ?? 'blue'), dangerUrgency(screen)),
  };
}

async function settleOwnership(
  core: EngineCore,
  tx: StoreTransaction,
  draft: TurnDraft,
  conversation: Conversation,
): Promise<{ readonly result: TurnResult; readonly ticket: Ticket | null }> {
  const { owner } = conversation;
  const before = draft.conversation.owner;
  const ticket = conversation.ticketId === null ? null : await tx.tickets.get(conversation.ticketId);
  const wasTaken = owner.kind === 'person' && !(before.kind === 'person' && before.staffId === owner.staffId);
  if (!wasTaken) {
    if (conversation.version !== draft.conversation.version)
      throw new XinqiaoError('stale_version', 'the conversation changed while a turn was drafted');
    return { result: draft.result, ticket };
  }
  const dropped = draft.result.replies.length;
  if (dropped > 0) {
    core.logger.info('reply_dropped_takeover', { conversationId: conversation.id, replies: dropped });
    await tx.events.append({
      at: core.clock.now(),
      kind: 'reply_dropped_takeover',
      conversationId: conversation.id,
      ticketId: conversation.ticketId,
      staffId: owner.staffId,
      detail: { replies: draft.result.replies.map((reply) => reply.key) },
    });
  }
  const calls = draft.result.effects.filter((effect) => effect.kind === 'alert_duty');
  const accompanied = draft.accompany(conversation, ticket);
  return { result: { ...accompanied, effects: [...accompanied.effects, ...calls] }, ticket };
}

/** A message that was taken back while its turn was drafted is not answered: the turn is decided anew. */
async function checkStillStanding(tx: StoreTransaction, draft: TurnDraft): Promise<void> {
  const known = new Set(draft.received.filter(({ recalledAt }) => recalledAt !== undefined).map(({ id }) => id));
  const unhandled = await tx.inbox.unhandled(draft.turn.conversationId);
  const ids = new Set(draft.received.map(({ id }) => id));
  if (unhandled.some(({ id, recalledAt }) => recalledAt !== undefined && ids.has(id) && !known.has(id)))
    throw new XinqiaoError('stale_version', 'a message was taken back while its turn was drafted');
}

/** The message that a reply quotes: the last one that was meant for us and still stands. */
function answeredBy(draft: TurnDraft): { readonly answersMessageId?: string } {
  const standing = draft.received.filter(({ recalledAt }) => recalledAt === undefined);
  const message = standing.findLast(({ addressed }) => addressed) ?? standing.at(-1);
  return message === undefined ? {} : { answersMessageId: originalId(message.channelMessageId) };
}

async function writeResidentLines(tx: StoreTransaction, draft: TurnDraft): Promise<void> {
  for (const message of draft.received)
    await tx.transcript.append({
      id: message.id,
      conversationId: draft.turn.conversationId,
      at: message.sentAt,
      from: 'resident',
      staffId: null,
      text: message.text,
      reply: null,
      ...(message.attachments === undefined ? {} : { attachments: message.attachments }),
      ...(message.recalledAt === undefined ? {} : { recalledAt: message.recalledAt }),
      ...(message.spoken === undefined ? {} : { spoken: message.spoken }),
      turnId: draft.turn.id,
      screen: draft.screen,
      triage: draft.triage,
    });
}

/** Raises the ticket to its conversation: danger and colour only rise here. */
async function raiseTicket(tx: StoreTransaction, scope: EffectScope, draft: TurnDraft): Promise<void> {
  const { ticket, conversation } = scope;
  if (ticket === null) return;
  const risk = graverRisk(ticket.risk, conversation.risk);
  const urgency = graverUrgency(ticket.urgency, conversation.urgency);
  const riskKinds = [...new Set([...ticket.riskKinds, ...conversation.riskKinds])];
  if (risk === ticket.risk && urgency === ticket.urgency && riskKinds.length === ticket.riskKinds.length) return;
  const turnRule = draft.screen.failed
    ? 'red.screen_failed'
    : draft.triage?.urgency === urgency
      ? draft.triage.urgencyRule
      : 'conversation.earlier';
  const urgencyRule = urgency === ticket.urgency ? ticket.urgencyRule : turnRule;
  scope.ticket = await tx.tickets.save({ ...ticket, risk, riskKinds, urgency, urgencyRule }, scope.now);
  scope.ticketChanged = true;
}

/** In a group, words that answer danger go to the person alone; while a person owns the conversation nothing goes out. */
function shapeReplies(draft: TurnDraft, result: TurnResult, conversation: Conversation, ticket: Ticket | null): readonly Reply[] {
  if (isLedByPerson(conversation)) return [];
  const aside = draft.turn.space === 'group' && (!draft.turn.addressed || isAtLeast(draft.screen.level, 'elevated'));
  return result.replies
    .map((reply) => fillCaseCode(reply, ticket?.caseCode ?? ''))
    .map((reply) => (aside ? { ...reply, privately: true } : reply));
}

/** Commits a turn: everything that it decided, in the transaction that it is given. Throws `stale_version` where the turn must be decided anew. */
export async function commitTurn(core: EngineCore, tx: StoreTransaction, draft: TurnDraft): Promise<CommittedTurn> {
  const { turn, screen } = draft;
  const now = core.clock.now();
  let stored = await tx.conversations.get(turn.conversationId);
  if (stored === null) throw new XinqiaoError('not_found', 'the conversation of a turn is gone');
  const { result, ticket } = await settleOwnership(core, tx, draft, stored);
  await checkStillStanding(tx, draft);
  await tx.inbox.markHandled(
    draft.received.map((message) => message.id),
    turn.id,
  );
  await tx.schedule.cancel(turn.conversationId);
  const erased = result.effects.some((effect) => effect.kind === 'erase_personal_data');
  if (erased) stored = await erasePersonalData(core.media, tx, stored, now);
  await writeResidentLines(tx, draft);

  const raised = raiseConversation(stored, draft);
  const current = erased && ticket !== null ? await tx.tickets.get(ticket.id) : ticket;
  const scope: EffectScope = { now, conversation: raised, ticket: current, alert: null, ticketChanged: erased && current !== null };
  for (const effect of result.effects) await applyEffect(core, tx, scope, effect);
  await raiseTicket(tx, scope, draft);
  const to = { risk: scope.conversation.risk, urgency: scope.conversation.urgency };
  const isGraver = to.risk !== stored.risk || (to.urgency !== stored.urgency && to.urgency !== 'yellow');
  if (isGraver)
    await tx.events.append({
      at: now,
      kind: 'risk_raised',
      conversationId: stored.id,
      ticketId: scope.ticket?.id ?? null,
      staffId: null,
      detail: { from: { risk: stored.risk, urgency: stored.urgency }, to, rule: draft.triage?.urgencyRule ?? null },
    });
  const turnUrgency = graverUrgency(draft.triage?.urgency ?? 'blue', dangerUrgency(screen));
  const isRed = turnUrgency === 'red' || (to.urgency === 'red' && stored.urgency !== 'red');
  if (isRed) scope.alert = (await raiseAlert(core, tx, stored.id, draft.triage?.urgencyRule ?? 'screen_failed', now)) ?? scope.alert;

  const conversation = await tx.conversations.save({ ...scope.conversation, state: result.state }, now);
  const replies = shapeReplies(draft, result, stored, scope.ticket);
  await writeReplies(core, tx, conversation, replies, { from: 'bot', staffId: null, turnId: turn.id, ...answeredBy(draft) }, now);
  await tx.suggestions.offer(conversation.id, turn.id, draft.suggestions, now);
  return { conversation, ticket: scope.ticket, ticketChanged: scope.ticketChanged, alert: scope.alert, erased };
}
