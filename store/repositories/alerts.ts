import { XinqiaoError } from '../../core/errors.ts';
import { createId } from '../../core/ids.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { Tables } from '../schema.ts';
import type { StoreScope } from '../store-scope.ts';
import { readAlert, sealReason } from './alert-row.ts';

/** Red alerts and their clocks. */
export function createAlerts({ db, cipher }: StoreScope): StoreTransaction['alerts'] {
  return {
    raise: async (conversationId, reason, account, at) => {
      const id = createId<'alert'>();
      const row: Tables['alerts'] = {
        id,
        conversation_id: conversationId,
        reason: sealReason(cipher, id, reason),
        raised_at: at,
        paged: JSON.stringify([{ account, at }]),
        seen_at: null,
        accepted_at: null,
        contacted_at: null,
        handled_by: null,
        closed_at: null,
      };
      await db.insertInto('alerts').values(row).execute();
      return readAlert(cipher, row);
    },

    get: async (id) => {
      const row = await db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : readAlert(cipher, row);
    },

    save: async (alert) => {
      const { numUpdatedRows } = await db
        .updateTable('alerts')
        .set({
          paged: JSON.stringify(alert.paged),
          seen_at: alert.seenAt,
          accepted_at: alert.acceptedAt,
          contacted_at: alert.contactedAt,
          handled_by: alert.handledBy,
          closed_at: alert.closedAt,
        })
        .where('id', '=', alert.id)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) throw new XinqiaoError('not_found', 'there is no such alert');
    },

    open: async () => {
      const rows = await db.selectFrom('alerts').selectAll().where('closed_at', 'is', null).orderBy('raised_at').execute();
      return rows.map((row) => readAlert(cipher, row));
    },

    list: async (filter) => {
      let query = db.selectFrom('alerts').selectAll().orderBy('raised_at', 'desc');
      if (filter.conversationId !== undefined) query = query.where('conversation_id', '=', filter.conversationId);
      if (filter.limit !== undefined) query = query.limit(filter.limit);
      return (await query.execute()).map((row) => readAlert(cipher, row));
    },
  };
}
