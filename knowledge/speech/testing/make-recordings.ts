import { encode } from 'silk-wasm';
import { runProgram } from '../run-program.ts';
import { writeWav } from '../wav.ts';
import { withFile } from '../with-file.ts';

/** Something like a voice: a tone that rises and falls, 16-bit mono. */
function makeSamples(seconds: number, sampleRate: number, loudness = 0.4): Buffer {
  const samples = Buffer.alloc(Math.round(seconds * sampleRate) * 2);
  for (let place = 0; place < samples.length / 2; place += 1) {
    const t = place / sampleRate;
    const value = Math.sin(2 * Math.PI * (180 + 60 * Math.sin(2 * Math.PI * 2 * t)) * t) * loudness;
    samples.writeInt16LE(Math.round(value * 32_000), place * 2);
  }
  return samples;
}

/** A WAV as a recorder writes it. */
export function makeWav(seconds = 1, loudness = 0.4): Uint8Array {
  return writeWav(makeSamples(seconds, 16_000, loudness), 16_000);
}

/** A voice message as WeChat sends it: SILK with Tencent's byte before its mark. */
export async function makeSilk(seconds = 1, loudness = 0.4): Promise<Uint8Array> {
  const { data } = await encode(makeSamples(seconds, 24_000, loudness), 24_000);
  return data;
}

/** A recording in a form that ffmpeg writes; `null` where there is no ffmpeg. */
export async function makeByProgram(words: readonly string[], seconds = 1): Promise<Uint8Array | null> {
  const outcome = await withFile(makeWav(seconds), 'in.wav', (file) =>
    runProgram('ffmpeg', ['-nostdin', '-v', 'quiet', '-i', file, ...words, 'pipe:1'], 50_000_000, AbortSignal.timeout(60_000)),
  );
  return outcome.kind === 'done' ? outcome.output : null;
}

/** An AMR file of frames at 12.2 kbit/s: what WeCom's voice messages are. There is no free encoder at hand, so its frames say nothing. */
export function makeAmr(frames = 100): Uint8Array {
  const frame = Buffer.alloc(32, 0x5a);
  frame[0] = 0x3c;
  return Buffer.concat([Buffer.from('#!AMR\n'), ...Array.from({ length: frames }, () => frame)]);
}
