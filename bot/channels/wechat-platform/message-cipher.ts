import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { isSameSecret } from '../same-secret.ts';

/** The secrets of a callback. `receiverId` is the AppID or the CorpID that stands in every envelope. */
export type CipherSecrets = { readonly token: string; readonly aesKey: string; readonly receiverId: string };

/** Signs, seals and opens the bodies of callbacks (消息加解密: SHA-1 over sorted parts, AES-256-CBC, PKCS#7 in blocks of 32). */
export interface MessageCipher {
  /** The signature of parts, the token among them. */
  sign(...parts: readonly string[]): string;
  isSigned(signature: string, ...parts: readonly string[]): boolean;
  /** Opens an envelope; `null` where it is damaged, sealed with another key or meant for another account. */
  open(envelope: string): string | null;
  seal(text: string): string;
}

const blockSize = 32;
const headLength = 16;
const sizeLength = 4;

function pad(bytes: Buffer): Buffer {
  const missing = blockSize - (bytes.length % blockSize);
  return Buffer.concat([bytes, Buffer.alloc(missing, missing)]);
}

function unpad(bytes: Buffer): Buffer | null {
  const missing = bytes.at(-1) ?? 0;
  return missing < 1 || missing > blockSize || missing > bytes.length ? null : bytes.subarray(0, bytes.length - missing);
}

/** Makes the cipher. `aesKey` is the 43 characters of EncodingAESKey. */
export function createMessageCipher({ token, aesKey, receiverId }: CipherSecrets): MessageCipher {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const initial = key.subarray(0, 16);
  const sign: MessageCipher['sign'] = (...parts) =>
    createHash('sha1')
      .update([token, ...parts].sort().join(''))
      .digest('hex');

  const decrypt = (envelope: string): Buffer | null => {
    try {
      const decipher = createDecipheriv('aes-256-cbc', key, initial).setAutoPadding(false);
      return unpad(Buffer.concat([decipher.update(envelope, 'base64'), decipher.final()]));
    } catch {
      return null;
    }
  };

  return {
    sign,
    isSigned: (signature, ...parts) => isSameSecret(signature, sign(...parts)),
    open: (envelope) => {
      const plain = decrypt(envelope);
      if (plain === null || plain.length < headLength + sizeLength) return null;
      const start = headLength + sizeLength;
      const end = start + plain.readUInt32BE(headLength);
      if (end > plain.length || !isSameSecret(plain.subarray(end).toString('utf8'), receiverId)) return null;
      return plain.subarray(start, end).toString('utf8');
    },
    seal: (text) => {
      const body = Buffer.from(text, 'utf8');
      const size = Buffer.alloc(sizeLength);
      size.writeUInt32BE(body.length);
      const cipher = createCipheriv('aes-256-cbc', key, initial).setAutoPadding(false);
      const plain = pad(Buffer.concat([randomBytes(headLength), size, body, Buffer.from(receiverId, 'utf8')]));
      return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
    },
  };
}
