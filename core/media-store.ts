import type { ChannelKind } from './channel.ts';

/** Whose chat a file belongs to: files of two people never lie together, so that one person's can be erased. */
export type MediaOwner = { readonly channel: ChannelKind; readonly chatKey: string; readonly personKey: string };

/** The most bytes of one picture, recording or file that are kept. */
export const largestMediaBytes = 20 * 1024 * 1024;

/** Keeps the pictures, recordings and files that residents send. Encrypted at rest; named by the hash of their bytes. */
export interface MediaStore {
  /** Keeps bytes once, however often they come; gives their hash (SHA-256, hex), or `null` where they are more than `largestMediaBytes`. */
  keep(owner: MediaOwner, bytes: Uint8Array): Promise<string | null>;
  /** The bytes; `null` where they are not kept. Throws `wrong_key` where the file was changed. */
  read(owner: MediaOwner, hash: string): Promise<Uint8Array | null>;
  /** Deletes everything of one person's chat (个人信息保护法 art. 47). Gives how many files. */
  forget(owner: MediaOwner): Promise<number>;
}
