import type { Reply } from '../../core/channel.ts';
import type { ReplyId } from '../../core/ids.ts';
import type { OutboxEntry } from '../../core/store.ts';
import type { FieldCipher, SealedPlace } from '../encryption/field-cipher.ts';
import type { Sealed, Tables } from '../schema.ts';

type OutboxContent = {
  readonly chatKey: string;
  readonly personKey: string;
  readonly reply: Reply;
  /** Left out by the first versions. */
  readonly answersMessageId?: string | null;
};

function placeOf(id: ReplyId): SealedPlace {
  return { table: 'outbox', column: 'content', id };
}

/** Seals the words of a reply and whom it goes to. */
export function sealEntry(
  cipher: FieldCipher,
  entry: Reply & { readonly id: ReplyId; readonly chatKey: string; readonly personKey: string; readonly answersMessageId: string | null },
): Sealed {
  const { key, text, origin, quickReplies, citations, privately } = entry;
  const content: OutboxContent = {
    chatKey: entry.chatKey,
    personKey: entry.personKey,
    reply: { key, text, origin, quickReplies, citations, privately },
    answersMessageId: entry.answersMessageId,
  };
  return cipher.sealJson(content, placeOf(entry.id));
}

/** An entry as it was put in, with where it stands. */
export function readEntry(cipher: FieldCipher, row: Tables['outbox']): OutboxEntry {
  const { chatKey, personKey, reply, answersMessageId } = cipher.openJson<OutboxContent>(row.content, placeOf(row.id));
  return {
    ...reply,
    id: row.id,
    conversationId: row.conversation_id,
    turnId: row.turn_id,
    channel: row.channel,
    chatKey,
    personKey,
    sequence: row.sequence,
    answersMessageId: answersMessageId ?? null,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    reason: row.reason,
    createdAt: row.created_at,
  };
}

/** An entry without its words: what is left of it after an erasure. */
export function blankEntry(cipher: FieldCipher, row: Tables['outbox']): Sealed {
  return sealEntry(cipher, { ...readEntry(cipher, row), text: '', quickReplies: [], chatKey: '', personKey: '' });
}
