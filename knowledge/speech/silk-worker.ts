import { parentPort, workerData } from 'node:worker_threads';
import { decode } from 'silk-wasm';

/** Decodes one recording in a thread of its own: bytes of strangers may hang or break a decoder, and a long one would hold up everybody. */
const { bytes, sampleRate } = workerData as { readonly bytes: Uint8Array; readonly sampleRate: number };
const { data } = await decode(bytes, sampleRate);
parentPort?.postMessage(data);
