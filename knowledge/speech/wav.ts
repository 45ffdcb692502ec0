const headerLength = 44;
const bytesPerSample = 2;

/** What lies in a WAV of 16-bit samples. */
export type WavSound = { readonly seconds: number /** The loudest sample, 0 to 1. */; readonly peak: number };

/** Puts the header of a WAV before 16-bit mono samples. */
export function writeWav(samples: Uint8Array, sampleRate: number): Uint8Array {
  const header = Buffer.alloc(headerLength);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(headerLength - 8 + samples.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * bytesPerSample, 28);
  header.writeUInt16LE(bytesPerSample, 32);
  header.writeUInt16LE(8 * bytesPerSample, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** Reads length and loudness of a WAV; `null` where it is damaged or not of 16-bit samples. A length field that lies (streams write 0 or all ones) is not believed. */
export function readWav(wav: Uint8Array): WavSound | null {
  const view = Buffer.from(wav.buffer, wav.byteOffset, wav.byteLength);
  let at = 12;
  let frame = 0;
  let rate = 0;
  while (at + 8 <= view.length) {
    const name = view.toString('latin1', at, at + 4);
    const length = view.readUInt32LE(at + 4);
    if (name === 'fmt ' && at + 24 <= view.length) {
      if (view.readUInt16LE(at + 22) !== 8 * bytesPerSample) return null;
      rate = view.readUInt32LE(at + 12);
      frame = view.readUInt16LE(at + 20);
    }
    if (name === 'data') {
      if (rate === 0 || frame === 0) return null;
      const end = Math.min(view.length, length === 0 ? view.length : at + 8 + length);
      let peak = 0;
      for (let place = at + 8; place + 1 < end; place += bytesPerSample) peak = Math.max(peak, Math.abs(view.readInt16LE(place)));
      return { seconds: (end - at - 8) / frame / rate, peak: peak / 32_768 };
    }
    at += 8 + length + (length % 2);
  }
  return null;
}
