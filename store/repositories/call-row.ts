import type { Call } from '../../core/call.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import type { Tables } from '../schema.ts';

type CallContent = Pick<Call, 'callId' | 'callerNumber' | 'agent' | 'recording' | 'handOff' | 'answeredAt'> & {
  readonly consentAt: string | null;
  readonly consentBy: Call['consent']['by'];
};

const placeOf = (id: string) => ({ table: 'calls', column: 'content', id });

/** The hash by which a call is found again. */
export function hashCallId(cipher: FieldCipher, callId: string): string {
  return cipher.lookUpHash('calls.call_hash', callId);
}

/** The hash of a normalised number; `null` of an empty one. */
export function hashCaller(cipher: FieldCipher, callerNumber: string): string | null {
  return callerNumber === '' ? null : cipher.lookUpHash('calls.caller_hash', callerNumber);
}

/** The row of a call. */
export function writeCall(cipher: FieldCipher, call: Call): Tables['calls'] {
  const { callId, callerNumber, agent, recording, handOff, answeredAt, consent } = call;
  const content: CallContent = {
    callId,
    callerNumber,
    agent,
    recording,
    handOff,
    answeredAt,
    consentAt: consent.at,
    consentBy: consent.by,
  };
  return {
    conversation_id: call.conversationId,
    source: call.source,
    call_hash: callId === null ? null : hashCallId(cipher, callId),
    caller_hash: hashCaller(cipher, callerNumber),
    state: call.state,
    state_sequence: call.stateSequence,
    consent: consent.state,
    content: cipher.sealJson(content, placeOf(call.conversationId)),
    started_at: call.startedAt,
    ended_at: call.endedAt,
    last_event_at: call.lastEventAt,
    settled_at: call.settledAt,
  };
}

/** A call as it was saved. */
export function readCall(cipher: FieldCipher, row: Tables['calls']): Call {
  const { consentAt, consentBy, ...content } = cipher.openJson<CallContent>(row.content, placeOf(row.conversation_id));
  return {
    ...content,
    conversationId: row.conversation_id,
    source: row.source,
    state: row.state,
    stateSequence: row.state_sequence,
    consent: { state: row.consent, at: consentAt, by: consentBy },
    startedAt: row.started_at,
    endedAt: row.ended_at,
    lastEventAt: row.last_event_at,
    settledAt: row.settled_at,
  };
}
