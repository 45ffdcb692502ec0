import { XinqiaoError } from '../../core/errors.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { StoreScope } from '../store-scope.ts';
import { readLine, sealLabels, sealLine } from './transcript-row.ts';

/** The lines of conversations as staff and residents read them. */
export function createTranscript({ db, cipher }: StoreScope): StoreTransaction['transcript'] {
  return {
    append: async (line) => {
      const counted = await db
        .updateTable('conversation_activity')
        .set((eb) => ({ line_count: eb('line_count', '+', 1), ...(line.from === 'staff' ? { last_staff_at: line.at } : {}) }))
        .where('conversation_id', '=', line.conversationId)
        .returning('line_count')
        .executeTakeFirst();
      if (counted === undefined) throw new XinqiaoError('not_found', 'there is no such conversation');
      const sequence = counted.line_count;
      await db
        .insertInto('transcript_lines')
        .values({
          id: line.id,
          conversation_id: line.conversationId,
          sequence,
          at: line.at,
          from_whom: line.from,
          staff_id: line.staffId,
          turn_id: line.turnId,
          ...sealLine(cipher, line),
        })
        .execute();
      return { ...line, sequence };
    },

    read: async (conversationId, afterSequence) => {
      const rows = await db
        .selectFrom('transcript_lines')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('sequence', '>', afterSequence)
        .orderBy('sequence')
        .execute();
      return rows.map((row) => readLine(cipher, row));
    },

    annotate: async (turnId, screen, triage) => {
      const lines = await db
        .selectFrom('transcript_lines')
        .select('id')
        .where('turn_id', '=', turnId)
        .where('from_whom', '=', 'resident')
        .execute();
      for (const { id } of lines)
        await db
          .updateTable('transcript_lines')
          .set(sealLabels(cipher, id, screen, triage))
          .where('id', '=', id)
          .execute();
    },
  };
}
