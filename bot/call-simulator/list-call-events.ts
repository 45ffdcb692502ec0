import type { CallEvent } from '../../core/call-event.ts';
import type { CallPlay } from './read-call-file.ts';

/** An event without its moment, and how long after the one before it it comes, at the pace of life. */
export type PlannedEvent = { readonly afterMs: number; readonly make: (at: string) => CallEvent };

/** Spoken Chinese runs at about four and a half characters a second. */
const characterMs = 220;
/** A recogniser tells what it has about so often. */
const partialCharacters = 6;
const pauseMs = 900;

type Draft = CallEvent extends infer Event ? (Event extends CallEvent ? Omit<Event, 'id' | 'call_id' | 'sequence' | 'at'> : never) : never;

/** Makes the events of a call as a call centre would tell them: speech grows in partial texts, then is final. */
export function listCallEvents(play: CallPlay, callId: string): readonly PlannedEvent[] {
  const planned: PlannedEvent[] = [];
  let pendingMs = 0;
  let utterances = 0;
  const plan = (draft: Draft, afterMs: number): void => {
    const sequence = planned.length + 1;
    planned.push({
      afterMs: afterMs + pendingMs,
      make: (at) => ({ ...draft, id: `${callId}-${sequence}`, call_id: callId, sequence, at }) as CallEvent,
    });
    pendingMs = 0;
  };
  const speak = (speaker: 'caller' | 'volunteer', text: string): void => {
    utterances += 1;
    const shared = { type: 'transcript.segment' as const, utterance_id: `u${utterances}`, speaker };
    const characters = [...text];
    pendingMs += pauseMs;
    let told = 0;
    for (let end = partialCharacters; end < characters.length; end += partialCharacters) {
      plan({ ...shared, text: characters.slice(0, end).join(''), final: false }, (end - told) * characterMs);
      told = end;
    }
    plan({ ...shared, text, final: true }, (characters.length - told) * characterMs);
  };

  plan({ type: 'call.started', caller_number: play.caller_number, ...(play.agent === undefined ? {} : { agent: play.agent }) }, 0);
  for (const step of play.steps) {
    if (step === 'hold') plan({ type: 'call.held' }, pauseMs);
    else if (step === 'resume') plan({ type: 'call.resumed' }, pauseMs);
    else if ('caller' in step) speak('caller', step.caller);
    else if ('volunteer' in step) speak('volunteer', step.volunteer);
    else if ('wait' in step) pendingMs += step.wait * 1000;
    else if ('answer' in step) plan({ type: 'call.answered', agent: step.answer }, pauseMs);
    else if ('consent' in step) plan({ type: 'call.consent', given: step.consent === 'given' }, pauseMs);
    else if ('transfer' in step) plan({ type: 'call.transferred', to_agent: step.transfer }, pauseMs);
    else if ('recorded' in step) plan({ type: 'call.recorded', recording: { reference: step.recorded } }, 0);
    else plan({ type: 'call.ended', reason: step.end }, pauseMs);
  }
  return planned;
}
