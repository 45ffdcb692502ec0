import type { AudioFormat } from './read-audio-format.ts';
import { runProgram } from './run-program.ts';
import { writeWav } from './wav.ts';
import { withFile } from './with-file.ts';

const sampleRate = 16_000;
/** The longest recording that is decoded, in seconds; longer ones a person must hear as they are. */
export const longestRecording = 600;
/** 16-bit samples, and a little over, so that one that is too long is told from one that just fits. */
const mostSamples = (longestRecording + 2) * sampleRate * 2;

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

/** Decodes a recording with the operator's ffmpeg into a WAV of 16 kHz, mono; says why where it cannot. */
export async function decodeByProgram(
  bytes: Uint8Array,
  format: Exclude<AudioFormat, 'silk'>,
  ffmpeg: string,
  signal: AbortSignal,
): Promise<Uint8Array | 'unreadable' | 'too_long'> {
  const outcome = await withFile(bytes, `in.${format}`, (file) => {
    const input = ['-protocol_whitelist', 'file,pipe', '-f', demuxers[format], '-i', file];
    const output = ['-map', '0:a:0', '-ac', '1', '-ar', String(sampleRate), '-t', String(longestRecording + 1), '-f', 's16le', 'pipe:1'];
    return runProgram(ffmpeg, ['-nostdin', '-v', 'quiet', ...input, ...output], mostSamples, signal);
  });
  if (outcome.kind === 'too_long') return 'too_long';
  if (outcome.kind !== 'done' || outcome.output.length === 0) return 'unreadable';
  // Raw samples and a header of ours: what ffmpeg writes into a pipe has no length, which some engines take for damage.
  return writeWav(outcome.output, sampleRate);
}
