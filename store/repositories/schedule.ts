import type { Reply } from '../../core/channel.ts';
import { createId } from '../../core/ids.ts';
import type { ScheduledReply, StoreTransaction } from '../../core/store.ts';
import type { SealedPlace } from '../encryption/field-cipher.ts';
import type { Tables } from '../schema.ts';
import type { StoreScope } from '../store-scope.ts';

function placeOf(id: string): SealedPlace {
  return { table: 'scheduled_replies', column: 'reply', id };
}

/** Reminders that wait for their hour. */
export function createSchedule({ db, cipher }: StoreScope): StoreTransaction['schedule'] {
  const readRow = (row: Tables['scheduled_replies']): ScheduledReply => ({
    id: row.id,
    conversationId: row.conversation_id,
    dueAt: row.due_at,
    reply: cipher.openJson<Reply>(row.reply, placeOf(row.id)),
  });
  const cancel: StoreTransaction['schedule']['cancel'] = async (conversationId) => {
    await db.deleteFrom('scheduled_replies').where('conversation_id', '=', conversationId).execute();
  };

  return {
    cancel,

    set: async (conversationId, dueAt, reply) => {
      await cancel(conversationId);
      const id = createId<'reminder'>();
      await db
        .insertInto('scheduled_replies')
        .values({ id, conversation_id: conversationId, due_at: dueAt, reply: cipher.sealJson(reply, placeOf(id)) })
        .execute();
    },

    takeDue: async (at, limit) => {
      const rows = await db.selectFrom('scheduled_replies').selectAll().where('due_at', '<=', at).orderBy('due_at').limit(limit).execute();
      for (const row of rows) await db.deleteFrom('scheduled_replies').where('id', '=', row.id).execute();
      return rows.map(readRow);
    },

    waiting: async (conversationId) => {
      const rows = await db.selectFrom('scheduled_replies').selectAll().where('conversation_id', '=', conversationId).execute();
      return rows.map(readRow);
    },
  };
}
