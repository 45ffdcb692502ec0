import type { InboundMessage } from '../../core/channel.ts';
import { XinqiaoError } from '../../core/errors.ts';
import { type ConversationId, createId } from '../../core/ids.ts';
import { isAtLeast } from '../../core/risk.ts';
import { buildTurn } from './build-turn.ts';
import type { ConversationLanes } from './conversation-lanes.ts';
import { describeError } from './describe-error.ts';
import type { EngineCore } from './engine-parts.ts';
import { screenSafely } from './screen-safely.ts';
import { writeReplies } from './write-replies.ts';

/** Looks at the lines that wait: danger does not wait for the burst to settle. */
async function isDangerWaiting(core: EngineCore, conversationId: ConversationId): Promise<boolean> {
  return await core.store.transaction(async (tx) => {
    const conversation = await tx.conversations.get(conversationId);
    if (conversation === null) return false;
    const turn = buildTurn(createId(), conversation, await tx.inbox.unhandled(conversationId));
    if (turn === null) return false;
    const recent = await core.recent.read(tx, conversationId);
    const screen = screenSafely(core.flows, core.logger, turn, { level: conversation.risk, recent });
    return screen.failed || isAtLeast(screen.level, 'elevated');
  });
}

/** Tells a resident once a minute that so much came that it takes a while. */
async function sayWait(core: EngineCore, conversationId: ConversationId): Promise<void> {
  await core.store.transaction(async (tx) => {
    const conversation = await tx.conversations.get(conversationId);
    if (conversation === null || conversation.owner.kind !== 'bot') return;
    await writeReplies(core, tx, conversation, [core.flows.pleaseWait()], { from: 'bot', staffId: null, turnId: null }, core.clock.now());
  });
  core.ringOutbox();
}

async function scheduleTurn(
  core: EngineCore,
  lanes: ConversationLanes,
  conversationId: ConversationId,
  pace: ReturnType<EngineCore['pace']['take']>,
): Promise<void> {
  try {
    const mayWait = (core.site.thresholds.settleMs > 0 || pace.waitMs > 0) && !(await isDangerWaiting(core, conversationId));
    if (mayWait) lanes.runSettled(conversationId, pace.waitMs);
    else void lanes.runNow(conversationId);
    if (mayWait && pace.tell) await sayWait(core, conversationId);
  } catch (error) {
    core.logger.error('settle_failed', { ...describeError(error), conversationId });
    void lanes.runNow(conversationId);
  }
}

/** Stores a message and sees to it that its turn comes. `scheduled` resolves when the turn has its place; the message is safe before. */
export async function acceptMessage(
  core: EngineCore,
  lanes: ConversationLanes,
  message: InboundMessage,
): Promise<{ readonly fresh: boolean; readonly conversationId: ConversationId; readonly scheduled: Promise<void> }> {
  if (message.channelMessageId === '' || message.chatKey === '' || message.personKey === '')
    throw new XinqiaoError('bad_input', 'a message needs the channel ids of itself, its chat and its sender');
  const { fresh, conversationId } = await core.store.transaction((tx) => tx.inbox.accept(message, core.clock.now()));
  const scheduled = fresh
    ? scheduleTurn(core, lanes, conversationId, core.pace.take(message, Date.parse(core.clock.now())))
    : Promise.resolve();
  return { fresh, conversationId, scheduled };
}
