import { XinqiaoError } from '../../core/errors.ts';
import { createId } from '../../core/ids.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { Tables } from '../schema.ts';
import type { StoreScope } from '../store-scope.ts';
import { readSuggestion, sealDraft, sealSentText } from './suggestion-row.ts';

/** Draft replies shown to staff. */
export function createSuggestions({ db, cipher }: StoreScope): StoreTransaction['suggestions'] {
  const withdrawOpen: StoreTransaction['suggestions']['withdrawOpen'] = async (conversationId, at) => {
    const { numUpdatedRows } = await db
      .updateTable('suggestions')
      .set({ state: 'withdrawn', decided_at: at })
      .where('conversation_id', '=', conversationId)
      .where('state', '=', 'open')
      .executeTakeFirst();
    return Number(numUpdatedRows);
  };

  return {
    withdrawOpen,

    offer: async (conversationId, turnId, drafts, at) => {
      await withdrawOpen(conversationId, at);
      const rows = drafts.map((draft, position): Tables['suggestions'] => {
        const id = createId<'suggestion'>();
        return {
          id,
          conversation_id: conversationId,
          turn_id: turnId,
          position,
          source: draft.from,
          state: 'open',
          draft: sealDraft(cipher, id, draft),
          decided_by: null,
          decided_at: null,
          sent_text: null,
          created_at: at,
        };
      });
      if (rows.length > 0) await db.insertInto('suggestions').values(rows).execute();
      return rows.map((row) => readSuggestion(cipher, row));
    },

    get: async (id) => {
      const row = await db.selectFrom('suggestions').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : readSuggestion(cipher, row);
    },

    decide: async (id, decision, staffId, sentText, at) => {
      const row = await db
        .updateTable('suggestions')
        .set({
          state: decision,
          decided_by: staffId,
          decided_at: at,
          sent_text: sentText === null ? null : sealSentText(cipher, id, sentText),
        })
        .where('id', '=', id)
        .where('state', '=', 'open')
        .returningAll()
        .executeTakeFirst();
      if (row !== undefined) return readSuggestion(cipher, row);
      const stored = await db.selectFrom('suggestions').select('state').where('id', '=', id).executeTakeFirst();
      if (stored === undefined) throw new XinqiaoError('not_found', 'there is no such suggestion');
      throw new XinqiaoError('stale_version', `the suggestion is ${stored.state}, no longer open`);
    },

    list: async (filter) => {
      let query = db
        .selectFrom('suggestions')
        .selectAll()
        .where('conversation_id', '=', filter.conversationId)
        .orderBy('created_at')
        .orderBy('turn_id')
        .orderBy('position');
      if (filter.state !== undefined) query = query.where('state', '=', filter.state);
      return (await query.execute()).map((row) => readSuggestion(cipher, row));
    },
  };
}
