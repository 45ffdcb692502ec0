import type { Call } from '../../../core/call.ts';
import type { ConversationId } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';

/** A call of which nothing is known yet but that it is there. */
export function newCall(conversationId: ConversationId, now: Instant): Call {
  return {
    conversationId,
    source: 'hotline',
    callId: null,
    state: 'ringing',
    stateSequence: 0,
    callerNumber: '',
    agent: null,
    consent: { state: 'not_asked', at: null, by: null },
    recording: null,
    handOff: null,
    startedAt: now,
    answeredAt: null,
    endedAt: null,
    lastEventAt: now,
    settledAt: null,
  };
}
