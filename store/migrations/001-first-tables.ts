import { type Kysely, sql } from 'kysely';
import { createTable as table } from './create-table.ts';

/** The tables of the first version. */
export async function createFirstTables(db: Kysely<never>): Promise<void> {
  await table(db, 'conversations', {
    id: 'text',
    channel: 'text',
    address_hash: 'text',
    address: 'text',
    space: 'text',
    owner_kind: 'text',
    owner_staff_id: 'text?',
    owner_since: 'text?',
    risk: 'text',
    risk_kinds: 'text',
    urgency: 'text',
    state: 'text?',
    ticket_id: 'text?',
    created_at: 'text',
    updated_at: 'text',
    version: 'integer',
  }).execute();
  await db.schema.createIndex('conversations_address').unique().on('conversations').column('address_hash').execute();
  await db.schema.createIndex('conversations_owner').on('conversations').columns(['owner_kind', 'urgency']).execute();

  await table(db, 'conversation_activity', {
    conversation_id: 'text',
    message_count: 'integer',
    line_count: 'integer',
    reply_count: 'integer',
    last_message_at: 'text',
    last_staff_at: 'text?',
  })
    .addForeignKeyConstraint('activity_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();

  await table(db, 'messages', {
    id: 'text',
    conversation_id: 'text',
    sequence: 'integer',
    channel: 'text',
    message_hash: 'text',
    space: 'text',
    addressed: 'integer',
    kind: 'text',
    sent_at: 'text',
    received_at: 'text',
    turn_id: 'text?',
    content: 'text?',
  })
    .addForeignKeyConstraint('messages_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();
  await db.schema.createIndex('messages_channel_id').unique().on('messages').column('message_hash').execute();
  await db.schema.createIndex('messages_order').unique().on('messages').columns(['conversation_id', 'sequence']).execute();
  await db.schema
    .createIndex('messages_unhandled')
    .on('messages')
    .columns(['conversation_id', 'sequence'])
    .where(sql.ref('turn_id'), 'is', null)
    .execute();

  await table(db, 'transcript_lines', {
    id: 'text',
    conversation_id: 'text',
    sequence: 'integer',
    at: 'text',
    from_whom: 'text',
    staff_id: 'text?',
    turn_id: 'text?',
    content: 'text',
    screen: 'text?',
    triage: 'text?',
  })
    .addForeignKeyConstraint('lines_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();
  await db.schema.createIndex('lines_order').unique().on('transcript_lines').columns(['conversation_id', 'sequence']).execute();
  await db.schema.createIndex('lines_turn').on('transcript_lines').column('turn_id').execute();

  await table(db, 'outbox', {
    id: 'text',
    conversation_id: 'text',
    sequence: 'integer',
    turn_id: 'text?',
    channel: 'text',
    origin: 'text',
    state: 'text',
    attempts: 'integer',
    next_attempt_at: 'text',
    reason: 'text?',
    drop_reason: 'text?',
    erase_after: 'integer',
    created_at: 'text',
    sent_at: 'text?',
    content: 'text',
  })
    .addForeignKeyConstraint('outbox_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();
  await db.schema.createIndex('outbox_order').unique().on('outbox').columns(['conversation_id', 'sequence']).execute();
  await db.schema.createIndex('outbox_due').on('outbox').columns(['state', 'next_attempt_at']).execute();

  await table(db, 'case_counters', { name: 'text', value: 'integer' }).execute();
  await table(db, 'tickets', {
    id: 'text',
    case_code: 'text',
    conversation_id: 'text',
    channel: 'text',
    dispute_type: 'text',
    routes: 'text',
    urgency: 'text',
    urgency_rule: 'text',
    risk: 'text',
    risk_kinds: 'text',
    status: 'text',
    form_id: 'text',
    form_version: 'integer',
    content: 'text',
    assignee_id: 'text?',
    promised_by: 'text?',
    created_at: 'text',
    updated_at: 'text',
    version: 'integer',
  })
    .addForeignKeyConstraint('tickets_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();
  await db.schema.createIndex('tickets_code').unique().on('tickets').column('case_code').execute();
  await db.schema.createIndex('tickets_conversation').on('tickets').column('conversation_id').execute();
  await db.schema.createIndex('tickets_status').on('tickets').columns(['status', 'created_at']).execute();

  await table(db, 'events', {
    sequence: 'integer',
    id: 'text',
    at: 'text',
    kind: 'text',
    conversation_id: 'text?',
    ticket_id: 'text?',
    staff_id: 'text?',
    detail: 'text',
    detail_digest: 'text',
    hash: 'text',
    previous_hash: 'text',
  }).execute();
  await db.schema.createIndex('events_conversation').on('events').columns(['conversation_id', 'sequence']).execute();
  await db.schema.createIndex('events_ticket').on('events').columns(['ticket_id', 'sequence']).execute();
  await db.schema.createIndex('events_kind').on('events').columns(['kind', 'sequence']).execute();
  await table(db, 'event_heads', { name: 'text', sequence: 'integer', hash: 'text' }).execute();

  await table(db, 'suggestions', {
    id: 'text',
    conversation_id: 'text',
    turn_id: 'text',
    position: 'integer',
    source: 'text',
    state: 'text',
    draft: 'text',
    decided_by: 'text?',
    decided_at: 'text?',
    sent_text: 'text?',
    created_at: 'text',
  })
    .addForeignKeyConstraint('suggestions_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();
  await db.schema.createIndex('suggestions_open').on('suggestions').columns(['conversation_id', 'state']).execute();

  await table(db, 'alerts', {
    id: 'text',
    conversation_id: 'text',
    reason: 'text',
    raised_at: 'text',
    paged: 'text',
    seen_at: 'text?',
    accepted_at: 'text?',
    contacted_at: 'text?',
    handled_by: 'text?',
    closed_at: 'text?',
  })
    .addForeignKeyConstraint('alerts_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();
  await db.schema.createIndex('alerts_conversation').on('alerts').columns(['conversation_id', 'raised_at']).execute();
  await db.schema.createIndex('alerts_closed').on('alerts').columns(['closed_at', 'raised_at']).execute();

  await table(db, 'scheduled_replies', { id: 'text', conversation_id: 'text', due_at: 'text', reply: 'text' })
    .addForeignKeyConstraint('scheduled_conversation', ['conversation_id'], 'conversations', ['id'])
    .execute();
  await db.schema.createIndex('scheduled_one').unique().on('scheduled_replies').column('conversation_id').execute();
  await db.schema.createIndex('scheduled_due').on('scheduled_replies').column('due_at').execute();

  await table(db, 'unknown_questions', {
    id: 'text',
    question_hash: 'text',
    question: 'text',
    count: 'integer',
    first_at: 'text',
    last_at: 'text',
    state: 'text',
  }).execute();
  await db.schema.createIndex('unknown_questions_hash').unique().on('unknown_questions').column('question_hash').execute();
  await table(db, 'label_corrections', {
    id: 'text',
    turn_id: 'text',
    label: 'text',
    was: 'text',
    now: 'text',
    staff_id: 'text',
    at: 'text',
  }).execute();
  await table(db, 'votes', { id: 'text', entry_id: 'text', source: 'text', up: 'integer', at: 'text' }).execute();
  await db.schema.createIndex('votes_entry').on('votes').column('entry_id').execute();

  await table(db, 'staff', {
    id: 'text',
    account: 'text',
    display_name: 'text',
    role: 'text',
    active: 'integer',
    must_change_password: 'integer',
    password_hash: 'text',
    created_at: 'text',
  }).execute();
  await db.schema.createIndex('staff_account').unique().on('staff').column('account').execute();
  await table(db, 'sessions', { token_hash: 'text', staff_id: 'text', expires_at: 'text' })
    .addForeignKeyConstraint('sessions_staff', ['staff_id'], 'staff', ['id'])
    .execute();
}
