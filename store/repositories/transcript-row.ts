import type { ScreenResult } from '../../core/risk.ts';
import type { TranscriptLine } from '../../core/store.ts';
import type { TriageResult } from '../../core/turn.ts';
import type { FieldCipher, SealedPlace } from '../encryption/field-cipher.ts';
import type { Sealed, Tables } from '../schema.ts';

type LineContent = Pick<TranscriptLine, 'text' | 'reply' | 'attachments' | 'recalledAt' | 'spoken'>;

function placeOf(column: 'content' | 'screen' | 'triage', id: string): SealedPlace {
  return { table: 'transcript_lines', column, id };
}

/** The sealed columns of a line. */
export function sealLine(
  cipher: FieldCipher,
  line: Pick<TranscriptLine, 'id' | 'text' | 'reply' | 'attachments' | 'recalledAt' | 'spoken' | 'screen' | 'triage'>,
): Pick<Tables['transcript_lines'], 'content' | 'screen' | 'triage'> {
  const content: LineContent = {
    text: line.text,
    reply: line.reply,
    ...(line.attachments === undefined ? {} : { attachments: line.attachments }),
    ...(line.recalledAt === undefined ? {} : { recalledAt: line.recalledAt }),
    ...(line.spoken === undefined ? {} : { spoken: line.spoken }),
  };
  return { content: cipher.sealJson(content, placeOf('content', line.id)), ...sealLabels(cipher, line.id, line.screen, line.triage) };
}

/** The sealed results of screen and triage of a line. */
export function sealLabels(
  cipher: FieldCipher,
  id: string,
  screen: ScreenResult | null,
  triage: TriageResult | null,
): { readonly screen: Sealed | null; readonly triage: Sealed | null } {
  return {
    screen: screen === null ? null : cipher.sealJson(screen, placeOf('screen', id)),
    triage: triage === null ? null : cipher.sealJson(triage, placeOf('triage', id)),
  };
}

/** A line as it was written. */
export function readLine(cipher: FieldCipher, row: Tables['transcript_lines']): TranscriptLine {
  const content = cipher.openJson<LineContent>(row.content, placeOf('content', row.id));
  return {
    id: row.id,
    conversationId: row.conversation_id,
    sequence: row.sequence,
    at: row.at,
    from: row.from_whom,
    staffId: row.staff_id,
    ...content,
    turnId: row.turn_id,
    screen: row.screen === null ? null : cipher.openJson<ScreenResult>(row.screen, placeOf('screen', row.id)),
    triage: row.triage === null ? null : cipher.openJson<TriageResult>(row.triage, placeOf('triage', row.id)),
  };
}
