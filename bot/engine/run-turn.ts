import { hasCode, XinqiaoError } from '../../core/errors.ts';
import { type ConversationId, createId } from '../../core/ids.ts';
import { buildTurn } from './build-turn.ts';
import { type CommittedTurn, commitTurn } from './commit-turn.ts';
import { describeError } from './describe-error.ts';
import { draftFailure, draftTurn, type TurnDraft, type TurnSnapshot } from './draft-turn.ts';
import type { EngineCore } from './engine-parts.ts';

const attemptsAllowed = 8;
/** The most lines of one turn; what is over comes in the next. */
const linesAtOnce = 200;

async function readSnapshot(core: EngineCore, conversationId: ConversationId): Promise<TurnSnapshot | null> {
  return await core.store.transaction(async (tx) => {
    const conversation = await tx.conversations.get(conversationId);
    if (conversation === null) return null;
    const unhandled = await tx.inbox.unhandled(conversationId);
    // A recording waits for its words; what was typed meanwhile does not wait for it.
    const inHearing = core.voices.begin(conversation, unhandled);
    const waiting = unhandled.filter(({ id }) => !inHearing.has(id));
    // A channel that told them out of order does not change what was said first.
    const received = waiting.toSorted((a, b) => Date.parse(a.sentAt) - Date.parse(b.sentAt)).slice(0, linesAtOnce);
    const turn = buildTurn(createId(), conversation, received);
    if (turn === null) return null;
    return {
      conversation,
      turn,
      received,
      callerNumber: conversation.channel === 'phone' ? ((await tx.calls.get(conversationId))?.callerNumber ?? '') : '',
      ticket: conversation.ticketId === null ? null : await tx.tickets.get(conversation.ticketId),
      memory: { level: conversation.risk, recent: await core.recent.read(tx, conversationId) },
    };
  });
}

function announce(core: EngineCore, { conversation, ticket, ticketChanged, alert }: CommittedTurn): void {
  core.ringOutbox();
  core.emit({ kind: 'conversation_changed', conversationId: conversation.id, urgency: conversation.urgency });
  if (ticketChanged && ticket !== null) core.emit({ kind: 'ticket_changed', ticketId: ticket.id, conversationId: conversation.id });
  if (alert !== null) core.emit({ kind: 'alert_raised', alertId: alert.id, conversationId: conversation.id });
}

/** Commits a draft; where its effects cannot be written, commits instead that a person is called. */
async function commitDraft(core: EngineCore, draft: TurnDraft): Promise<CommittedTurn> {
  try {
    return await core.store.transaction((tx) => commitTurn(core, tx, draft));
  } catch (error) {
    if (hasCode(error, 'stale_version')) throw error;
    core.logger.error('commit_failed', { ...describeError(error), conversationId: draft.conversation.id });
    const failure = draftFailure(core, draft, draft.screen);
    return await core.store.transaction((tx) => commitTurn(core, tx, failure));
  }
}

/** Handles what is unhandled in a conversation as one turn. Gives whether more may be left. */
async function runOneTurn(core: EngineCore, conversationId: ConversationId): Promise<boolean> {
  for (let attempt = 1; attempt <= attemptsAllowed; attempt += 1) {
    const startedAt = performance.now();
    const snapshot = await readSnapshot(core, conversationId);
    if (snapshot === null) return false;
    const draft = await draftTurn(core, snapshot);
    try {
      const committed = await commitDraft(core, draft);
      if (committed.erased) core.recent.forget(conversationId);
      else core.recent.add(conversationId, { text: draft.turn.text, level: draft.screen.level, at: draft.turn.at });
      core.logger.info('turn_handled', {
        conversationId,
        turnId: draft.turn.id,
        lines: draft.received.length,
        level: draft.screen.level,
        ms: Math.round(performance.now() - startedAt),
      });
      announce(core, committed);
      return draft.received.length === linesAtOnce;
    } catch (error) {
      core.recent.forget(conversationId);
      if (!hasCode(error, 'stale_version')) throw error;
      core.logger.info('turn_retried', { conversationId, attempt });
    }
  }
  throw new XinqiaoError('stale_version', `a turn could not be committed in ${attemptsAllowed} attempts`);
}

/** Handles everything unhandled in a conversation: decide, then commit; decided anew where somebody changed the conversation meanwhile. */
export async function runTurn(core: EngineCore, conversationId: ConversationId): Promise<void> {
  while (await runOneTurn(core, conversationId));
}
