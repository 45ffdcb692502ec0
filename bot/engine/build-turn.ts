import type { Conversation } from '../../core/conversation.ts';
import type { TurnId } from '../../core/ids.ts';
import type { StoredMessage } from '../../core/store.ts';
import type { Turn } from '../../core/turn.ts';

/** Takes the lines that a resident sent in one burst as one turn; `null` where there is none. A turn is addressed if any of its lines is. */
export function buildTurn(id: TurnId, conversation: Conversation, messages: readonly StoredMessage[]): Turn | null {
  const last = messages.at(-1);
  if (last === undefined) return null;
  return {
    id,
    conversationId: conversation.id,
    channel: conversation.channel,
    space: conversation.space,
    addressed: messages.some((message) => message.addressed),
    messages: messages.map(({ id: messageId, text, kind, sentAt }) => ({ id: messageId, text, kind, at: sentAt })),
    text: messages
      .map((message) => message.text)
      .filter((text) => text !== '')
      .join('\n'),
    at: last.sentAt,
  };
}
