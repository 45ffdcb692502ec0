import type { ChannelKind } from '../../core/channel.ts';
import { XinqiaoError } from '../../core/errors.ts';
import { type ConversationId, createId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { StoreScope } from '../store-scope.ts';
import { hashAddress, makeConversation } from './conversation-row.ts';
import { type MessageContent, openMessage, readMessage, sealMessage } from './message-row.ts';
import { readLine, sealLine } from './transcript-row.ts';

/** What came in and which turn took it. */
export function createInbox({ db, cipher }: StoreScope): StoreTransaction['inbox'] {
  const findConversation = async (addressHash: string): Promise<ConversationId | null> => {
    const row = await db.selectFrom('conversations').select('id').where('address_hash', '=', addressHash).executeTakeFirst();
    return row?.id ?? null;
  };

  const countMessage = async (conversationId: ConversationId, at: Instant): Promise<number> => {
    const { message_count } = await db
      .insertInto('conversation_activity')
      .values({
        conversation_id: conversationId,
        message_count: 1,
        line_count: 0,
        reply_count: 0,
        last_message_at: at,
        last_staff_at: null,
      })
      .onConflict((conflict) =>
        conflict.column('conversation_id').doUpdateSet((eb) => ({
          message_count: eb('conversation_activity.message_count', '+', 1),
          last_message_at: at,
        })),
      )
      .returning('message_count')
      .executeTakeFirstOrThrow();
    return message_count;
  };

  const hashMessage = (channel: ChannelKind, channelMessageId: string): string =>
    cipher.lookUpHash('messages.message_hash', JSON.stringify([channel, channelMessageId]));

  return {
    find: async (channel, channelMessageId) => {
      const row = await db
        .selectFrom('messages')
        .selectAll()
        .where('message_hash', '=', hashMessage(channel, channelMessageId))
        .executeTakeFirst();
      return row === undefined ? null : readMessage(cipher, row);
    },

    recall: async (id, at) => {
      const row = await db.selectFrom('messages').select('content').where('id', '=', id).executeTakeFirst();
      if (row === undefined) throw new XinqiaoError('not_found', 'there is no such message');
      if (row.content !== null)
        await db
          .updateTable('messages')
          .set({ content: sealMessage(cipher, id, { ...openMessage(cipher, id, row.content), recalledAt: at }) })
          .where('id', '=', id)
          .execute();
      const line = await db.selectFrom('transcript_lines').selectAll().where('id', '=', id).executeTakeFirst();
      if (line !== undefined)
        await db
          .updateTable('transcript_lines')
          .set(sealLine(cipher, { ...readLine(cipher, line), recalledAt: at }))
          .where('id', '=', id)
          .execute();
    },

    hear: async (id, heard) => {
      const row = await db.selectFrom('messages').select(['content', 'turn_id']).where('id', '=', id).executeTakeFirst();
      if (row === undefined) throw new XinqiaoError('not_found', 'there is no such message');
      if (row.content === null || row.turn_id !== null) return;
      const words = 'text' in heard ? { text: heard.text, spoken: true } : { unheard: heard.unheard };
      await db
        .updateTable('messages')
        .set({ content: sealMessage(cipher, id, { ...openMessage(cipher, id, row.content), ...words }) })
        .where('id', '=', id)
        .execute();
    },

    accept: async (message, at) => {
      const messageHash = hashMessage(message.channel, message.channelMessageId);
      const known = await db
        .selectFrom('messages')
        .select(['id', 'conversation_id'])
        .where('message_hash', '=', messageHash)
        .executeTakeFirst();
      if (known !== undefined) return { fresh: false, conversationId: known.conversation_id, messageId: known.id };

      const addressHash = hashAddress(cipher, message.channel, message.chatKey, message.personKey);
      let conversationId = await findConversation(addressHash);
      if (conversationId === null) {
        const row = makeConversation(cipher, message, addressHash, at);
        await db.insertInto('conversations').values(row).execute();
        conversationId = row.id;
      }
      const id = createId<'message'>();
      const content: MessageContent = {
        channelMessageId: message.channelMessageId,
        chatKey: message.chatKey,
        personKey: message.personKey,
        text: message.text,
        quotedText: message.quotedText,
        ...(message.attachments === undefined ? {} : { attachments: message.attachments }),
        ...(message.gridId === undefined ? {} : { gridId: message.gridId }),
        ...(message.continues === undefined ? {} : { continues: message.continues }),
        ...(message.spoken === undefined ? {} : { spoken: message.spoken }),
      };
      await db
        .insertInto('messages')
        .values({
          id,
          conversation_id: conversationId,
          sequence: await countMessage(conversationId, at),
          channel: message.channel,
          message_hash: messageHash,
          space: message.space,
          addressed: message.addressed ? 1 : 0,
          kind: message.kind,
          sent_at: message.sentAt,
          received_at: at,
          turn_id: null,
          content: sealMessage(cipher, id, content),
        })
        .execute();
      return { fresh: true, conversationId, messageId: id };
    },

    pending: async () => {
      const rows = await db
        .selectFrom('messages')
        .select((eb) => [
          'conversation_id',
          eb.fn.min('received_at').as('first_at'),
          eb.fn.max('received_at').as('last_at'),
          eb.fn.countAll().as('count'),
        ])
        .where('turn_id', 'is', null)
        .groupBy('conversation_id')
        .orderBy('first_at')
        .execute();
      return rows.map((row) => ({
        conversationId: row.conversation_id,
        firstAt: row.first_at,
        lastAt: row.last_at,
        count: Number(row.count),
      }));
    },

    unhandled: async (conversationId) => {
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('turn_id', 'is', null)
        .orderBy('sequence')
        .execute();
      return rows.map((row) => readMessage(cipher, row));
    },

    markHandled: async (messageIds, turnId) => {
      const wanted = [...new Set(messageIds)];
      if (wanted.length === 0) return;
      const { numUpdatedRows } = await db
        .updateTable('messages')
        .set({ turn_id: turnId })
        .where('id', 'in', wanted)
        .where('turn_id', 'is', null)
        .executeTakeFirst();
      if (Number(numUpdatedRows) !== wanted.length) throw new XinqiaoError('stale_version', 'a turn took one of these messages already');
    },
  };
}
