import type { StoreTransaction } from '../../core/store.ts';
import type { StoreScope } from '../store-scope.ts';
import { blankReply, blankScreen, blankTriage } from './blank-words.ts';
import { hashCaller, hashCallId, readCall, writeCall } from './call-row.ts';
import { readSuggestion, sealDraft } from './suggestion-row.ts';
import { readLine, sealLine } from './transcript-row.ts';

/** Calls, and what is forgotten of them afterwards. */
export function createCalls({ db, cipher }: StoreScope): StoreTransaction['calls'] {
  const forgetLines = async (id: Parameters<StoreTransaction['calls']['forgetWords']>[0], except: ReadonlySet<string>): Promise<number> => {
    const messages = await db
      .selectFrom('messages')
      .select(['id', 'turn_id'])
      .where('conversation_id', '=', id)
      .where('turn_id', 'is not', null)
      .where('content', 'is not', null)
      .execute();
    const gone = messages.filter(({ turn_id }) => turn_id === null || !except.has(turn_id));
    for (const message of gone) await db.updateTable('messages').set({ content: null }).where('id', '=', message.id).execute();
    const lines = await db.selectFrom('transcript_lines').selectAll().where('conversation_id', '=', id).execute();
    const blanked = lines.filter(({ turn_id }) => turn_id === null || !except.has(turn_id));
    for (const row of blanked) {
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
    return gone.length + blanked.length;
  };

  return {
    open: async (call) => {
      await db.insertInto('calls').values(writeCall(cipher, call)).execute();
    },

    get: async (conversationId) => {
      const row = await db.selectFrom('calls').selectAll().where('conversation_id', '=', conversationId).executeTakeFirst();
      return row === undefined ? null : readCall(cipher, row);
    },

    findByCallId: async (callId) => {
      const row = await db.selectFrom('calls').selectAll().where('call_hash', '=', hashCallId(cipher, callId)).executeTakeFirst();
      return row === undefined ? null : readCall(cipher, row);
    },

    save: async (call) => {
      const { conversation_id, ...columns } = writeCall(cipher, call);
      await db.updateTable('calls').set(columns).where('conversation_id', '=', conversation_id).execute();
    },

    listOpen: async () => {
      const rows = await db
        .selectFrom('calls')
        .selectAll()
        .where('source', '=', 'hotline')
        .where('state', '!=', 'ended')
        .orderBy('started_at', 'desc')
        .execute();
      return rows.map((row) => readCall(cipher, row));
    },

    noteEvent: async (eventId, conversationId, at) => {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('call_events')
        .values({ event_hash: cipher.lookUpHash('call_events.event_hash', eventId), conversation_id: conversationId, at })
        .onConflict((conflict) => conflict.column('event_hash').doNothing())
        .executeTakeFirst();
      return Number(numInsertedOrUpdatedRows) === 1;
    },

    fromNumber: async (callerNumber, except) => {
      const hash = hashCaller(cipher, callerNumber);
      if (hash === null) return [];
      const rows = await db
        .selectFrom('calls')
        .selectAll()
        .where('caller_hash', '=', hash)
        .where('conversation_id', '!=', except)
        .orderBy('started_at', 'desc')
        .execute();
      return rows.map((row) => readCall(cipher, row));
    },

    unsettled: async (endedBy, silentSince) => {
      const rows = await db
        .selectFrom('calls')
        .selectAll()
        .where('settled_at', 'is', null)
        .where('source', '=', 'hotline')
        .where((eb) => eb.or([eb('ended_at', '<=', endedBy), eb.and([eb('ended_at', 'is', null), eb('last_event_at', '<=', silentSince)])]))
        .orderBy('started_at')
        .execute();
      return rows.map((row) => readCall(cipher, row));
    },

    forgetWords: async (conversationId, except) => {
      const lines = await forgetLines(conversationId, except);
      const suggestions = await db.selectFrom('suggestions').selectAll().where('conversation_id', '=', conversationId).execute();
      for (const row of suggestions) {
        const draft = sealDraft(cipher, row.id, { reply: blankReply(readSuggestion(cipher, row).reply), why: '' });
        const next = row.state === 'open' ? { state: 'withdrawn' as const } : {};
        await db
          .updateTable('suggestions')
          .set({ draft, sent_text: null, ...next })
          .where('id', '=', row.id)
          .execute();
      }
      return lines + suggestions.length;
    },
  };
}
