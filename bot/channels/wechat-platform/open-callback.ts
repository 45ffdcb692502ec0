import type { ChannelKind } from '../../../core/channel.ts';
import type { Clock } from '../../../core/clock.ts';
import { type Instant, parseInstant } from '../../../core/instant.ts';
import type { Logger } from '../../../core/logger.ts';
import type { WebhookRequest, WebhookResponse } from '../../../core/webhook.ts';
import type { DoorStatus } from '../door-status.ts';
import type { MessageCipher } from './message-cipher.ts';
import { readXml } from './read-xml.ts';

/** How far the time of a signature may be from ours: older ones are somebody's repetition. */
const signatureAgeMs = 10 * 60_000;

/** What a callback turned out to be: something to answer at once, or a message by the names of its XML. */
export type OpenedCallback =
  | { readonly kind: 'answer'; readonly response: WebhookResponse; readonly problem: 'bad_signature' | 'clock_skew' | null }
  | { readonly kind: 'message'; readonly fields: Readonly<Record<string, string>> };

/** A plain answer with a status. */
export function plainAnswer(status: number, body = ''): WebhookResponse {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}

function refuse(problem: 'bad_signature' | 'clock_skew'): OpenedCallback {
  return { kind: 'answer', response: plainAnswer(403), problem };
}

function isTimely(timestamp: string, now: Instant): boolean {
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  return Math.abs(parseInstant(now).getTime() - seconds * 1000) <= signatureAgeMs;
}

/**
 * Checks and opens a callback: the address check (GET echostr, sealed or, for an official account, plain) and messages (POST, always sealed:
 * the signature of 明文模式 does not cover the body). The signature comes first, then its time.
 */
export function openCallback(request: WebhookRequest, cipher: MessageCipher, now: Instant): OpenedCallback {
  const { timestamp = '', nonce = '', signature = '', msg_signature: sealedSignature, echostr = '' } = request.query;
  if (request.method === 'GET') {
    const isSealed = sealedSignature !== undefined;
    const isSigned = isSealed ? cipher.isSigned(sealedSignature, timestamp, nonce, echostr) : cipher.isSigned(signature, timestamp, nonce);
    if (!isSigned) return refuse('bad_signature');
    if (!isTimely(timestamp, now)) return refuse('clock_skew');
    const echo = isSealed ? cipher.open(echostr) : echostr;
    return echo === null ? refuse('bad_signature') : { kind: 'answer', response: plainAnswer(200, echo), problem: null };
  }
  const envelope = readXml(Buffer.from(request.body).toString('utf8'))?.Encrypt;
  if (envelope === undefined || sealedSignature === undefined) return refuse('bad_signature');
  if (!cipher.isSigned(sealedSignature, timestamp, nonce, envelope)) return refuse('bad_signature');
  if (!isTimely(timestamp, now)) return refuse('clock_skew');
  const fields = readXml(cipher.open(envelope) ?? '');
  return fields === null ? refuse('bad_signature') : { kind: 'message', fields };
}

/** What a door answers its callbacks with. */
export type CallbackParts = {
  readonly channel: ChannelKind;
  readonly cipher: MessageCipher;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly status: DoorStatus;
};

/** Answers a callback: refuses what is not signed or not timely (403), and 503 while the door is shut, so that the platform calls again; a message goes to `take`. */
export async function answerCallback(
  request: WebhookRequest,
  { channel, cipher, clock, logger, status }: CallbackParts,
  isOpen: boolean,
  take: (fields: Readonly<Record<string, string>>) => Promise<WebhookResponse> | WebhookResponse,
): Promise<WebhookResponse> {
  const opened = openCallback(request, cipher, clock.now());
  if (opened.kind === 'message') return isOpen ? await take(opened.fields) : plainAnswer(503);
  if (opened.problem !== null) {
    logger.warn('callback_refused', { channel, problem: opened.problem });
    if (opened.problem === 'clock_skew') status.set(status.get().state, 'clock_skew');
  }
  return opened.response;
}
