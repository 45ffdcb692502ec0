import { decodeByProgram, longestRecording } from './decode-by-program.ts';
import { decodeSilk } from './decode-silk.ts';
import { type AudioFormat, readAudioFormat } from './read-audio-format.ts';
import { readWav } from './wav.ts';

/** The most bytes of one recording that is heard. A minute of SILK has 200 kB, a minute of MP3 one megabyte. */
const largestRecording = 15 * 1024 * 1024;
const largestSilk = 4 * 1024 * 1024;
/** Under this loudness there is no voice; recognisers make up words for silence. */
const quietest = 0.003;

/** A recording in a form that an engine takes, or why there is none. */
export type PreparedAudio =
  | { readonly kind: 'ready'; readonly bytes: Uint8Array; readonly format: AudioFormat }
  | { readonly kind: 'unreadable' | 'too_long' | 'silent' };

function checkWav(bytes: Uint8Array): PreparedAudio {
  const sound = readWav(bytes);
  // Samples of another width than 16 bits: the engine may know them.
  if (sound === null) return { kind: 'ready', bytes, format: 'wav' };
  if (sound.seconds > longestRecording) return { kind: 'too_long' };
  return sound.peak < quietest ? { kind: 'silent' } : { kind: 'ready', bytes, format: 'wav' };
}

/** Brings a recording into one of the forms that an engine takes. Rejects where `signal` ends it. */
export async function prepareAudio(
  bytes: Uint8Array,
  takes: readonly AudioFormat[],
  ffmpeg: string,
  signal: AbortSignal,
): Promise<PreparedAudio> {
  const format = readAudioFormat(bytes);
  if (format === null) return { kind: 'unreadable' };
  if (bytes.length > (format === 'silk' ? largestSilk : largestRecording)) return { kind: 'too_long' };
  if (format === 'silk') {
    try {
      return checkWav(await decodeSilk(bytes, signal));
    } catch (error) {
      signal.throwIfAborted();
      return error instanceof Error ? { kind: 'unreadable' } : Promise.reject(error);
    }
  }
  if (format === 'wav') return checkWav(bytes);
  if (takes.includes(format)) return { kind: 'ready', bytes, format };
  const decoded = await decodeByProgram(bytes, format, ffmpeg, signal);
  signal.throwIfAborted();
  return typeof decoded === 'string' ? { kind: decoded } : checkWav(decoded);
}
