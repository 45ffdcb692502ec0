import { decodeSilk } from './decode-silk.ts';
import { type AudioFormat, readAudioFormat } from './read-audio-format.ts';
import { runProgram } from './run-program.ts';
import { readWav, writeWav } from './wav.ts';
import { withFile } from './with-file.ts';

/** The most bytes of one recording that is heard. A minute of SILK has 200 kB, a minute of MP3 one megabyte. */
export const largestRecording = 15 * 1024 * 1024;
/** The longest recording that is heard, in seconds; longer ones a person must hear. */
export const longestRecording = 600;
const largestSilk = 4 * 1024 * 1024;
/** 16 kHz of 16-bit samples, and a little over, so that one that is too long is told from one that just fits. */
const mostSamples = (longestRecording + 2) * 16_000 * 2;
/** Under this loudness there is no voice; recognisers make up words for silence. */
const quietest = 0.003;

/** A recording in a form that an engine takes, or why there is none. */
export type PreparedAudio =
  | { readonly kind: 'ready'; readonly bytes: Uint8Array; readonly format: AudioFormat }
  | { readonly kind: 'unreadable' | 'too_long' | 'silent' };

/** The forms' names for ffmpeg: told, so that it never guesses a playlist from a stranger's bytes. */
const demuxers: Readonly<Record<Exclude<AudioFormat, 'silk'>, string>> = {
  amr: 'amr',
  wav: 'wav',
  mp3: 'mp3',
  ogg: 'ogg',
  m4a: 'mov',
  webm: 'matroska',
  flac: 'flac',
  aac: 'aac',
};

async function decodeByProgram(
  bytes: Uint8Array,
  format: Exclude<AudioFormat, 'silk'>,
  ffmpeg: string,
  signal: AbortSignal,
): Promise<PreparedAudio> {
  const outcome = await withFile(bytes, `in.${format}`, (file) => {
    const input = ['-protocol_whitelist', 'file,pipe', '-f', demuxers[format], '-i', file];
    const output = ['-map', '0:a:0', '-ac', '1', '-ar', '16000', '-t', String(longestRecording + 1), '-f', 's16le', 'pipe:1'];
    return runProgram(ffmpeg, ['-nostdin', '-v', 'quiet', ...input, ...output], mostSamples, signal);
  });
  if (outcome.kind === 'too_long') return { kind: 'too_long' };
  if (outcome.kind !== 'done' || outcome.output.length === 0) return { kind: 'unreadable' };
  // Raw samples and a header of ours: what ffmpeg writes into a pipe has no length, which some engines take for damage.
  return checkWav(writeWav(outcome.output, 16_000));
}

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
  return decoded;
}
