import { canRemember, recall, remember } from './browser-memory.ts';

const pattern = /^[A-Za-z0-9_-]{43}$/;
const address = '/api/resident/visitor';
const patienceMs = 5000;

function makeToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...Array.from(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

async function callKeeper(body?: { readonly token: string | null }): Promise<{ readonly token?: string | null }> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = fetch(address, { ...(body === undefined ? {} : post), credentials: 'same-origin', cache: 'no-store' });
  const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error('late')), patienceMs));
  return (await (await Promise.race([answer, late])).json()) as { readonly token?: string | null };
}

/**
 * The token that makes this browser the owner of its conversation: 256 random bits, kept here, known to nobody else. Where the browser gives
 * our frame no storage, a cookie that only this frame in this site gets keeps it.
 */
export async function readVisitorToken(): Promise<string> {
  const known = recall('visitor');
  if (known !== null && pattern.test(known)) return known;
  const made = makeToken();
  if (!canRemember()) {
    try {
      const { token } = await callKeeper();
      if (token !== null && token !== undefined && pattern.test(token)) return token;
      await callKeeper({ token: made });
    } catch {
      // It lasts as long as the page.
    }
  }
  remember('visitor', made);
  return made;
}

/** Forgets the token where a cookie keeps it. */
export async function forgetVisitor(): Promise<void> {
  if (!canRemember()) await callKeeper({ token: null }).catch(() => undefined);
}

/** Makes the id under which a message is sent, however often. */
export function createClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
