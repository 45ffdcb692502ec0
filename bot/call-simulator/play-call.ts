import { setTimeout as sleep } from 'node:timers/promises';
import type { CallEvent } from '../../core/call-event.ts';
import { XinqiaoError } from '../../core/errors.ts';
import { formatInstant } from '../../core/instant.ts';
import { signCallEvents } from '../channels/hotline/authorise-call-centre.ts';
import type { PlannedEvent } from './list-call-events.ts';

/** What the server answered to an event. */
export type EventAnswer = { readonly id: string; readonly status: string };

/** A way to the server. */
export type CallWire = { send(event: CallEvent): Promise<EventAnswer>; close(): void };

function refused(status: number): XinqiaoError {
  const advice =
    status === 401 || status === 403
      ? 'the secret is another one than XINQIAO_HOTLINE_SECRET of the running server, or the clocks differ'
      : 'is the hotline switched on there (XINQIAO_HOTLINE_SECRET)?';
  return new XinqiaoError('bad_input', `the server answered with ${status}: ${advice}`);
}

/** Sends each event as a signed request. */
export function openHttpWire(url: string, secret: string): CallWire {
  return {
    send: async (event) => {
      const body = JSON.stringify(event);
      const timestamp = String(Math.floor(Date.now() / 1000));
      const response = await fetch(`${url}/doors/hotline`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-xinqiao-timestamp': timestamp,
          'x-xinqiao-signature': signCallEvents(secret, timestamp, body),
        },
        body,
      });
      if (!response.ok) throw refused(response.status);
      const { results } = (await response.json()) as { readonly results: readonly EventAnswer[] };
      return results[0] ?? { id: event.id, status: 'unknown' };
    },
    close: () => {},
  };
}

/** Keeps one WebSocket open and sends the events over it; each is answered before the next goes. Throws `bad_input` where it does not open. */
export async function openSocketWire(url: string, secret: string): Promise<CallWire> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/doors/hotline/stream`, { headers: { authorization: `Bearer ${secret}` } });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener(
      'error',
      () => reject(new XinqiaoError('bad_input', `no line could be opened to ${url}: check address and secret`)),
      {
        once: true,
      },
    );
  });
  return {
    send: (event) =>
      new Promise((resolve, reject) => {
        const end = (work: () => void): void => {
          socket.removeEventListener('message', onMessage);
          socket.removeEventListener('close', onClose);
          work();
        };
        const onClose = (): void => end(() => reject(new XinqiaoError('bad_input', 'the server closed the line')));
        const onMessage = ({ data }: MessageEvent): void =>
          end(() => {
            const said = JSON.parse(String(data)) as {
              readonly results?: readonly EventAnswer[];
              readonly error?: { readonly code: string };
            };
            const first = said.results?.[0];
            if (first === undefined)
              reject(new XinqiaoError('bad_input', `the server refused the event: ${said.error?.code ?? 'no reason'}`));
            else resolve(first);
          });
        socket.addEventListener('message', onMessage);
        socket.addEventListener('close', onClose);
        socket.send(JSON.stringify(event));
      }),
    close: () => socket.close(),
  };
}

/** Plays the events over a wire: at pace 1 as long as the call was, at pace 10 ten times as fast, at `Infinity` without a pause. */
export async function playCall(
  events: readonly PlannedEvent[],
  wire: CallWire,
  pace: number,
  onEvent: (event: CallEvent, answer: EventAnswer) => void = () => {},
): Promise<void> {
  for (const { afterMs, make } of events) {
    const pauseMs = afterMs / pace;
    if (pauseMs >= 1) await sleep(pauseMs);
    const event = make(formatInstant(new Date()));
    onEvent(event, await wire.send(event));
  }
}
