import { type CareRecord, type CareTask, closingOutcomes, type Deed } from '../../core/care-task.ts';
import { XinqiaoError } from '../../core/errors.ts';
import { asId, createId } from '../../core/ids.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { Tables } from '../schema.ts';
import type { StoreScope } from '../store-scope.ts';

type DeedWords = Pick<Deed, 'receiver' | 'receipt' | 'note'>;

function readTask(row: Tables['care_tasks']): CareTask {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    alertId: row.alert_id,
    kind: row.kind,
    account: row.account,
    dueAt: row.due_at,
    createdAt: row.created_at,
    remindedAt: row.reminded_at,
  };
}

/** What was planned after danger, and what was done: records of their own. */
export function createCare({ db, cipher }: StoreScope): StoreTransaction['care'] {
  const placeOf = (id: string) => ({ table: 'deeds', column: 'content', id });

  const withDeeds = async (rows: readonly Tables['care_tasks'][]): Promise<readonly CareRecord[]> => {
    if (rows.length === 0) return [];
    const found = await db
      .selectFrom('deeds')
      .selectAll()
      .where(
        'task_id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('at')
      .execute();
    const deeds = found.map(
      (row): Deed => ({
        ...cipher.openJson<DeedWords>(row.content, placeOf(row.id)),
        id: row.id,
        taskId: row.task_id,
        conversationId: row.conversation_id,
        outcome: row.outcome,
        at: row.at,
        staffId: row.staff_id,
      }),
    );
    return rows.map((row) => {
      const own = deeds.filter(({ taskId }) => taskId === row.id);
      return { task: readTask(row), deeds: own, open: !own.some(({ outcome }) => closingOutcomes.includes(outcome)) };
    });
  };

  return {
    plan: async (task) => {
      const id = createId<'care_task'>();
      const row: Tables['care_tasks'] = {
        id,
        conversation_id: task.conversationId,
        alert_id: task.alertId,
        kind: task.kind,
        account: task.account,
        due_at: task.dueAt,
        created_at: task.createdAt,
        reminded_at: null,
      };
      await db.insertInto('care_tasks').values(row).execute();
      return readTask(row);
    },

    get: async (id) => {
      const row = await db.selectFrom('care_tasks').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : ((await withDeeds([row]))[0] ?? null);
    },

    list: async ({ conversationId }) =>
      await withDeeds(
        await db.selectFrom('care_tasks').selectAll().where('conversation_id', '=', conversationId).orderBy('due_at').execute(),
      ),

    open: async (dueBy, limit) => {
      const rows = await db
        .selectFrom('care_tasks')
        .selectAll()
        .where('due_at', '<=', dueBy)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('deeds')
                .select('deeds.id')
                .whereRef('deeds.task_id', '=', 'care_tasks.id')
                .where('deeds.outcome', 'in', [...closingOutcomes]),
            ),
          ),
        )
        .orderBy('due_at')
        .limit(limit)
        .execute();
      return rows.map(readTask);
    },

    remind: async (id, account, at) => {
      const { numUpdatedRows } = await db
        .updateTable('care_tasks')
        .set({ reminded_at: at, account })
        .where('id', '=', id)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) throw new XinqiaoError('not_found', 'there is no such task');
    },

    record: async ({ taskId, conversationId, at, staffId, outcome, receiver, receipt, note }) => {
      const id = createId<'deed'>();
      const content = cipher.sealJson({ receiver, receipt, note } satisfies DeedWords, placeOf(id));
      await db
        .insertInto('deeds')
        .values({ id, task_id: taskId, conversation_id: conversationId, outcome, at, staff_id: staffId, content })
        .execute();
      return { id: asId(id), taskId, conversationId, at, staffId, outcome, receiver, receipt, note };
    },
  };
}
