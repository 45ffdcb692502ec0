import type { Fields } from '../../core/field.ts';
import type { ConversationId } from '../../core/ids.ts';
import { maskPersonal } from '../../core/mask.ts';
import type { StoreScope } from '../store-scope.ts';
import { readTicket } from './ticket-row.ts';
import { readLine } from './transcript-row.ts';

function stringsIn(fields: Fields): readonly string[] {
  return Object.values(fields).flatMap(({ value }) => (typeof value === 'string' ? [value] : Array.isArray(value) ? value : []));
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/gu, '');
}

/**
 * Deletes the questions without an answer that were this person's words. They carry no link to a conversation and were masked by pattern,
 * which a name or an address slips through; so they are found by the words. What others asked in the same words stays, unless it
 * holds a value of this person. To be called before the words are erased. Gives how many went.
 */
export async function eraseQuestions({ db, cipher }: Pick<StoreScope, 'db' | 'cipher'>, conversationId: ConversationId): Promise<number> {
  const questions = await db.selectFrom('unknown_questions').select(['id', 'question', 'count']).execute();
  if (questions.length === 0) return 0;
  const rows = await db.selectFrom('transcript_lines').selectAll().where('conversation_id', '=', conversationId).execute();
  const lines = rows.map((row) => readLine(cipher, row)).filter((line) => line.from === 'resident');
  const said = squeeze(maskPersonal(lines.map((line) => line.text).join('\n')));
  const tickets = await db.selectFrom('tickets').selectAll().where('conversation_id', '=', conversationId).execute();
  const values = [
    ...tickets.flatMap((row) => stringsIn(readTicket(cipher, row).fields)),
    ...lines.flatMap((line) => (line.triage === null ? [] : stringsIn(line.triage.fields))),
  ].filter((value) => value.length >= 2);
  let erased = 0;
  for (const { id, question, count } of questions) {
    const words = cipher.open(question, { table: 'unknown_questions', column: 'question', id });
    const isTheirs = said.includes(squeeze(words));
    if (!isTheirs || (count > 1 && !values.some((value) => words.includes(value)))) continue;
    await db.deleteFrom('unknown_questions').where('id', '=', id).execute();
    erased += 1;
  }
  return erased;
}
