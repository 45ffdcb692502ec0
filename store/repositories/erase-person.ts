import type { Field, Fields } from '../../core/field.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { StoreScope } from '../store-scope.ts';
import { readAlert, sealReason } from './alert-row.ts';
import { blankReply, blankScreen, blankTriage } from './blank-words.ts';
import { readCall, writeCall } from './call-row.ts';
import { eraseQuestions } from './erase-questions.ts';
import { digestOf, readEvent, sealDetail } from './event-row.ts';
import { blankEntry } from './outbox-row.ts';
import { isOwnWord, redactDetail } from './redact-detail.ts';
import { readSuggestion, sealDraft } from './suggestion-row.ts';
import { readTicket, writeTicket } from './ticket-row.ts';
import { readLine, sealLine } from './transcript-row.ts';
import { erasureKind } from './verify-chain.ts';

/** Sums, counts and yes or no stay; whatever is words may name somebody and goes. The forms' `pii` marks are not known here. */
function keepNumbers(fields: Fields): Fields {
  const isPlain = ({ value }: Field): boolean => typeof value === 'number' || typeof value === 'boolean';
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => isPlain(field))
      .map(([name, { conflicts, ...field }]) => [
        name,
        conflicts === undefined ? field : { ...field, conflicts: conflicts.filter(isPlain) },
      ]),
  );
}

/**
 * `StoreTransaction['erasePerson']` (个人信息保护法 art. 47). Messages that no turn took yet stay until one did, so that a call for help is
 * not erased unread; a reply on its way keeps its words until it went. The channel's address stays, sealed: without it nobody could
 * tell the person what became of the case. Replaced event details are named by their digests in an event of their own.
 */
export function createErasePerson({ db, cipher }: StoreScope, events: StoreTransaction['events']): StoreTransaction['erasePerson'] {
  const eraseWords = async (conversationId: ConversationId): Promise<number> => {
    const messages = await db
      .updateTable('messages')
      .set({ content: null })
      .where('conversation_id', '=', conversationId)
      .where('turn_id', 'is not', null)
      .where('content', 'is not', null)
      .executeTakeFirst();
    const lines = await db.selectFrom('transcript_lines').selectAll().where('conversation_id', '=', conversationId).execute();
    for (const row of lines) {
      const line = readLine(cipher, row);
      const blank = {
        id: line.id,
        text: '',
        reply: line.reply === null ? null : blankReply(line.reply),
        screen: line.screen === null ? null : blankScreen(line.screen),
        triage: line.triage === null ? null : blankTriage(line.triage),
      };
      await db.updateTable('transcript_lines').set(sealLine(cipher, blank)).where('id', '=', row.id).execute();
    }
    return Number(messages.numUpdatedRows) + lines.length;
  };

  const eraseReplies = async (conversationId: ConversationId, at: Instant): Promise<number> => {
    const entries = await db.selectFrom('outbox').selectAll().where('conversation_id', '=', conversationId).execute();
    for (const row of entries) {
      const isUnderWay = row.state === 'waiting' || row.state === 'sending';
      const state = row.state === 'dead' ? 'dropped' : row.state;
      const next = isUnderWay ? { erase_after: 1 } : { content: blankEntry(cipher, row), state };
      await db.updateTable('outbox').set(next).where('id', '=', row.id).execute();
    }
    const suggestions = await db.selectFrom('suggestions').selectAll().where('conversation_id', '=', conversationId).execute();
    for (const row of suggestions) {
      const { reply } = readSuggestion(cipher, row);
      const draft = sealDraft(cipher, row.id, { reply: blankReply(reply), why: '' });
      const next = row.state === 'open' ? { state: 'withdrawn' as const, decided_at: at } : {};
      await db
        .updateTable('suggestions')
        .set({ draft, sent_text: null, ...next })
        .where('id', '=', row.id)
        .execute();
    }
    const scheduled = await db.deleteFrom('scheduled_replies').where('conversation_id', '=', conversationId).executeTakeFirst();
    return entries.length + suggestions.length + Number(scheduled.numDeletedRows);
  };

  const eraseCase = async (conversationId: ConversationId, at: Instant): Promise<number> => {
    const conversation = await db
      .updateTable('conversations')
      .set((eb) => ({ state: null, updated_at: at, version: eb('version', '+', 1) }))
      .where('id', '=', conversationId)
      .executeTakeFirst();
    const tickets = await db.selectFrom('tickets').selectAll().where('conversation_id', '=', conversationId).execute();
    for (const row of tickets) {
      const ticket = readTicket(cipher, row);
      const next = { ...ticket, fields: keepNumbers(ticket.fields), summary: '', updatedAt: at, version: ticket.version + 1 };
      const { content, phone_hash, updated_at, version } = writeTicket(cipher, next);
      await db.updateTable('tickets').set({ content, phone_hash, updated_at, version }).where('id', '=', row.id).execute();
    }
    const alerts = await db.selectFrom('alerts').selectAll().where('conversation_id', '=', conversationId).execute();
    const worded = alerts.filter((row) => !isOwnWord(readAlert(cipher, row).reason));
    for (const row of worded)
      await db
        .updateTable('alerts')
        .set({ reason: sealReason(cipher, row.id, '') })
        .where('id', '=', row.id)
        .execute();
    return Number(conversation.numUpdatedRows) + tickets.length + worded.length;
  };

  const eraseDetails = async (conversationId: ConversationId, at: Instant): Promise<number> => {
    const rows = await db
      .selectFrom('events')
      .selectAll()
      .where((eb) =>
        eb.or([
          eb('conversation_id', '=', conversationId),
          eb('ticket_id', 'in', eb.selectFrom('tickets').select('tickets.id').where('tickets.conversation_id', '=', conversationId)),
        ]),
      )
      .where('kind', '!=', erasureKind)
      .orderBy('sequence')
      .execute();
    const digests: Record<string, string> = {};
    for (const row of rows) {
      const { detail } = readEvent(cipher, row);
      const redacted = redactDetail(detail);
      if (JSON.stringify(redacted) === JSON.stringify(detail)) continue;
      const sealed = sealDetail(cipher, row.id, redacted);
      digests[row.sequence] = digestOf(sealed);
      await db.updateTable('events').set({ detail: sealed }).where('sequence', '=', row.sequence).execute();
    }
    const changed = Object.keys(digests).length;
    if (changed > 0) await events.append({ at, kind: erasureKind, conversationId, ticketId: null, staffId: null, detail: { digests } });
    return changed;
  };

  /** Who took a report and its number stay, as the law asks; notes go. */
  const eraseNotes = async (conversationId: ConversationId): Promise<number> => {
    const deeds = await db.selectFrom('deeds').select(['id', 'content']).where('conversation_id', '=', conversationId).execute();
    for (const { id, content } of deeds) {
      const place = { table: 'deeds', column: 'content', id };
      const sealed = cipher.sealJson({ ...cipher.openJson<{ note: string }>(content, place), note: '' }, place);
      await db.updateTable('deeds').set({ content: sealed }).where('id', '=', id).execute();
    }
    return deeds.length;
  };

  /** The times and the length of a call stay; its number and its recording go. */
  const eraseCall = async (conversationId: ConversationId): Promise<number> => {
    const row = await db.selectFrom('calls').selectAll().where('conversation_id', '=', conversationId).executeTakeFirst();
    if (row === undefined) return 0;
    const blank = writeCall(cipher, { ...readCall(cipher, row), callerNumber: '', recording: null });
    await db.updateTable('calls').set(blank).where('conversation_id', '=', conversationId).execute();
    return 1;
  };

  return async (conversationId, at) =>
    // First, as it needs the person's words to find their questions.
    (await eraseQuestions({ db, cipher }, conversationId)) +
    (await eraseNotes(conversationId)) +
    (await eraseCall(conversationId)) +
    (await eraseWords(conversationId)) +
    (await eraseReplies(conversationId, at)) +
    (await eraseCase(conversationId, at)) +
    (await eraseDetails(conversationId, at));
}
