import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { XinqiaoError } from '../../core/errors.ts';

const algorithm = 'aes-256-gcm';
const formatVersion = 1;
const nonceLength = 12;
const tagLength = 16;
const headerLength = 1 + nonceLength + tagLength;

/** Where a sealed value stands. It opens in this place only, so that a value moved to another row or column is found. */
export type SealedPlace = { readonly table: string; readonly column: string; readonly id: string };

/** Seals and opens the values of encrypted columns, and makes the keyed hashes beside them. */
export interface FieldCipher {
  /** Encrypts a text for its place; gives base64 of version, nonce, tag and ciphertext. */
  seal(text: string, place: SealedPlace): string;
  /** Decrypts; throws `wrong_key` where the value was sealed with another key, for another place, or was changed. */
  open(sealed: string, place: SealedPlace): string;
  /** `seal` of a value as JSON. */
  sealJson(value: unknown, place: SealedPlace): string;
  /** `open` of what `sealJson` sealed; the caller knows its type. */
  openJson<T>(sealed: string, place: SealedPlace): T;
  /** A keyed hash (hex) by which a row is found without its value being readable. `use` keeps equal values of different columns apart. */
  lookUpHash(use: string, value: string): string;
  /** A keyed hash (hex, HMAC-SHA-256) that proves that a text was written by a holder of the key. */
  sign(text: string): string;
}

function associatedData(place: SealedPlace): Buffer {
  return Buffer.from(`${place.table}\0${place.column}\0${place.id}`);
}

/** Makes the cipher of a 32-byte key. Separate keys for sealing, look-ups and signing are derived from it. */
export function createFieldCipher(key: Uint8Array): FieldCipher {
  if (key.length !== 32) throw new XinqiaoError('bad_config', 'the encryption key must be 32 bytes');
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', key, new Uint8Array(), `xinqiao ${use} v1`, 32));
  const sealingKey = derive('sealing');
  const lookUpKey = derive('look-up');
  const signingKey = derive('signing');

  const seal = (text: string, place: SealedPlace): string => {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv(algorithm, sealingKey, nonce, { authTagLength: tagLength }).setAAD(associatedData(place));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(formatVersion), nonce, cipher.getAuthTag(), body]).toString('base64');
  };

  const open = (sealed: string, place: SealedPlace): string => {
    const bytes = Buffer.from(sealed, 'base64');
    try {
      if (bytes[0] !== formatVersion || bytes.length < headerLength) throw new RangeError('not a sealed value');
      const nonce = bytes.subarray(1, 1 + nonceLength);
      const decipher = createDecipheriv(algorithm, sealingKey, nonce, { authTagLength: tagLength })
        .setAAD(associatedData(place))
        .setAuthTag(bytes.subarray(1 + nonceLength, headerLength));
      return Buffer.concat([decipher.update(bytes.subarray(headerLength)), decipher.final()]).toString('utf8');
    } catch (error) {
      throw new XinqiaoError(
        'wrong_key',
        `a value of ${place.table}.${place.column} does not open: the key is another one, or the value was changed or moved`,
        { cause: error },
      );
    }
  };

  return {
    seal,
    open,
    sealJson: (value, place) => seal(JSON.stringify(value), place),
    openJson: <T>(sealed: string, place: SealedPlace): T => JSON.parse(open(sealed, place)) as T,
    lookUpHash: (use, value) => createHmac('sha256', lookUpKey).update(`${use}\0${value}`).digest('hex'),
    sign: (text) => createHmac('sha256', signingKey).update(text).digest('hex'),
  };
}
