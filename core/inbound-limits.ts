import { addMilliseconds, formatInstant, type Instant, parseInstant } from './instant.ts';

/** The longest text of one message that is taken in, in characters; what is longer is no message of a person. Every channel's own limit is lower. */
export const largestInboundText = 20_000;

/** How far ahead of ours another clock may be before it is not believed. */
const skewAllowedMs = 5 * 60_000;
/** A redelivery after an outage may be old; older than this it is a clock that was never set. */
const oldestMs = 30 * 24 * 3_600_000;

/** Cuts a text to what is taken in. */
export function clipInboundText(text: string): string {
  return text.length > largestInboundText ? text.slice(0, largestInboundText) : text;
}

/** When a message was sent, by the sender's clock (milliseconds since 1970) where it can be believed, else now: relative dates are read against it. */
export function believeSentAt(claimedMs: number, now: Instant): Instant {
  const nowMs = parseInstant(now).getTime();
  const isBelieved = Number.isFinite(claimedMs) && claimedMs <= nowMs + skewAllowedMs && claimedMs >= nowMs - oldestMs;
  return isBelieved ? formatInstant(new Date(Math.min(claimedMs, nowMs))) : addMilliseconds(now, 0);
}
