/** What a recording is, as far as its bytes tell. */
export const audioFormats = ['silk', 'amr', 'wav', 'mp3', 'ogg', 'm4a', 'webm', 'flac', 'aac'] as const;

/** What a recording is. */
export type AudioFormat = (typeof audioFormats)[number];

function startsWith(bytes: Uint8Array, text: string, offset = 0): boolean {
  return [...text].every((letter, place) => bytes[offset + place] === letter.charCodeAt(0));
}

/** Reads what a recording is from its first bytes: what a service says of it is often wrong (WeChat calls SILK `audio/amr`). `null`: none that we know. */
export function readAudioFormat(bytes: Uint8Array): AudioFormat | null {
  // Tencent puts a byte before the mark of its SILK.
  if (startsWith(bytes, '#!SILK') || (bytes[0] === 0x02 && startsWith(bytes, '#!SILK', 1))) return 'silk';
  if (startsWith(bytes, '#!AMR')) return 'amr';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WAVE', 8)) return 'wav';
  if (startsWith(bytes, 'OggS')) return 'ogg';
  if (startsWith(bytes, 'fLaC')) return 'flac';
  if (startsWith(bytes, 'ftyp', 4)) return 'm4a';
  if (bytes[0] === 0x1a && bytes[1] === 0x45 && bytes[2] === 0xdf && bytes[3] === 0xa3) return 'webm';
  if (startsWith(bytes, 'ID3')) return 'mp3';
  // Frames begin with eleven ones; the layer bits are 00 in AAC (ADTS) and never in MP3.
  if (bytes[0] === 0xff && bytes[1] !== undefined && (bytes[1] & 0xe0) === 0xe0) return (bytes[1] & 0x06) === 0 ? 'aac' : 'mp3';
  return null;
}
