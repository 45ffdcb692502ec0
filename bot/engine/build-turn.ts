import type { Conversation } from '../../core/conversation.ts';
import type { TurnId } from '../../core/ids.ts';
import type { StoredMessage } from '../../core/store.ts';
import type { Turn } from '../../core/turn.ts';

/** Lines stand under each other; what goes on in mid-sentence stands right behind what it goes on from. */
function joinTexts(messages: readonly StoredMessage[]): string {
  let text = '';
  for (const message of messages) {
    if (message.text === '') continue;
    text += text === '' || message.continues === true ? message.text : `\n${message.text}`;
  }
  return text;
}

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
    messages: messages.map(({ id: messageId, text, kind, sentAt, spoken, unheard, attachments = [] }) => ({
      id: messageId,
      text,
      kind,
      at: sentAt,
      ...(attachments.some(({ missing }) => missing !== null) ? { isIncomplete: true } : {}),
      ...(spoken === true ? { spoken } : {}),
      ...(unheard === undefined ? {} : { unheard }),
    })),
    text: joinTexts(messages),
    at: last.sentAt,
  };
}
