import type { FieldSource } from '../../core/field.ts';
import type { Instant } from '../../core/instant.ts';
import { maskPersonal } from '../../core/mask.ts';
import type { StoreTransaction, TranscriptLine } from '../../core/store.ts';

/** Counts a thumb on an answer; a thumb down puts the question that it answered on the list that staff work through. */
export async function recordVote(
  tx: StoreTransaction,
  vote: { readonly lines: readonly TranscriptLine[]; readonly line: TranscriptLine; readonly from: FieldSource; readonly up: boolean },
  at: Instant,
): Promise<void> {
  const { lines, line, from, up } = vote;
  const entryId = line.reply?.entryId ?? line.reply?.key ?? 'unknown';
  await tx.feedback.recordVote(entryId, from, up, at);
  if (up || line.turnId === null) return;
  const question = lines
    .filter(({ from: speaker, turnId }) => speaker === 'resident' && turnId === line.turnId)
    .map(({ text }) => text)
    .join('，');
  if (question !== '') await tx.feedback.recordUnknown(maskPersonal(question), at, entryId);
}
