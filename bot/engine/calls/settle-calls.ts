import type { Call } from '../../../core/call.ts';
import type { ConversationId, TurnId } from '../../../core/ids.ts';
import { addMilliseconds, type Instant } from '../../../core/instant.ts';
import { isAtLeast } from '../../../core/risk.ts';
import type { StoreTransaction, TranscriptLine } from '../../../core/store.ts';
import { describeError } from '../describe-error.ts';
import type { EngineCore } from '../engine-parts.ts';
import { openTicketFromFacts } from '../phone-call.ts';

/** A call of which nothing was heard for so long is over, whether its end was told or not. */
const silentMs = 4 * 3_600_000;

/** Nobody speaks any more: opens the ticket where the call brought out a matter or a danger, and hands it on where the volunteer said so. */
export async function finishCall(core: EngineCore, id: ConversationId): Promise<void> {
  const needsTicket = await core.store.transaction(async (tx) => {
    const conversation = await tx.conversations.get(id);
    if (conversation === null || conversation.ticketId !== null) return false;
    const lines = await tx.transcript.read(id, 0);
    const isMatter = lines.some(({ triage }) => triage !== null && triage.disputeType !== 'none');
    return isMatter || isAtLeast(conversation.risk, 'watch');
  });
  // One call, one ticket: what it brought out must not go with its words.
  if (needsTicket) await openTicketFromFacts(core, id, null);
  await core.store.transaction(async (tx) => {
    const call = await tx.calls.get(id);
    const conversation = await tx.conversations.get(id);
    if (call?.handOff == null || conversation === null) return;
    const { to, by } = call.handOff;
    // Only from the hand that gave it: whoever took the conversation meanwhile keeps it.
    if (conversation.owner.kind !== 'person' || conversation.owner.staffId !== by) return;
    const now = core.clock.now();
    const owner = to === null ? ({ kind: 'queue', since: now } as const) : ({ kind: 'person', staffId: to, since: now } as const);
    await tx.conversations.save({ ...conversation, owner }, now);
  });
  const conversation = await core.store.transaction((tx) => tx.conversations.get(id));
  core.emit({ kind: 'call_changed', conversationId: id });
  if (conversation !== null) core.emit({ kind: 'conversation_changed', conversationId: id, urgency: conversation.urgency });
}

/** The turns whose words the safety record rests on: danger was heard in them, or nobody could tell. */
function turnsToKeep(lines: readonly TranscriptLine[]): ReadonlySet<TurnId> {
  const kept = lines.filter(
    ({ turnId, screen }) => turnId !== null && screen !== null && (screen.failed || isAtLeast(screen.level, 'elevated')),
  );
  return new Set(kept.flatMap(({ turnId }) => (turnId === null ? [] : [turnId])));
}

/**
 * Decides what stays of a call's words. With consent all of them, bound to the ticket. Without it they go (个人信息保护法 arts. 13, 19),
 * except the turns in which danger was heard: on them rest the alert and the help that was called, to save a life (art. 13 (4)).
 */
async function settle(tx: StoreTransaction, call: Call, now: Instant): Promise<boolean> {
  const id = call.conversationId;
  const conversation = await tx.conversations.get(id);
  if (conversation === null || (await tx.inbox.unhandled(id)).length > 0) return false;
  const isKept = call.consent.state === 'given';
  const kept = isKept ? null : turnsToKeep(await tx.transcript.read(id, 0));
  const rows = kept === null ? 0 : await tx.calls.forgetWords(id, kept);
  if (!isKept) await tx.conversations.save({ ...conversation, state: null }, now);
  await tx.calls.save({ ...call, recording: isKept ? call.recording : null, settledAt: now });
  await tx.events.append({
    at: now,
    kind: isKept ? 'call_words_kept' : 'call_words_forgotten',
    conversationId: id,
    ticketId: conversation.ticketId,
    staffId: null,
    detail: isKept ? { recording: call.recording !== null } : { rows, keptTurns: kept?.size ?? 0 },
  });
  return true;
}

/** Settles the calls whose time after the call is over. Gives how many. */
export async function settleCalls(core: EngineCore): Promise<number> {
  const now = core.clock.now();
  const endedBy = addMilliseconds(now, -core.site.hotline.wrapUpMinutes * 60_000);
  const due = await core.store.transaction((tx) => tx.calls.unsettled(endedBy, addMilliseconds(now, -silentMs)));
  let settled = 0;
  for (const { conversationId } of due) {
    try {
      await finishCall(core, conversationId);
      const isDone = await core.store.transaction(async (tx) => {
        const call = await tx.calls.get(conversationId);
        if (call === null) return false;
        const over: Call = call.endedAt === null ? { ...call, state: 'ended', endedAt: call.lastEventAt } : call;
        return await settle(tx, over, now);
      });
      if (isDone) {
        core.recent.forget(conversationId);
        settled += 1;
        core.emit({ kind: 'call_changed', conversationId });
      }
    } catch (error) {
      core.logger.error('call_settle_failed', { ...describeError(error), conversationId });
    }
  }
  return settled;
}
