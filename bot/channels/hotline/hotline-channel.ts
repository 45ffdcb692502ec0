import type { CallDesk, CallOutcome } from '../../../core/call.ts';
import { type CallEvent, callEventsSchema } from '../../../core/call-event.ts';
import { channelCapabilities } from '../../../core/channel-capabilities.ts';
import type { Clock } from '../../../core/clock.ts';
import type { Logger } from '../../../core/logger.ts';
import type { OpenLine, WebhookChannel, WebhookRequest, WebhookResponse } from '../../../core/webhook.ts';
import { createDoorStatus } from '../door-status.ts';
import { authoriseCallCentre } from './authorise-call-centre.ts';

/** The most bytes of one request: 200 events of a thousand characters. */
const bodyLimit = 512 * 1024;
/** So many messages of one line may wait; a line that sends more is closed and sends again. */
const mostWaiting = 500;

type Read = { readonly kind: 'events'; readonly events: readonly CallEvent[] } | { readonly kind: 'fault'; readonly body: object };
type Result = { readonly id: string; readonly status: CallOutcome };

/** Reads what was sent. A fault names places and rules, never a value: values are what people said. */
function readEvents(text: string): Read {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { kind: 'fault', body: { code: 'bad_json', message: 'this is not JSON' } };
  }
  const read = callEventsSchema.safeParse(parsed);
  if (read.success) return { kind: 'events', events: read.data };
  const many = typeof parsed === 'object' && parsed !== null && 'events' in parsed;
  const issues = read.error.issues.flatMap((issue) => (issue.code === 'invalid_union' ? (issue.errors[many ? 0 : 1] ?? [issue]) : [issue]));
  const faults = issues.slice(0, 20).map(({ path, code }) => ({ at: path.map(String).join('.'), fault: code }));
  return { kind: 'fault', body: { code: 'bad_event', message: 'an event has not the form of docs/hotline-event.schema.json', faults } };
}

function answer(status: number, body: object): WebhookResponse {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

/** Makes the door. Throws `RangeError` for a secret under 16 characters. */
export function createHotlineChannel(options: {
  readonly secret: string;
  readonly calls: CallDesk;
  readonly clock: Clock;
  readonly logger: Logger;
}): WebhookChannel {
  const { secret, calls, clock, logger } = options;
  if (secret.length < 16) throw new RangeError('the secret of the hotline needs at least 16 characters');
  const status = createDoorStatus(clock);
  const lines = new Set<OpenLine>();
  let isOpen = false;

  const refuse = (request: WebhookRequest): { readonly status: number; readonly code: string } | null => {
    const found = authoriseCallCentre(request, secret, Date.parse(clock.now()));
    if (found === 'clock_skew') status.set('online', 'clock_skew');
    if (found === 'good') return isOpen ? null : { status: 503, code: 'not_open' };
    logger.warn('hotline_refused', { reason: found });
    return { status: found === 'missing' ? 401 : 403, code: found === 'clock_skew' ? found : 'not_authorised' };
  };

  /** Events of one call in the order of their count, whatever order they were packed in; the answer in the order of the packing. */
  const take = async (events: readonly CallEvent[]): Promise<readonly Result[]> => {
    const outcomes = new Map<CallEvent, CallOutcome>();
    for (const event of events.toSorted((a, b) => a.sequence - b.sequence)) outcomes.set(event, await calls.callEvent(event));
    status.set('online');
    return events.map((event) => ({ id: event.id, status: outcomes.get(event) ?? 'accepted' }));
  };

  const handle = async (request: WebhookRequest): Promise<WebhookResponse> => {
    const refused = refuse(request);
    if (refused !== null) return answer(refused.status, { code: refused.code });
    if (request.method === 'GET') return answer(200, { ok: true });
    const read = readEvents(Buffer.from(request.body).toString('utf8'));
    return read.kind === 'fault' ? answer(400, read.body) : answer(200, { results: await take(read.events) });
  };

  const open = (line: OpenLine): { message(text: string): void; ended(): void } => {
    lines.add(line);
    let waiting = 0;
    let last: Promise<void> = Promise.resolve();
    const work = async (text: string): Promise<void> => {
      const read = readEvents(text);
      try {
        line.send(JSON.stringify(read.kind === 'fault' ? { error: read.body } : { results: await take(read.events) }));
      } catch (error) {
        logger.error('hotline_failed', { error: error instanceof Error ? error.name : 'unknown' });
        // Not acknowledged: the call centre sends it again over a new line.
        line.close(1011, 'send again');
      }
      waiting -= 1;
    };
    return {
      message: (text) => {
        waiting += 1;
        if (waiting > mostWaiting) {
          line.close(1013, 'too much at once');
          return;
        }
        last = last.then(() => work(text));
      },
      ended: () => {
        lines.delete(line);
      },
    };
  };

  return {
    kind: 'phone',
    capabilities: channelCapabilities.phone,
    start: async () => {
      isOpen = true;
      status.set('online');
    },
    deliver: async () => ({ kind: 'gone', reason: 'nothing_is_sent_into_a_call' }),
    stop: async () => {
      isOpen = false;
      for (const line of lines) line.close(1001, 'going away');
      lines.clear();
      status.set('stopped');
    },
    status: status.get,
    webhook: { path: 'hotline', bodyLimit, handle, line: { refuse: (request) => refuse(request)?.status ?? null, open } },
  };
}
