import type { CallEvent } from './call-event.ts';
import type { ConversationId, StaffId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { RiskLevel } from './risk.ts';

/** Where a call stands. */
export const callStates = ['ringing', 'active', 'held', 'ended'] as const;

/** Where a call stands. */
export type CallState = (typeof callStates)[number];

/** What the caller said to being recorded and written down (个人信息保护法 arts. 13, 29). */
export const consentStates = ['not_asked', 'asked', 'given', 'refused'] as const;

/** What the caller said to being recorded and written down. */
export type ConsentState = (typeof consentStates)[number];

/** A telephone call: what is known of it besides its conversation. */
export type Call = {
  readonly conversationId: ConversationId;
  /** `hotline`: a call centre tells of it; `console`: a volunteer types along. */
  readonly source: 'hotline' | 'console';
  /** The call centre's own id; `null` for a call of the console. */
  readonly callId: string | null;
  readonly state: CallState;
  /** The newest event that changed the state, by the call centre's count. */
  readonly stateSequence: number;
  /** Normalised; empty where the caller withheld it. Personal: encrypted at rest. */
  readonly callerNumber: string;
  /** Whose phone it is, as the call centre names it; `null` where it did not say. */
  readonly agent: string | null;
  readonly consent: { readonly state: ConsentState; readonly at: Instant | null; readonly by: StaffId | 'call_centre' | null };
  readonly recording: { readonly reference: string; readonly seconds: number | null } | null;
  /** Whom the volunteer handed the matter to, for after the call; `to` is `null` for whoever takes it from the queue. */
  readonly handOff: { readonly to: StaffId | null; readonly by: StaffId; readonly at: Instant } | null;
  readonly startedAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly lastEventAt: Instant;
  /** When it was settled, after the call, what may be kept of its words; `null` before that. */
  readonly settledAt: Instant | null;
};

/** What a speaker is saying now, not final: kept in memory alone. */
export type Hearing = {
  readonly speaker: 'caller' | 'volunteer';
  readonly text: string;
  readonly at: Instant;
  /** What the screen says of the caller's words so far, together with those before them. */
  readonly level: RiskLevel;
};

/** What became of an event. `stale`: something newer is known already. */
export type CallOutcome = 'accepted' | 'duplicate' | 'stale';

/** Takes in what a call centre tells. */
export interface CallDesk {
  /** Resolves once the event cannot be lost. */
  callEvent(event: CallEvent): Promise<CallOutcome>;
}

const countryCode = /^(?:\+|00)86/;

/** Writes a number in one way: digits alone, without China's country code. What is no number (anonymous, unknown) becomes empty. */
export function normaliseCallerNumber(number: string): string {
  const dialled = number.replace(/[\s().-]/g, '').replace(countryCode, '');
  const digits = dialled.replace(/^\+/, '00');
  return /^\d{3,20}$/.test(digits) ? digits : '';
}

/** Covers the middle of a number: `139****0288`. */
export function maskNumber(number: string): string {
  return number.length < 7 ? number.replace(/\d(?=\d\d)/g, '*') : `${number.slice(0, 3)}****${number.slice(-4)}`;
}
