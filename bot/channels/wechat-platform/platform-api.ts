import { isNeverSent } from '../never-sent.ts';
import { readBody } from '../take-file.ts';

/** What a call gave: an answer, a code by which the service refused, or nothing at all. `neverSent`: the call surely did not arrive. */
export type PlatformAnswer =
  | { readonly kind: 'ok'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'unreachable'; readonly neverSent: boolean };

const unsaid: PlatformAnswer = { kind: 'unreachable', neverSent: false };

/** How a door gets its access token. */
export type TokenSource = { readonly path: string; readonly query: Readonly<Record<string, string>>; readonly body?: unknown };

/** Calls of a Tencent platform with an access token that is fetched, kept and renewed here. */
export interface PlatformApi {
  /** Posts JSON. A token that is refused is renewed once and the call made again. */
  post(path: string, body: unknown): Promise<PlatformAnswer>;
  get(path: string): Promise<PlatformAnswer>;
  /** Fetches a file. Throws where it cannot be had. */
  download(
    path: string,
    query: Readonly<Record<string, string>>,
  ): Promise<{ readonly bytes: Uint8Array; readonly mimeType: string | null }>;
  /** Sees to it that there is a token; tells what became of that. */
  signIn(): Promise<PlatformAnswer>;
}

/** A token is renewed so long before it ends, so that none ends on the way. */
const renewBeforeMs = 5 * 60_000;
/** 40001 and 40014: not valid (any more); 42001: over. */
const staleTokenCodes: ReadonlySet<number> = new Set([40_001, 40_014, 42_001]);

type KeptToken = { readonly value: string; readonly until: number };

function readAnswer(value: unknown): PlatformAnswer {
  if (typeof value !== 'object' || value === null) return unsaid;
  const body = value as Readonly<Record<string, unknown>>;
  const code = typeof body.errcode === 'number' ? body.errcode : 0;
  return code === 0 ? { kind: 'ok', body } : { kind: 'refused', code };
}

/** Makes the calls. `nowMs` counts milliseconds; `timeoutMs` is the longest that one call may take. */
export function createPlatformApi(options: {
  readonly apiRoot: string;
  readonly token: TokenSource;
  readonly timeoutMs: number;
  readonly nowMs: () => number;
}): PlatformApi {
  const { apiRoot, timeoutMs, nowMs } = options;
  let kept: KeptToken | null = null;
  let fetching: Promise<PlatformAnswer> | null = null;

  const addressOf = (path: string, query: Readonly<Record<string, string>>): URL => {
    const url = new URL(path, apiRoot);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  };
  const ask = async (path: string, query: Readonly<Record<string, string>>, body: unknown): Promise<PlatformAnswer> => {
    try {
      const response = await fetch(addressOf(path, query), {
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      return response.ok ? readAnswer(await response.json()) : unsaid;
    } catch (error) {
      return { kind: 'unreachable', neverSent: isNeverSent(error) };
    }
  };
  const fetchToken = async (): Promise<PlatformAnswer> => {
    const { path, query, body } = options.token;
    const answer = await ask(path, query, body);
    if (answer.kind !== 'ok') return answer;
    const { access_token: value, expires_in: seconds } = answer.body;
    if (typeof value !== 'string' || typeof seconds !== 'number') return unsaid;
    // A token that lives shorter than the margin is used for half its life.
    const lifeMs = seconds * 1000;
    kept = { value, until: nowMs() + Math.max(lifeMs - renewBeforeMs, lifeMs / 2) };
    return answer;
  };
  const signIn = async (): Promise<PlatformAnswer> => {
    if (kept !== null && nowMs() < kept.until) return { kind: 'ok', body: {} };
    // One at a time: each new token may end the one before it.
    fetching ??= fetchToken().finally(() => {
      fetching = null;
    });
    return await fetching;
  };
  const call = async (path: string, body: unknown): Promise<PlatformAnswer> => {
    for (let attempt = 1; ; attempt += 1) {
      const signedIn = await signIn();
      if (signedIn.kind === 'unreachable') return { ...signedIn, neverSent: true };
      if (signedIn.kind !== 'ok' || kept === null) return signedIn.kind === 'ok' ? unsaid : signedIn;
      const used = kept.value;
      const answer = await ask(path, { access_token: used }, body);
      if (attempt > 1 || answer.kind !== 'refused' || !staleTokenCodes.has(answer.code)) return answer;
      if (kept?.value === used) kept = null;
    }
  };

  return {
    post: call,
    get: (path) => call(path, undefined),
    signIn,
    download: async (path, query) => {
      await signIn();
      const response = await fetch(addressOf(path, { access_token: kept?.value ?? '', ...query }), {
        signal: AbortSignal.timeout(timeoutMs * 4),
      });
      const type = response.headers.get('content-type');
      // An error comes as JSON with status 200.
      if (!response.ok || (type !== null && /json|text\/plain/.test(type))) throw new Error('the service did not hand the file over');
      return { bytes: await readBody(response), mimeType: type };
    },
  };
}
