import { sql } from 'kysely';
import { XinqiaoError } from '../../core/errors.ts';
import type { StoreTransaction } from '../../core/store.ts';
import { urgencies } from '../../core/urgency.ts';
import type { StoreScope } from '../store-scope.ts';
import { readAlert } from './alert-row.ts';
import { hashAddress, readConversation, sealState } from './conversation-row.ts';
import { openMessage } from './message-row.ts';
import { readTicket } from './ticket-row.ts';

const queueLimit = 200;

/** Since when the person waits: for anybody while in the queue, for an answer while a person owns it; the bot lets nobody wait. */
const waitingSince = sql<string | null>`case
  when conversations.owner_kind = 'queue' then conversations.owner_since
  when conversations.owner_kind = 'person' and conversation_activity.last_message_at > coalesce(conversation_activity.last_staff_at, '')
    then conversation_activity.last_message_at
  end`;

const urgencyRank = sql<number>`case conversations.urgency ${sql.join(
  urgencies.map((urgency, rank) => sql`when ${sql.lit(urgency)} then ${sql.lit(rank)}`),
  sql` `,
)} end`;

/** Conversations and the queue over them. */
export function createConversations({ db, cipher }: StoreScope): StoreTransaction['conversations'] {
  return {
    get: async (id) => {
      const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : readConversation(cipher, row);
    },

    find: async (channel, chatKey, personKey) => {
      const hash = hashAddress(cipher, channel, chatKey, personKey);
      const row = await db.selectFrom('conversations').selectAll().where('address_hash', '=', hash).executeTakeFirst();
      return row === undefined ? null : readConversation(cipher, row);
    },

    save: async (conversation, at) => {
      const { id, owner, version } = conversation;
      const { numUpdatedRows } = await db
        .updateTable('conversations')
        .set({
          owner_kind: owner.kind,
          owner_staff_id: owner.kind === 'person' ? owner.staffId : null,
          owner_since: owner.kind === 'bot' ? null : owner.since,
          risk: conversation.risk,
          risk_kinds: JSON.stringify(conversation.riskKinds),
          urgency: conversation.urgency,
          state: sealState(cipher, id, conversation.state),
          ticket_id: conversation.ticketId,
          updated_at: at,
          version: version + 1,
        })
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 1) return { ...conversation, updatedAt: at, version: version + 1 };
      const stored = await db.selectFrom('conversations').select('version').where('id', '=', id).executeTakeFirst();
      if (stored === undefined) throw new XinqiaoError('not_found', 'there is no such conversation');
      throw new XinqiaoError('stale_version', 'the conversation was changed since it was read');
    },

    queue: async (filter) => {
      let query = db
        .selectFrom('conversations')
        .innerJoin('conversation_activity', 'conversation_activity.conversation_id', 'conversations.id')
        .leftJoin('messages', (join) =>
          join
            .onRef('messages.conversation_id', '=', 'conversations.id')
            .onRef('messages.sequence', '=', 'conversation_activity.message_count'),
        )
        .selectAll('conversations')
        .select(['conversation_activity.last_message_at', 'messages.id as message_id', 'messages.content as message_content'])
        .orderBy(urgencyRank)
        .orderBy(sql`case when ${waitingSince} is null then 1 else 0 end`)
        .orderBy(waitingSince)
        .orderBy('conversation_activity.last_message_at', 'desc')
        .limit(filter.limit ?? queueLimit);
      if (filter.owner !== undefined) query = query.where('conversations.owner_kind', '=', filter.owner);
      if (filter.staffId !== undefined) query = query.where('conversations.owner_staff_id', '=', filter.staffId);
      if (filter.urgency !== undefined) query = query.where('conversations.urgency', '=', filter.urgency);
      if (filter.status !== undefined)
        query = query.innerJoin('tickets', 'tickets.id', 'conversations.ticket_id').where('tickets.status', '=', filter.status);
      const rows = await query.execute();
      if (rows.length === 0) return [];

      const ticketIds = rows.flatMap((row) => (row.ticket_id === null ? [] : [row.ticket_id]));
      const tickets = ticketIds.length === 0 ? [] : await db.selectFrom('tickets').selectAll().where('id', 'in', ticketIds).execute();
      const ticketById = new Map(tickets.map((row) => [row.id, readTicket(cipher, row)]));
      const ids = rows.map((row) => row.id);
      const alerts = await db
        .selectFrom('alerts')
        .selectAll()
        .where('conversation_id', 'in', ids)
        .where('closed_at', 'is', null)
        .orderBy('raised_at', 'desc')
        .execute();
      const alertOf = new Map(alerts.map((row) => [row.conversation_id, readAlert(cipher, row)]));
      return rows.map((row) => ({
        conversation: readConversation(cipher, row),
        ticket: row.ticket_id === null ? null : (ticketById.get(row.ticket_id) ?? null),
        lastText: row.message_id === null ? '' : openMessage(cipher, row.message_id, row.message_content).text,
        lastAt: row.last_message_at,
        openAlert: alertOf.get(row.id) ?? null,
      }));
    },
  };
}
