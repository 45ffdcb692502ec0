import type { Finding } from '../finding.ts';
import { find } from '../finding.ts';
import type { PlatformAnswer } from './platform-api.ts';

const badSecret: ReadonlySet<number> = new Set([40_001, 40_013, 40_125, 41_004]);
const notListed: ReadonlySet<number> = new Set([40_164, 60_020]);

/** What signing in gave, for the doctor; `door` begins the code of the words. */
export function findSignIn(door: 'official' | 'wecom', answer: PlatformAnswer, address: string): Finding {
  if (answer.kind === 'ok') return find('good', `${door}_secret`);
  if (answer.kind === 'unreachable') return find('fault', 'platform_unreachable', { address });
  if (badSecret.has(answer.code)) return find('fault', `${door}_bad_secret`, { code: answer.code });
  return notListed.has(answer.code)
    ? find('fault', `${door}_ip_not_listed`, { code: answer.code })
    : find('fault', 'platform_refused', { code: answer.code });
}
