import type { InboundChange, InboundMessage } from '../../core/channel.ts';
import type { Instant } from '../../core/instant.ts';
import { isAtLeast } from '../../core/risk.ts';
import type { StoredMessage } from '../../core/store.ts';
import type { EngineCore } from './engine-parts.ts';

const editMark = '#edited:';

/** The id under which the new words of an edited message are accepted: the same edit told twice is heard once. */
function editedId(channelMessageId: string, at: Instant): string {
  return `${originalId(channelMessageId)}${editMark}${at}`;
}

/** The channel's own id of a message, whether or not it was written anew. */
export function originalId(channelMessageId: string): string {
  return channelMessageId.split(editMark)[0] ?? channelMessageId;
}

/** Takes a message back. What it said of danger stays: the call for help that was heard is not unheard. */
async function recall(core: EngineCore, message: StoredMessage, change: InboundChange): Promise<void> {
  const { conversationId, turnId } = message;
  const conversation = await core.store.transaction(async (tx) => {
    if (message.recalledAt !== undefined) return null;
    await tx.inbox.recall(message.id, change.at);
    const lines = turnId === null ? [] : (await tx.transcript.read(conversationId, 0)).filter((line) => line.turnId === turnId);
    const asked = lines.filter((line) => line.from === 'resident');
    const isOverDanger = asked.some((line) => line.screen === null || line.screen.failed || isAtLeast(line.screen.level, 'elevated'));
    const isAllTakenBack = asked.length > 0 && asked.every((line) => line.recalledAt !== undefined);
    const dropped = turnId !== null && isAllTakenBack && !isOverDanger ? await tx.outbox.dropTurn(turnId, 'question_taken_back') : 0;
    await tx.events.append({
      at: core.clock.now(),
      kind: 'message_recalled',
      conversationId,
      ticketId: null,
      staffId: null,
      detail: { messageId: message.id, dropped },
    });
    return await tx.conversations.get(conversationId);
  });
  if (conversation !== null) core.emit({ kind: 'conversation_changed', conversationId, urgency: conversation.urgency });
}

/**
 * What became of a message after it was sent. A message that was taken back is marked for staff, and what waits to answer it goes; one that
 * was written anew is heard as a new line. Gives the new line to accept, or `null`. A message that is not known changes nothing.
 */
export async function changeMessage(core: EngineCore, change: InboundChange): Promise<InboundMessage | null> {
  const message = await core.store.transaction((tx) => tx.inbox.find(change.channel, change.channelMessageId));
  if (message === null) return null;
  if (change.kind === 'recalled') {
    await recall(core, message, change);
    return null;
  }
  if (change.text === message.text || message.channelMessageId === '') return null;
  const { channel, chatKey, personKey, space, addressed, quotedText } = message;
  const channelMessageId = editedId(message.channelMessageId, change.at);
  return {
    channel,
    channelMessageId,
    chatKey,
    personKey,
    space,
    addressed,
    kind: 'text',
    text: change.text,
    quotedText,
    sentAt: change.at,
  };
}
