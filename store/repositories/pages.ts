import { createId } from '../../core/ids.ts';
import type { Page, Reach } from '../../core/page.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { Tables } from '../schema.ts';
import type { StoreScope } from '../store-scope.ts';

/** Calls of the people on duty over webhook and channels, and how each wishes to be called. */
export function createPages({ db, cipher }: StoreScope): StoreTransaction['pages'] {
  const keyPlace = (id: string) => ({ table: 'pages', column: 'chat_key', id });
  const reachPlace = (id: string) => ({ table: 'reach', column: 'chat_key', id });
  const readPage = (row: Tables['pages']): Page => ({
    id: row.id,
    conversationId: row.conversation_id,
    alertId: row.alert_id,
    reason: row.reason,
    account: row.account,
    by: row.sent_by,
    chatKey: cipher.open(row.chat_key, keyPlace(row.id)),
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    failure: row.failure,
  });
  const change = async (id: string, set: Partial<Tables['pages']>): Promise<void> => {
    await db.updateTable('pages').set(set).where('id', '=', id).execute();
  };

  return {
    enqueue: async ({ conversationId, alertId, reason, account, by, chatKey, at }) => {
      const id = createId<'page'>();
      await db
        .insertInto('pages')
        .values({
          id,
          conversation_id: conversationId,
          alert_id: alertId,
          reason,
          account,
          sent_by: by,
          chat_key: cipher.seal(chatKey, keyPlace(id)),
          state: 'waiting',
          attempts: 0,
          next_attempt_at: at,
          created_at: at,
          sent_at: null,
          failure: null,
        })
        .execute();
    },

    claim: async (at, until, limit) => {
      const rows = await db
        .selectFrom('pages')
        .selectAll()
        .where('state', '=', 'waiting')
        .where('next_attempt_at', '<=', at)
        .orderBy('created_at')
        .limit(limit)
        .execute();
      // A crash in mid-sending leaves it waiting: it is tried again when this moment has passed.
      for (const row of rows) await change(row.id, { attempts: row.attempts + 1, next_attempt_at: until });
      return rows.map((row) => ({ ...readPage(row), attempts: row.attempts + 1 }));
    },

    markSent: (id, at) => change(id, { state: 'sent', sent_at: at, failure: null }),
    retryAt: (id, at, failure) => change(id, { next_attempt_at: at, failure }),
    markDead: (id, failure) => change(id, { state: 'dead', failure }),

    list: async ({ conversationId }) =>
      (await db.selectFrom('pages').selectAll().where('conversation_id', '=', conversationId).orderBy('created_at').execute()).map(
        readPage,
      ),

    reachOf: async (staffId) => {
      const row = await db.selectFrom('reach').selectAll().where('staff_id', '=', staffId).executeTakeFirst();
      return row === undefined
        ? ({ by: 'console', chatKey: '' } satisfies Reach)
        : { by: row.reach_by, chatKey: cipher.open(row.chat_key, reachPlace(staffId)) };
    },

    setReach: async (staffId, { by, chatKey }) => {
      await db.deleteFrom('reach').where('staff_id', '=', staffId).execute();
      await db
        .insertInto('reach')
        .values({ staff_id: staffId, reach_by: by, chat_key: cipher.seal(chatKey, reachPlace(staffId)) })
        .execute();
    },
  };
}
