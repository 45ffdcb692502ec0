import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { XinqiaoError } from '../core/errors.ts';
import { largestMediaBytes, type MediaOwner, type MediaStore } from '../core/media-store.ts';

const nonceLength = 12;
const tagLength = 16;
const hashPattern = /^[\da-f]{64}$/;

async function ignoreMissing<T>(work: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}

/** Keeps files under a folder, one sub-folder a person's chat, named by keyed hashes and encrypted with AES-256-GCM: the folder tells nothing. */
export function createMediaFiles(folder: string, key: Uint8Array): MediaStore {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', key, new Uint8Array(), `xinqiao media ${use} v1`, 32));
  const sealingKey = derive('sealing');
  const namingKey = derive('naming');
  const nameOf = (words: readonly string[]): string => createHmac('sha256', namingKey).update(JSON.stringify(words)).digest('hex');
  const folderOf = (owner: MediaOwner): string => join(folder, nameOf([owner.channel, owner.chatKey, owner.personKey]));
  const fileOf = (owner: MediaOwner, hash: string): string => join(folderOf(owner), nameOf([hash]));

  return {
    keep: async (owner, bytes) => {
      if (bytes.length > largestMediaBytes) return null;
      const hash = createHash('sha256').update(bytes).digest('hex');
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(hash));
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
      await mkdir(folderOf(owner), { recursive: true, mode: 0o700 });
      const file = fileOf(owner, hash);
      // Written beside and renamed: a crash leaves no half file under the name.
      const draft = `${file}.${randomBytes(6).toString('hex')}`;
      await writeFile(draft, Buffer.concat([nonce, cipher.getAuthTag(), sealed]), { mode: 0o600 });
      await rename(draft, file);
      return hash;
    },
    read: async (owner, hash) => {
      if (!hashPattern.test(hash)) return null;
      const sealed = await ignoreMissing<Buffer | null>(readFile(fileOf(owner, hash)), null);
      if (sealed === null) return null;
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealingKey, sealed.subarray(0, nonceLength))
          .setAAD(Buffer.from(hash))
          .setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
        return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
      } catch (error) {
        throw new XinqiaoError('wrong_key', 'a kept file does not open: the key is another one, or the file was changed', { cause: error });
      }
    },
    forget: async (owner) => {
      const names = await ignoreMissing(readdir(folderOf(owner)), []);
      await rm(folderOf(owner), { recursive: true, force: true });
      return names.length;
    },
  };
}
