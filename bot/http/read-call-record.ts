import type { Instant } from '../../core/instant.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';

/** The call that a ticket came from, as it leaves with the ticket. Words and recording only where the caller agreed and the export is uncovered. */
export type CallRecord = {
  readonly startedAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly consent: string;
  readonly consentAt: Instant | null;
  readonly recording: { readonly reference: string; readonly seconds: number | null } | null;
  readonly transcript: readonly { readonly at: Instant; readonly from: string; readonly text: string }[] | null;
};

/** Reads the call of a ticket; `null` where it came in another way. */
export async function readCallRecord(tx: StoreTransaction, ticket: Ticket, personal: boolean): Promise<CallRecord | null> {
  const call = await tx.calls.get(ticket.conversationId);
  if (call === null) return null;
  const isBound = personal && call.consent.state === 'given';
  const lines = isBound ? await tx.transcript.read(ticket.conversationId, 0) : [];
  return {
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    consent: call.consent.state,
    consentAt: call.consent.at,
    recording: isBound ? call.recording : null,
    transcript: isBound
      ? lines.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).map(({ at, from, text }) => ({ at, from, text }))
      : null,
  };
}
