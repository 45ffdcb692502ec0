/** One thing that the doctor looked at. `code` names it for the words; `values` fill them. Never a secret. */
export type Finding = {
  readonly kind: 'good' | 'warning' | 'fault';
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

/** Makes a finding. */
export function find(kind: Finding['kind'], code: string, values?: Finding['values']): Finding {
  return { kind, code, ...(values === undefined ? {} : { values }) };
}

const longestMs = 10_000;
const skewMs = 60_000;

/** The headers of an answer at an address; `null` where nobody answers. */
export async function reach(url: string): Promise<Response | null> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(longestMs), redirect: 'manual' });
  } catch {
    return null;
  }
}

/** Compares our clock with the one of a service: signatures are refused where they differ much. Nothing where the service does not tell. */
export async function checkClock(url: string, nowMs: number): Promise<readonly Finding[]> {
  const date = Date.parse((await reach(url))?.headers.get('date') ?? '');
  const apartMs = Math.abs(date - nowMs);
  return Number.isNaN(date) || apartMs <= skewMs ? [] : [find('fault', 'clock', { seconds: Math.round(apartMs / 1000) })];
}

/** Asks our own callback from outside with a right signature; `echo` is what it must say. */
export async function checkCallback(address: string, query: Readonly<Record<string, string>>, echo: string): Promise<Finding> {
  const response = await reach(`${address}?${new URLSearchParams(query)}`);
  if (response === null) return find('warning', 'callback_unreachable', { address });
  return (await response.text()) === echo ? find('good', 'callback_good', { address }) : find('fault', 'callback_wrong', { address });
}
