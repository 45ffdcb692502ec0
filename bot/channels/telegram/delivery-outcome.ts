import { GrammyError } from 'grammy';
import type { DeliveryOutcome } from '../../../core/channel.ts';
import { isNeverSent } from '../never-sent.ts';

const busyMs = 2000;
const refusedMs = 60_000;

/** What Telegram asks us to wait, in milliseconds; `null` where it asks nothing. */
export function askedToWait(error: unknown): number | null {
  if (!(error instanceof GrammyError) || error.error_code !== 429) return null;
  return (error.parameters.retry_after ?? 1) * 1000;
}

/** Tells whether Telegram does not know our token. */
export function isBadToken(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
}

/** What a failed sending means: 429 waits as long as asked, 401 until the token is mended, 400 and 403 are for good, the rest passes. */
export function outcomeOf(error: unknown): DeliveryOutcome {
  const waitMs = askedToWait(error);
  if (waitMs !== null) return { kind: 'retry', afterMs: waitMs, reason: 'rate_limited', held: true };
  if (isBadToken(error)) return { kind: 'retry', afterMs: refusedMs, reason: 'bad_token', held: true };
  if (!(error instanceof GrammyError)) return { kind: 'retry', afterMs: busyMs, reason: 'unreachable', held: isNeverSent(error) };
  if (error.error_code === 403) return { kind: 'gone', reason: 'blocked_or_never_started' };
  if (error.error_code === 400) return { kind: 'gone', reason: 'refused_by_telegram' };
  return { kind: 'retry', afterMs: busyMs, reason: `service_${error.error_code}` };
}
