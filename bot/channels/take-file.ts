import type { Attachment } from '../../core/channel.ts';
import { largestMediaBytes, type MediaOwner, type MediaStore } from '../../core/media-store.ts';

/** What a service says of a file before it is fetched. */
export type FileNotice = Pick<Attachment, 'kind' | 'name' | 'mimeType' | 'size'>;

/** A file as it came over the wire. `null` for the type: the notice's own holds. */
export type FetchedFile = { readonly bytes: Uint8Array; readonly mimeType: string | null };

/** A file that was taken in, and its bytes where they were fetched. */
export type TakenFile = { readonly attachment: Attachment; readonly bytes: Uint8Array | null };

/** Fetches a file and keeps it. What cannot be had is said, not thrown: the message that it came with counts all the same. */
export async function takeFile(
  notice: FileNotice,
  owner: MediaOwner,
  media: MediaStore,
  fetchFile: () => Promise<FetchedFile>,
): Promise<TakenFile> {
  const without = (missing: Attachment['missing']): TakenFile => ({ attachment: { ...notice, hash: null, missing }, bytes: null });
  if (notice.size > largestMediaBytes) return without('too_large');
  try {
    const { bytes, mimeType } = await fetchFile();
    const hash = await media.keep(owner, bytes);
    if (hash === null) return without('too_large');
    return { attachment: { ...notice, mimeType: mimeType ?? notice.mimeType, size: bytes.length, hash, missing: null }, bytes };
  } catch {
    return without('unreadable');
  }
}

/** Reads a body to its end, but no more than a kept file may have. Throws where it is longer. */
export async function readBody(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > largestMediaBytes) throw new RangeError('the file is larger than what is kept');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
