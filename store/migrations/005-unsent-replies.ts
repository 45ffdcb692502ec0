import { type Kysely, type SqlBool, sql } from 'kysely';

/** Finds what is unsent before a reply in its conversation without walking through all that was sent there: a claim stays quick while a backlog waits. */
export async function indexUnsentReplies(db: Kysely<never>): Promise<void> {
  await db.schema
    .createIndex('outbox_unsent')
    .on('outbox')
    .columns(['conversation_id', 'sequence'])
    .where(sql<SqlBool>`state in ('waiting', 'sending')`)
    .execute();
}
