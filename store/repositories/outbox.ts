import { type SqlBool, sql } from 'kysely';
import { XinqiaoError } from '../../core/errors.ts';
import type { ReplyId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { Tables } from '../schema.ts';
import type { StoreScope } from '../store-scope.ts';
import { blankEntry, readEntry, sealEntry } from './outbox-row.ts';

/** What may be sent now: only the first unsent reply of each conversation; where somebody is in danger first, then the oldest. */
export function selectDue(db: StoreScope['db'], at: Instant, limit: number) {
  return db
    .selectFrom('outbox as entry')
    .innerJoin('conversations', 'conversations.id', 'entry.conversation_id')
    .selectAll('entry')
    .where('entry.state', '=', 'waiting')
    .where('entry.next_attempt_at', '<=', at)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.conversation_id', '=', 'entry.conversation_id')
            .whereRef('earlier.sequence', '<', 'entry.sequence')
            // Written out, not bound: only so the index of what is unsent fits.
            .where(sql<SqlBool>`earlier.state in ('waiting', 'sending')`),
        ),
      ),
    )
    .orderBy(sql<number>`case conversations.urgency when 'red' then 0 else 1 end`)
    .orderBy('entry.created_at')
    .orderBy('entry.sequence')
    .limit(limit);
}

/** Replies on their way out, in order within a conversation. */
export function createOutbox({ db, cipher }: StoreScope): StoreTransaction['outbox'] {
  const get = async (id: ReplyId, state: Tables['outbox']['state']): Promise<Tables['outbox']> => {
    const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
    if (row === undefined) throw new XinqiaoError('not_found', 'there is no such reply');
    if (row.state !== state) throw new XinqiaoError('stale_version', `the reply is ${row.state}, not ${state}`);
    return row;
  };

  const change = async (row: Tables['outbox'], next: Partial<Tables['outbox']>): Promise<void> => {
    await db.updateTable('outbox').set(next).where('id', '=', row.id).execute();
  };

  /** Ends an entry; where the person was erased while it waited, its words go now. */
  const finish = async (row: Tables['outbox'], next: Partial<Tables['outbox']>): Promise<void> => {
    await change(row, {
      ...next,
      drop_reason: null,
      ...(row.erase_after === 1 ? { content: blankEntry(cipher, row), erase_after: 0 } : {}),
    });
  };

  return {
    enqueue: async (entries) => {
      for (const entry of entries) {
        const counted = await db
          .updateTable('conversation_activity')
          .set((eb) => ({ reply_count: eb('reply_count', '+', 1) }))
          .where('conversation_id', '=', entry.conversationId)
          .returning('reply_count')
          .executeTakeFirst();
        if (counted === undefined) throw new XinqiaoError('not_found', 'there is no such conversation');
        await db
          .insertInto('outbox')
          .values({
            id: entry.id,
            conversation_id: entry.conversationId,
            sequence: counted.reply_count,
            turn_id: entry.turnId,
            channel: entry.channel,
            origin: entry.origin,
            state: 'waiting',
            attempts: 0,
            next_attempt_at: entry.nextAttemptAt,
            reason: null,
            drop_reason: null,
            erase_after: 0,
            created_at: entry.createdAt,
            sent_at: null,
            content: sealEntry(cipher, entry),
          })
          .execute();
      }
    },

    claim: async (at, limit) => {
      const rows = await selectDue(db, at, limit).execute();
      if (rows.length === 0) return [];
      await db
        .updateTable('outbox')
        .set((eb) => ({ state: 'sending', attempts: eb('attempts', '+', 1) }))
        .where(
          'id',
          'in',
          rows.map((row) => row.id),
        )
        .execute();
      return rows.map((row) => readEntry(cipher, { ...row, state: 'sending', attempts: row.attempts + 1 }));
    },

    markSent: async (id, at) => {
      await finish(await get(id, 'sending'), { state: 'sent', sent_at: at, reason: null });
    },

    retryAt: async (id, at, reason, held = false) => {
      const row = await get(id, 'sending');
      if (row.drop_reason === null)
        await change(row, { state: 'waiting', next_attempt_at: at, reason, attempts: row.attempts - (held ? 1 : 0) });
      else await finish(row, { state: 'dropped', reason: row.drop_reason });
    },

    markDead: async (id, reason) => {
      const row = await get(id, 'sending');
      // An erased one has no words left to send again: it ends here.
      if (row.erase_after === 1) await finish(row, { state: 'dropped', reason });
      else await finish(row, { state: 'dead', reason });
    },

    dropWaiting: async (conversationId, reason) => {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('state', 'in', ['waiting', 'sending'])
        .where('origin', '!=', 'staff')
        .execute();
      const waiting = rows.filter((row) => row.state === 'waiting');
      for (const row of waiting) await finish(row, { state: 'dropped', reason });
      for (const row of rows) if (row.state === 'sending') await change(row, { drop_reason: reason });
      return waiting.length;
    },

    dropTurn: async (turnId, reason) => {
      const rows = await db.selectFrom('outbox').selectAll().where('turn_id', '=', turnId).where('state', '=', 'waiting').execute();
      for (const row of rows) await finish(row, { state: 'dropped', reason });
      return rows.length;
    },

    releaseSending: async (at) => {
      const rows = await db.selectFrom('outbox').selectAll().where('state', '=', 'sending').execute();
      for (const row of rows) {
        if (row.drop_reason === null) await change(row, { state: 'waiting', next_attempt_at: at });
        else await finish(row, { state: 'dropped', reason: row.drop_reason });
      }
      return rows.filter((row) => row.drop_reason === null).length;
    },

    list: async (filter) => {
      let query = db.selectFrom('outbox').selectAll().orderBy('created_at').orderBy('conversation_id').orderBy('sequence');
      if (filter.conversationId !== undefined) query = query.where('conversation_id', '=', filter.conversationId);
      if (filter.state !== undefined) query = query.where('state', '=', filter.state);
      if (filter.limit !== undefined) query = query.limit(filter.limit);
      return (await query.execute()).map((row) => readEntry(cipher, row));
    },

    replay: async (id, at) => {
      await change(await get(id, 'dead'), { state: 'waiting', attempts: 0, next_attempt_at: at, reason: null });
    },
  };
}
