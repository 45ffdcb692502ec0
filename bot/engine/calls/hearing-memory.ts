import type { Hearing } from '../../../core/call.ts';
import type { TranscriptSegment } from '../../../core/call-event.ts';
import type { ConversationId } from '../../../core/ids.ts';
import type { RiskLevel } from '../../../core/risk.ts';

/** Speech that is not final yet. */
export type Stretch = Hearing & { readonly utteranceId: string; readonly sequence: number; readonly heardAtMs: number };

type Known = {
  readonly speaking: Map<Hearing['speaker'], Stretch>;
  /** The newest count of each stretch of speech that is over, and what was taken of it where it was cut off. */
  readonly over: Map<string, { readonly sequence: number; readonly cut: string }>;
  lastOfCaller: string | null;
};

const mostRemembered = 100;
/** Calls whose end nobody tells must not pile up. */
const mostCalls = 500;

/** Who spoke; one line for both voices is heard as the caller. */
export function speakerOf(segment: TranscriptSegment): Hearing['speaker'] {
  return segment.speaker === 'volunteer' ? 'volunteer' : 'caller';
}

/** Remembers, in memory alone, what is being said in each call. */
export interface HearingMemory {
  /** Speech so far. `false` where something newer is known. */
  hear(id: ConversationId, segment: TranscriptSegment, level: RiskLevel, nowMs: number): boolean;
  /** A final piece: gives what of it is new, and whether it goes on from the caller's piece before it. */
  finish(id: ConversationId, segment: TranscriptSegment): { readonly text: string; readonly continues: boolean };
  read(id: ConversationId): readonly Stretch[];
  /** Takes out the speech of all calls, or of one, that was not heard since `beforeMs`: it is over without a final piece. */
  takeSilent(beforeMs: number, id?: ConversationId): readonly { readonly id: ConversationId; readonly stretch: Stretch }[];
  forget(id: ConversationId): void;
}

/** Makes the memory. */
export function createHearingMemory(): HearingMemory {
  const calls = new Map<ConversationId, Known>();
  const knownOf = (id: ConversationId): Known => {
    const known = calls.get(id) ?? { speaking: new Map(), over: new Map(), lastOfCaller: null };
    calls.delete(id);
    calls.set(id, known);
    const oldest = calls.size > mostCalls ? calls.keys().next().value : undefined;
    if (oldest !== undefined) calls.delete(oldest);
    return known;
  };
  const close = (known: Known, utteranceId: string, sequence: number, cut: string): void => {
    known.over.delete(utteranceId);
    known.over.set(utteranceId, { sequence, cut });
    const oldest = known.over.size > mostRemembered ? known.over.keys().next().value : undefined;
    if (oldest !== undefined) known.over.delete(oldest);
  };

  return {
    hear: (id, segment, level, nowMs) => {
      const known = knownOf(id);
      const speaker = speakerOf(segment);
      const { utterance_id: utteranceId, sequence, text, at } = segment;
      if ((known.over.get(utteranceId)?.sequence ?? 0) > sequence) return false;
      if ((known.speaking.get(speaker)?.sequence ?? 0) > sequence) return false;
      known.speaking.set(speaker, { speaker, utteranceId, sequence, text, at, level, heardAtMs: nowMs });
      return true;
    },

    finish: (id, segment) => {
      const known = knownOf(id);
      const speaker = speakerOf(segment);
      const { utterance_id: utteranceId, sequence, text } = segment;
      const cut = known.over.get(utteranceId)?.cut ?? '';
      const isKnownPart = cut !== '' && text.startsWith(cut);
      close(known, utteranceId, Math.max(sequence, known.over.get(utteranceId)?.sequence ?? 0), '');
      const speaking = known.speaking.get(speaker);
      if (speaking !== undefined && (speaking.utteranceId === utteranceId || speaking.sequence < sequence)) known.speaking.delete(speaker);
      const continues = speaker === 'caller' && known.lastOfCaller === utteranceId;
      if (speaker === 'caller') known.lastOfCaller = utteranceId;
      return { text: isKnownPart ? text.slice(cut.length) : text, continues };
    },

    read: (id) => [...(calls.get(id)?.speaking.values() ?? [])],

    takeSilent: (beforeMs, only) => {
      const found: { readonly id: ConversationId; readonly stretch: Stretch }[] = [];
      for (const [id, known] of calls) {
        if (only !== undefined && id !== only) continue;
        for (const stretch of [...known.speaking.values()]) {
          if (stretch.heardAtMs > beforeMs) continue;
          known.speaking.delete(stretch.speaker);
          close(known, stretch.utteranceId, stretch.sequence, stretch.text);
          if (stretch.speaker === 'caller') known.lastOfCaller = stretch.utteranceId;
          found.push({ id, stretch });
        }
      }
      return found;
    },

    forget: (id) => {
      calls.delete(id);
    },
  };
}
