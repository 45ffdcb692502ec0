import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../../../core/webhook.ts';
import { isSameSecret } from '../same-secret.ts';

/** How far the time of a signature may be from ours: older ones are somebody's repetition. */
const signatureAgeMs = 5 * 60_000;

/** Whether a call centre may come in: `missing` is answered with 401, the others with 403. */
export type Authorisation = 'good' | 'missing' | 'wrong' | 'clock_skew';

/** The signature of a request: `sha256=` and the HMAC of the timestamp, a dot and the body, in hex. An empty body for a line that is opened. */
export function signCallEvents(secret: string, timestamp: string, body: Uint8Array | string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}

function readTimestamp(timestamp: string): number {
  return /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1000 : Date.parse(timestamp);
}

/** Checks the shared secret of a request, as `Authorization: Bearer` or as a signature with its time, in constant time. */
export function authoriseCallCentre(
  { headers, body }: Pick<WebhookRequest, 'headers' | 'body'>,
  secret: string,
  nowMs: number,
): Authorisation {
  const { authorization, 'x-xinqiao-timestamp': timestamp, 'x-xinqiao-signature': signature } = headers;
  if (signature !== undefined && timestamp !== undefined) {
    if (!isSameSecret(signature.toLowerCase(), signCallEvents(secret, timestamp, body))) return 'wrong';
    const apartMs = Math.abs(readTimestamp(timestamp) - nowMs);
    return apartMs <= signatureAgeMs ? 'good' : 'clock_skew';
  }
  const bearer = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (bearer === undefined) return 'missing';
  return isSameSecret(bearer, secret) ? 'good' : 'wrong';
}
