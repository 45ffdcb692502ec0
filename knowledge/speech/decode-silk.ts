import { Worker } from 'node:worker_threads';
import { writeWav } from './wav.ts';

const sampleRate = 16_000;

/** Decodes WeChat's SILK into a WAV of 16 kHz, mono. Rejects where the bytes are damaged or `signal` ends it. */
export async function decodeSilk(bytes: Uint8Array, signal: AbortSignal): Promise<Uint8Array> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./silk-worker.ts', import.meta.url), {
    workerData: { bytes: Uint8Array.from(bytes), sampleRate },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
    stdout: true,
    stderr: true,
  });
  try {
    const samples = await new Promise<Uint8Array>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', () => reject(new Error('the SILK is damaged')));
      worker.once('exit', () => reject(new Error('the SILK is damaged')));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    if (samples.length === 0) throw new Error('the SILK is empty');
    return writeWav(samples, sampleRate);
  } finally {
    await worker.terminate();
  }
}
