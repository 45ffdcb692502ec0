import type { InboundMessage } from '../../core/channel.ts';
import type { MessageId } from '../../core/ids.ts';
import type { StoredMessage } from '../../core/store.ts';
import type { FieldCipher, SealedPlace } from '../encryption/field-cipher.ts';
import type { Sealed, Tables } from '../schema.ts';

/** The part of a message that only the key opens. */
export type MessageContent = Pick<
  InboundMessage,
  'channelMessageId' | 'chatKey' | 'personKey' | 'text' | 'quotedText' | 'attachments' | 'gridId' | 'continues' | 'spoken'
> &
  Pick<StoredMessage, 'recalledAt' | 'unheard'>;

const erased: MessageContent = { channelMessageId: '', chatKey: '', personKey: '', text: '', quotedText: null };

function placeOf(id: MessageId): SealedPlace {
  return { table: 'messages', column: 'content', id };
}

/** Seals the words of a message. */
export function sealMessage(cipher: FieldCipher, id: MessageId, content: MessageContent): Sealed {
  return cipher.sealJson(content, placeOf(id));
}

/** Opens the words of a message; those of an erased one are empty. */
export function openMessage(cipher: FieldCipher, id: MessageId, content: Sealed | null): MessageContent {
  return content === null ? erased : cipher.openJson<MessageContent>(content, placeOf(id));
}

/** A message as it was accepted. */
export function readMessage(cipher: FieldCipher, row: Tables['messages']): StoredMessage {
  return {
    ...openMessage(cipher, row.id, row.content),
    id: row.id,
    conversationId: row.conversation_id,
    channel: row.channel,
    space: row.space,
    addressed: row.addressed === 1,
    kind: row.kind,
    sentAt: row.sent_at,
    receivedAt: row.received_at,
    turnId: row.turn_id,
  };
}
