import type { SuggestionDraft } from '../../core/flow.ts';
import type { SuggestionId } from '../../core/ids.ts';
import type { Suggestion } from '../../core/store.ts';
import type { FieldCipher, SealedPlace } from '../encryption/field-cipher.ts';
import type { Sealed, Tables } from '../schema.ts';

type Draft = Pick<SuggestionDraft, 'reply' | 'why'>;

function placeOf(column: 'draft' | 'sent_text', id: SuggestionId): SealedPlace {
  return { table: 'suggestions', column, id };
}

/** Seals a draft. */
export function sealDraft(cipher: FieldCipher, id: SuggestionId, { reply, why }: Draft): Sealed {
  const draft: Draft = { reply, why };
  return cipher.sealJson(draft, placeOf('draft', id));
}

/** Seals what was sent in place of a draft. */
export function sealSentText(cipher: FieldCipher, id: SuggestionId, text: string): Sealed {
  return cipher.seal(text, placeOf('sent_text', id));
}

/** A suggestion as it stands. */
export function readSuggestion(cipher: FieldCipher, row: Tables['suggestions']): Suggestion {
  const { reply, why } = cipher.openJson<Draft>(row.draft, placeOf('draft', row.id));
  return {
    reply,
    why,
    from: row.source,
    id: row.id,
    conversationId: row.conversation_id,
    turnId: row.turn_id,
    state: row.state,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    sentText: row.sent_text === null ? null : cipher.open(row.sent_text, placeOf('sent_text', row.id)),
    createdAt: row.created_at,
  };
}
