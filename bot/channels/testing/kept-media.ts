import type { MediaStore } from '../../../core/media-store.ts';

/** A media store that remembers in order what it was given. */
export function createKeptMedia(): { readonly media: MediaStore; readonly kept: readonly Uint8Array[] } {
  const kept: Uint8Array[] = [];
  return {
    kept,
    media: {
      keep: async (_owner, bytes) => {
        kept.push(bytes);
        return `hash${kept.length}`;
      },
      read: async () => null,
      forget: async () => 0,
    },
  };
}
