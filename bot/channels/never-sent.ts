const codes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const deepest = 4;

/** Tells from a failed call that no connection came about: what was to be sent surely was not. */
export function isNeverSent(error: unknown): boolean {
  let current = error;
  for (let depth = 0; depth < deepest && typeof current === 'object' && current !== null; depth += 1) {
    if ('code' in current && codes.has(current.code)) return true;
    // fetch wraps in `cause`, grammY in `error`.
    current = 'cause' in current && current.cause !== undefined ? current.cause : 'error' in current ? current.error : null;
  }
  return false;
}
