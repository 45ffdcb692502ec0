import type { types } from 'wechaty-puppet';
import type { Attachment } from '../../../core/channel.ts';
import { largestMediaBytes, type MediaOwner, type MediaStore } from '../../../core/media-store.ts';
import type { OwnPuppet } from './own-puppet.ts';

/** A file that came with a message, and its bytes where they were fetched. */
export type FetchedAttachment = { readonly attachment: Attachment; readonly bytes: Uint8Array | null };

/** How long the service may take to hand a file over; it never says that it cannot. */
export const usualFetchMs = 20_000;
const fullImage: types.Image = 3;

function missing(kind: Attachment['kind'], reason: Attachment['missing'], name = '', size = 0): FetchedAttachment {
  return { attachment: { kind, name, mimeType: 'application/octet-stream', size, hash: null, missing: reason }, bytes: null };
}

async function within<T>(work: Promise<T>, fetchMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the service did not hand the file over in time')), fetchMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function fetchFile(puppet: OwnPuppet, kind: Attachment['kind'], messageId: string) {
  const file = kind === 'image' ? await puppet.messageImage(messageId, fullImage) : await puppet.messageFile(messageId);
  return file.size > largestMediaBytes ? { file, bytes: null } : { file, bytes: await file.toBuffer() };
}

/** Fetches what came with a message and keeps it. What cannot be had is said, not thrown: the message counts all the same. */
export async function readAttachment(
  puppet: OwnPuppet,
  kind: Attachment['kind'],
  messageId: string,
  owner: MediaOwner,
  media: MediaStore,
  fetchMs: number,
): Promise<FetchedAttachment> {
  // A card holds another person's address, which nobody asked to give us: only that it came is noted.
  if (kind === 'contact_card') return missing(kind, 'not_carried');
  try {
    const { file, bytes } = await within(fetchFile(puppet, kind, messageId), fetchMs);
    if (bytes === null) return missing(kind, 'too_large', file.name, file.size);
    const hash = await media.keep(owner, bytes);
    if (hash === null) return missing(kind, 'too_large', file.name, bytes.length);
    return { attachment: { kind, name: file.name, mimeType: file.mediaType, size: bytes.length, hash, missing: null }, bytes };
  } catch {
    return missing(kind, 'unreadable');
  }
}
