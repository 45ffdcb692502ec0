import { clipInboundText } from '../../core/inbound-limits.ts';
import type { Transcriber, Transcript } from '../../core/transcriber.ts';
import { type PreparedAudio, prepareAudio } from './prepare-audio.ts';
import type { AudioFormat } from './read-audio-format.ts';

const usualTimeoutMs = 45_000;
/** So many recordings are heard at once; a flood of them may not starve the rest of the house. */
const atOnce = 2;
const mostWaiting = 30;

/** What makes an engine of speech out of its bare call. */
type SpeechEngine = {
  /** The forms that it takes as they are. */
  readonly takes: readonly AudioFormat[];
  /** The name or path of ffmpeg, for the other forms. */
  readonly ffmpeg: string;
  readonly timeoutMs?: number;
  /** Gives the words, or `null` where there was none to be had. May throw; `signal` ends it. */
  hear(audio: Extract<PreparedAudio, { kind: 'ready' }>, signal: AbortSignal): Promise<string | null>;
};

function gone(reason: Extract<Transcript, { kind: 'unavailable' }>['reason']): Transcript {
  return { kind: 'unavailable', reason };
}

/** Puts limits of size, length, time and number around an engine. Never throws: whatever breaks is an outcome. */
export function createLimitedTranscriber(engine: SpeechEngine): Transcriber {
  let running = 0;
  const waiting: (() => void)[] = [];

  const hear = async (bytes: Uint8Array): Promise<Transcript> => {
    const signal = AbortSignal.timeout(engine.timeoutMs ?? usualTimeoutMs);
    try {
      const prepared = await prepareAudio(bytes, engine.takes, engine.ffmpeg, signal);
      if (prepared.kind === 'too_long') return gone('too_long');
      if (prepared.kind !== 'ready') return gone('unreadable');
      const text = clipInboundText((await engine.hear(prepared, signal))?.trim() ?? '');
      if (signal.aborted) return gone('timeout');
      return text === '' ? gone('failed') : { kind: 'ok', text };
    } catch (error) {
      const isLate = signal.aborted || (error instanceof DOMException && error.name === 'TimeoutError');
      return gone(isLate ? 'timeout' : 'failed');
    }
  };

  return {
    transcribe: async (audio) => {
      if (running >= atOnce) {
        if (waiting.length >= mostWaiting) return gone('busy');
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else running += 1;
      try {
        return await hear(audio);
      } finally {
        const next = waiting.shift();
        // The place goes straight to the next one.
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
