import { recall, remember } from './browser-memory.ts';

/** The token that makes this browser the owner of its conversation: 256 random bits, kept here, known to nobody else. */
export function readVisitorToken(): string {
  const known = recall('visitor');
  if (known !== null && /^[A-Za-z0-9_-]{43}$/.test(known)) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const made = btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
  remember('visitor', made);
  return made;
}

/** Makes the id under which a message is sent, however often. */
export function createClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
