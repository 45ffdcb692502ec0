import type { AlertId } from '../../core/ids.ts';
import type { Alert } from '../../core/store.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import type { Sealed, Tables } from '../schema.ts';

/** Seals why an alert was raised. */
export function sealReason(cipher: FieldCipher, id: AlertId, reason: string): Sealed {
  return cipher.seal(reason, { table: 'alerts', column: 'reason', id });
}

/** An alert as it stands. */
export function readAlert(cipher: FieldCipher, row: Tables['alerts']): Alert {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    reason: cipher.open(row.reason, { table: 'alerts', column: 'reason', id: row.id }),
    raisedAt: row.raised_at,
    paged: JSON.parse(row.paged) as Alert['paged'],
    seenAt: row.seen_at,
    acceptedAt: row.accepted_at,
    contactedAt: row.contacted_at,
    handledBy: row.handled_by,
    closedAt: row.closed_at,
  };
}
