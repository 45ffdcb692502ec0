import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

const cost = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const keyLength = 32;
/** The shortest password that staff may choose, in characters. */
export const shortestPassword = 10;
/** Without letters and digits that look alike. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';

function derive(password: string, salt: Buffer, options: { N: number; r: number; p: number; maxmem: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, options, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

/** Hashes a password with scrypt: `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Tells whether a password fits a hash, in constant time; a hash that cannot be read fits nothing. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [scheme, n, r, p, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
  const options = { N: Number(n), r: Number(r), p: Number(p), maxmem: cost.maxmem };
  if (!(options.N > 1 && options.N <= cost.N && options.r > 0 && options.r <= 16 && options.p > 0 && options.p <= 4)) return false;
  const stored = Buffer.from(key, 'base64url');
  const derived = await derive(password, Buffer.from(salt, 'base64url'), options);
  return stored.length === derived.length && timingSafeEqual(stored, derived);
}

/** Makes a random password that can be read out: four groups of four (79 bits). */
export function createOneTimePassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => readable[randomInt(readable.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** Says why a chosen password is too weak; `null` where it may be used. */
export function findPasswordFault(password: string, account: string): 'too_short' | 'too_simple' | null {
  if ([...password].length < shortestPassword) return 'too_short';
  if (new Set(password).size < 5 || password.toLowerCase().includes(account.toLowerCase())) return 'too_simple';
  return null;
}
