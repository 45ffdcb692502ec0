import { createHash } from 'node:crypto';
import type { EventId } from '../../core/ids.ts';
import type { EventRecord } from '../../core/store.ts';
import type { FieldCipher, SealedPlace } from '../encryption/field-cipher.ts';
import type { Sealed, Tables } from '../schema.ts';

/** What stands before the first event. */
export const firstHash = '0'.repeat(64);

function placeOf(id: EventId): SealedPlace {
  return { table: 'events', column: 'detail', id };
}

/** Seals the detail of an event. */
export function sealDetail(cipher: FieldCipher, id: EventId, detail: EventRecord['detail']): Sealed {
  return cipher.sealJson(detail, placeOf(id));
}

/** SHA-256 (hex) of a sealed detail. */
export function digestOf(sealed: Sealed): string {
  return createHash('sha256').update(sealed).digest('hex');
}

/**
 * The hash of an event: keyed (HMAC-SHA-256), over every column and the hash before, so that whoever can write to the file but has no
 * key can neither change an event nor write the rest of the chain anew.
 */
export function hashEvent(cipher: FieldCipher, row: Omit<Tables['events'], 'hash' | 'detail'>): string {
  return cipher.sign(
    JSON.stringify([
      'event',
      row.previous_hash,
      row.sequence,
      row.id,
      row.at,
      row.kind,
      row.conversation_id,
      row.ticket_id,
      row.staff_id,
      row.detail_digest,
    ]),
  );
}

/** An event as it was written. */
export function readEvent(cipher: FieldCipher, row: Tables['events']): EventRecord {
  return {
    id: row.id,
    sequence: row.sequence,
    at: row.at,
    kind: row.kind,
    conversationId: row.conversation_id,
    ticketId: row.ticket_id,
    staffId: row.staff_id,
    detail: cipher.openJson<EventRecord['detail']>(row.detail, placeOf(row.id)),
    hash: row.hash,
    previousHash: row.previous_hash,
  };
}
