import type { DeliveryOutcome } from '../../../core/channel.ts';
import type { PlatformAnswer } from './platform-api.ts';

/** What an error code means for the reply that met it. `door`: for every reply until somebody mends the settings. */
export type Refusal = { readonly kind: 'gone' | 'later' | 'door'; readonly reason: string };

const retryMs = { unreachable: 3000, later: 60_000, door: 60_000, unknown: 5000 } as const;

/** Codes that both platforms use (全局返回码). */
export const sharedRefusals: Readonly<Record<number, Refusal>> = {
  [-1]: { kind: 'later', reason: 'service_busy' },
  45009: { kind: 'later', reason: 'rate_limited' },
  45011: { kind: 'later', reason: 'rate_limited' },
  40001: { kind: 'door', reason: 'bad_secret' },
  40013: { kind: 'door', reason: 'bad_secret' },
  40125: { kind: 'door', reason: 'bad_secret' },
  41004: { kind: 'door', reason: 'bad_secret' },
};

/** What a failed call means for a reply: an unknown code is tried again, a few times as everything is. */
export function outcomeOfAnswer(answer: PlatformAnswer, refusals: Readonly<Record<number, Refusal>>): DeliveryOutcome {
  if (answer.kind === 'ok') return { kind: 'sent' };
  if (answer.kind === 'unreachable') return { kind: 'retry', afterMs: retryMs.unreachable, reason: 'unreachable', held: answer.neverSent };
  const refusal = refusals[answer.code];
  if (refusal === undefined) return { kind: 'retry', afterMs: retryMs.unknown, reason: `code_${answer.code}` };
  return refusal.kind === 'gone'
    ? { kind: 'gone', reason: refusal.reason }
    : { kind: 'retry', afterMs: retryMs[refusal.kind], reason: refusal.reason, held: refusal.kind === 'door' };
}
