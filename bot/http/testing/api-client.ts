import { randomBytes, randomUUID } from 'node:crypto';
import type { Me, OneTimePassword, ResidentView } from '../api-schema.ts';

/** An answer as a test reads it. */
export type Answer = { readonly status: number; readonly body: unknown; readonly text: string; readonly headers: Headers };

/** Calls the API. */
export async function request(url: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const response = await fetch(`${url}/api/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, body: isJson ? JSON.parse(text) : null, text, headers: response.headers };
}

/** A signed-in person. */
export type StaffClient = { readonly me: Me; readonly cookie: string; call(path: string, body?: unknown): Promise<Answer> };

function cookieOf(answer: Answer): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');
}

/** Signs in with a one-time password and sets `password` as the new one. */
export async function signInFirst(url: string, account: string, oneTime: string, password: string): Promise<StaffClient> {
  const first = await request(url, 'console/sign-in', { account, password: oneTime });
  const changed = await request(url, 'console/password', { current: oneTime, next: password }, { cookie: cookieOf(first) });
  const cookie = cookieOf(changed);
  return { me: changed.body as Me, cookie, call: (path, body) => request(url, `console/${path}`, body, { cookie }) };
}

/** An administrator adds a person, who signs in for the first time. */
export async function addColleague(
  url: string,
  admin: StaffClient,
  person: { readonly account: string; readonly displayName: string; readonly role: string; readonly password: string },
): Promise<StaffClient> {
  const { account, displayName, role, password } = person;
  const added = (await admin.call('staff', { account, displayName, role })).body as OneTimePassword;
  return await signInFirst(url, account, added.password, password);
}

/** A resident at the web page. */
export type Visitor = {
  readonly token: string;
  say(text: string, clientId?: string): Promise<Answer>;
  sendFile(bytes: Uint8Array, type: string, name?: string, clientId?: string): Promise<Answer>;
  readFile(hash: string): Promise<Response>;
  view(after?: number): Promise<ResidentView>;
  vote(replyId: string, up: boolean): Promise<Answer>;
};

/** Makes a resident with a token of their own. */
export function createVisitor(url: string): Visitor {
  const token = randomBytes(32).toString('base64url');
  const headers = { authorization: `Bearer ${token}` };
  return {
    token,
    say: (text, clientId = randomUUID()) => request(url, 'resident/messages', { clientId, text }, headers),
    sendFile: async (bytes, type, name = '', clientId = randomUUID()) => {
      const query = new URLSearchParams({ clientId, name }).toString();
      const init = { method: 'POST', headers: { ...headers, 'content-type': type }, body: Buffer.from(bytes) };
      const response = await fetch(`${url}/api/resident/files?${query}`, init);
      const text = await response.text();
      return { status: response.status, body: JSON.parse(text), text, headers: response.headers };
    },
    readFile: (hash) => fetch(`${url}/api/resident/files/${hash}`, { headers }),
    vote: (replyId, up) => request(url, 'resident/votes', { replyId, up }, headers),
    view: async (after = 0) => (await request(url, `resident/lines?after=${after}`, undefined, headers)).body as ResidentView,
  };
}
