import { decodeByProgram } from './decode-by-program.ts';
import { decodeSilk } from './decode-silk.ts';
import { type AudioFormat, readAudioFormat } from './read-audio-format.ts';

/** What browsers play by themselves, by its name for them. */
const playable: Readonly<Partial<Record<AudioFormat, string>>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  m4a: 'audio/mp4',
  webm: 'audio/webm',
  flac: 'audio/flac',
  aac: 'audio/aac',
};

/** A recording in a form that every browser plays; `null` where it cannot be brought into one: damaged, or ffmpeg is missing. */
export async function playRecording(
  bytes: Uint8Array,
  ffmpeg: string,
  signal: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly mimeType: string } | null> {
  const format = readAudioFormat(bytes);
  if (format === null) return null;
  const mimeType = playable[format];
  if (mimeType !== undefined) return { bytes, mimeType };
  try {
    const decoded = format === 'silk' ? await decodeSilk(bytes, signal) : await decodeByProgram(bytes, format, ffmpeg, signal);
    return decoded instanceof Uint8Array ? { bytes: decoded, mimeType: 'audio/wav' } : null;
  } catch {
    return null;
  }
}
