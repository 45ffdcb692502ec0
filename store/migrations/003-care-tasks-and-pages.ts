import type { Kysely } from 'kysely';
import { createTable } from './create-table.ts';

/** What is planned and what was done after danger, in tables of their own (YJ-10); calls of the person on duty; how people wish to be called. */
export async function createCareTasksAndPages(db: Kysely<never>): Promise<void> {
  await createTable(db, 'care_tasks', {
    id: 'text',
    conversation_id: 'text',
    alert_id: 'text?',
    kind: 'text',
    account: 'text',
    due_at: 'text',
    created_at: 'text',
    reminded_at: 'text?',
  })
    .addForeignKeyConstraint('care_tasks_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();
  await db.schema.createIndex('care_tasks_conversation').on('care_tasks').columns(['conversation_id', 'due_at']).execute();
  await db.schema.createIndex('care_tasks_due').on('care_tasks').column('due_at').execute();

  await createTable(db, 'deeds', {
    id: 'text',
    task_id: 'text',
    conversation_id: 'text',
    outcome: 'text',
    at: 'text',
    staff_id: 'text',
    content: 'text',
  })
    .addForeignKeyConstraint('deeds_task', ['task_id'], 'care_tasks', ['id'])
    .execute();
  await db.schema.createIndex('deeds_task').on('deeds').columns(['task_id', 'at']).execute();

  await createTable(db, 'pages', {
    id: 'text',
    conversation_id: 'text',
    alert_id: 'text?',
    reason: 'text',
    account: 'text',
    sent_by: 'text',
    chat_key: 'text',
    state: 'text',
    attempts: 'integer',
    next_attempt_at: 'text',
    created_at: 'text',
    sent_at: 'text?',
    failure: 'text?',
  })
    .addForeignKeyConstraint('pages_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();
  await db.schema.createIndex('pages_waiting').on('pages').columns(['state', 'next_attempt_at']).execute();

  await createTable(db, 'reach', { staff_id: 'text', reach_by: 'text', chat_key: 'text' })
    .addForeignKeyConstraint('reach_staff', ['staff_id'], 'staff', ['id'])
    .execute();
}
