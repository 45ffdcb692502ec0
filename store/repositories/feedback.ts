import { XinqiaoError } from '../../core/errors.ts';
import { createId } from '../../core/ids.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { SealedPlace } from '../encryption/field-cipher.ts';
import type { StoreScope } from '../store-scope.ts';

function placeOf(id: string): SealedPlace {
  return { table: 'unknown_questions', column: 'question', id };
}

/** What found no answer, what staff corrected, and what readers thought of answers. */
export function createFeedback({ db, cipher }: StoreScope): StoreTransaction['feedback'] {
  return {
    recordUnknown: async (question, at, votedDown) => {
      const id = createId<'unknown question'>();
      await db
        .insertInto('unknown_questions')
        .values({
          id,
          question_hash: cipher.lookUpHash('unknown_questions.question_hash', question.trim()),
          question: cipher.seal(question.trim(), placeOf(id)),
          count: 1,
          first_at: at,
          last_at: at,
          state: 'open',
          reason: votedDown === undefined ? 'no_match' : 'voted_down',
          entry_id: votedDown ?? null,
        })
        .onConflict((conflict) =>
          conflict.column('question_hash').doUpdateSet((eb) => ({ count: eb('unknown_questions.count', '+', 1), last_at: at })),
        )
        .execute();
    },

    listUnknown: async (state, limit) => {
      const rows = await db
        .selectFrom('unknown_questions')
        .selectAll()
        .where('state', '=', state)
        .orderBy('count', 'desc')
        .orderBy('last_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        question: cipher.open(row.question, placeOf(row.id)),
        count: row.count,
        firstAt: row.first_at,
        lastAt: row.last_at,
        state: row.state,
        reason: row.reason,
        entryId: row.entry_id,
      }));
    },

    setUnknownState: async (id, state) => {
      const { numUpdatedRows } = await db.updateTable('unknown_questions').set({ state }).where('id', '=', id).executeTakeFirst();
      if (Number(numUpdatedRows) === 0) throw new XinqiaoError('not_found', 'there is no such question');
    },

    recordCorrection: async ({ turnId, label, was, now, staffId, at }) => {
      await db
        .insertInto('label_corrections')
        .values({ id: createId<'correction'>(), turn_id: turnId, label, was, now, staff_id: staffId, at })
        .execute();
    },

    listCorrections: async (limit) => {
      const rows = await db.selectFrom('label_corrections').selectAll().orderBy('at', 'desc').limit(limit).execute();
      return rows.map(({ turn_id, label, was, now, staff_id, at }) => ({ turnId: turn_id, label, was, now, staffId: staff_id, at }));
    },

    recordVote: async (entryId, from, up, at) => {
      await db
        .insertInto('votes')
        .values({ id: createId<'vote'>(), entry_id: entryId, source: from, up: up ? 1 : 0, at })
        .execute();
    },

    countVotes: async () => {
      const rows = await db
        .selectFrom('votes')
        .select((eb) => ['entry_id', eb.fn.sum<number>('up').as('up'), eb.fn.countAll<number>().as('all')])
        .groupBy('entry_id')
        .orderBy('entry_id')
        .execute();
      return rows.map((row) => ({ entryId: row.entry_id, up: Number(row.up), down: Number(row.all) - Number(row.up) }));
    },
  };
}
