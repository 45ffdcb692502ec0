import type { Attachment } from '../../core/channel.ts';

/** What a file is, by its own first bytes. */
export type FileType = { readonly kind: Attachment['kind']; readonly mimeType: string };

type Signature = FileType & { readonly bytes: string; readonly at?: number; readonly names?: RegExp };

const office = 'application/vnd.openxmlformats-officedocument';
/** First bytes as Latin-1, the narrower ones first. `names`: the container is that file only under such a name. */
const signatures: readonly Signature[] = [
  { bytes: '\xff\xd8\xff', kind: 'image', mimeType: 'image/jpeg' },
  { bytes: '\x89PNG\r\n\x1a\n', kind: 'image', mimeType: 'image/png' },
  { bytes: 'GIF8', kind: 'image', mimeType: 'image/gif' },
  { bytes: 'WEBP', at: 8, kind: 'image', mimeType: 'image/webp' },
  { bytes: 'ftyphei', at: 4, kind: 'image', mimeType: 'image/heic' },
  { bytes: 'ftypmif1', at: 4, kind: 'image', mimeType: 'image/heic' },
  { bytes: '%PDF-', kind: 'file', mimeType: 'application/pdf' },
  { bytes: 'PK\x03\x04', names: /\.docx$/i, kind: 'file', mimeType: `${office}.wordprocessingml.document` },
  { bytes: 'PK\x03\x04', names: /\.xlsx$/i, kind: 'file', mimeType: `${office}.spreadsheetml.sheet` },
  { bytes: 'PK\x03\x04', names: /\.ofd$/i, kind: 'file', mimeType: 'application/ofd' },
  { bytes: '\xd0\xcf\x11\xe0', names: /\.(?:doc|wps)$/i, kind: 'file', mimeType: 'application/msword' },
  { bytes: '\xd0\xcf\x11\xe0', names: /\.(?:xls|et)$/i, kind: 'file', mimeType: 'application/vnd.ms-excel' },
  { bytes: 'WAVE', at: 8, kind: 'voice', mimeType: 'audio/wav' },
  { bytes: 'ID3', kind: 'voice', mimeType: 'audio/mpeg' },
  { bytes: '\xff\xfb', kind: 'voice', mimeType: 'audio/mpeg' },
  { bytes: '\xff\xf1', kind: 'voice', mimeType: 'audio/aac' },
  { bytes: '#!AMR', kind: 'voice', mimeType: 'audio/amr' },
  { bytes: 'ftypM4A', at: 4, kind: 'voice', mimeType: 'audio/mp4' },
];
/** Containers that hold speech or film: which, the sender must say. */
const containers: readonly { readonly bytes: string; readonly at?: number; readonly name: string }[] = [
  { bytes: '\x1aE\xdf\xa3', name: 'webm' },
  { bytes: 'OggS', name: 'ogg' },
  { bytes: 'ftyp', at: 4, name: 'mp4' },
];
const headLength = 16;

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Reads what a file is; `null` where it is none of the kinds that residents may send. The declared type decides only between speech and film. */
export function readFileType(bytes: Uint8Array, declared: string, name: string): FileType | null {
  const head = Buffer.from(bytes.subarray(0, headLength)).toString('latin1');
  const known = signatures.find((one) => head.startsWith(one.bytes, one.at ?? 0) && (one.names?.test(name) ?? true));
  if (known !== undefined) return { kind: known.kind, mimeType: known.mimeType };
  const container = containers.find((one) => head.startsWith(one.bytes, one.at ?? 0));
  if (container !== undefined) {
    const isVoice = declared.startsWith('audio/');
    return { kind: isVoice ? 'voice' : 'video', mimeType: `${isVoice ? 'audio' : 'video'}/${container.name}` };
  }
  return bytes.length > 0 && /\.txt$/i.test(name) && isText(bytes) ? { kind: 'file', mimeType: 'text/plain' } : null;
}
