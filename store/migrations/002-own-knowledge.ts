import type { Kysely } from 'kysely';

/** What the centre's staff add to the shipped corpus, and why a question stands on the list of unknown ones. */
export async function createOwnKnowledge(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('own_knowledge')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('question_id', 'text')
    .addColumn('written_by', 'text', (column) => column.notNull())
    .addColumn('written_at', 'text', (column) => column.notNull())
    .addColumn('reviewed_by', 'text')
    .addColumn('reviewed_at', 'text')
    .execute();
  await db.schema
    .alterTable('unknown_questions')
    .addColumn('reason', 'text', (column) => column.notNull().defaultTo('no_match'))
    .execute();
  await db.schema.alterTable('unknown_questions').addColumn('entry_id', 'text').execute();
}
