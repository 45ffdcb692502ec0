import { createId } from '../../core/ids.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { Tables } from '../schema.ts';
import type { StoreScope } from '../store-scope.ts';
import { digestOf, firstHash, hashEvent, readEvent, sealDetail } from './event-row.ts';
import { verifyChain } from './verify-chain.ts';

const headName = 'events';

/** The append-only log. */
export function createEvents(scope: StoreScope): StoreTransaction['events'] {
  const { db, cipher } = scope;
  return {
    append: async (event) => {
      const head = await db.selectFrom('event_heads').selectAll().where('name', '=', headName).executeTakeFirst();
      const id = createId<'event'>();
      const detail = sealDetail(cipher, id, event.detail);
      const unsigned: Omit<Tables['events'], 'hash'> = {
        sequence: (head?.sequence ?? 0) + 1,
        id,
        at: event.at,
        kind: event.kind,
        conversation_id: event.conversationId,
        ticket_id: event.ticketId,
        staff_id: event.staffId,
        detail,
        detail_digest: digestOf(detail),
        previous_hash: head?.hash ?? firstHash,
      };
      const row: Tables['events'] = { ...unsigned, hash: hashEvent(cipher, unsigned) };
      await db.insertInto('events').values(row).execute();
      await db
        .insertInto('event_heads')
        .values({ name: headName, sequence: row.sequence, hash: row.hash })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ sequence: row.sequence, hash: row.hash }))
        .execute();
      return { ...event, id, sequence: row.sequence, hash: row.hash, previousHash: row.previous_hash };
    },

    read: async (filter) => {
      let query = db.selectFrom('events').selectAll().orderBy('sequence', 'desc');
      if (filter.ticketId !== undefined) query = query.where('ticket_id', '=', filter.ticketId);
      if (filter.conversationId !== undefined) query = query.where('conversation_id', '=', filter.conversationId);
      if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
      if (filter.limit !== undefined) query = query.limit(filter.limit);
      return (await query.execute()).reverse().map((row) => readEvent(cipher, row));
    },

    verifyChain: () => verifyChain(scope),
  };
}
