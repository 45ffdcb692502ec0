import type { Kysely } from 'kysely';
import { createTable } from './create-table.ts';

/** Telephone calls beside their conversations, the events that a call centre told, and the hash by which a caller's earlier tickets are found. */
export async function createCalls(db: Kysely<never>): Promise<void> {
  await createTable(db, 'calls', {
    conversation_id: 'text',
    source: 'text',
    call_hash: 'text?',
    caller_hash: 'text?',
    state: 'text',
    state_sequence: 'integer',
    consent: 'text',
    content: 'text',
    started_at: 'text',
    ended_at: 'text?',
    last_event_at: 'text',
    settled_at: 'text?',
  })
    .addForeignKeyConstraint('calls_conversation', ['conversation_id'], 'conversations', ['id'])
    .addUniqueConstraint('calls_call_hash', ['call_hash'])
    .execute();
  await db.schema.createIndex('calls_caller').on('calls').columns(['caller_hash', 'started_at']).execute();
  await db.schema.createIndex('calls_unsettled').on('calls').columns(['settled_at', 'ended_at']).execute();
  await db.schema.createIndex('calls_open').on('calls').columns(['source', 'state']).execute();

  await createTable(db, 'call_events', { event_hash: 'text', conversation_id: 'text', at: 'text' }).execute();

  await db.schema.alterTable('tickets').addColumn('phone_hash', 'text').execute();
  await db.schema.createIndex('tickets_phone').on('tickets').column('phone_hash').execute();
}
