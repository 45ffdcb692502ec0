import { setTimeout as sleep } from 'node:timers/promises';
import type { CallDesk } from '../../../core/call.ts';
import type { Channel, ChannelInbox } from '../../../core/channel.ts';
import { systemClock } from '../../../core/clock.ts';
import { formatInstant } from '../../../core/instant.ts';
import type { Logger } from '../../../core/logger.ts';
import { type CallWire, openSocketWire } from '../../call-simulator/play-call.ts';
import type { ChannelHarness, ContractMessage } from '../../channels/channel.contract.ts';
import { signCallEvents } from '../../channels/hotline/authorise-call-centre.ts';
import { createHotlineChannel } from '../../channels/hotline/hotline-channel.ts';
import { startTcpProxy } from '../../channels/testing/tcp-proxy.ts';
import { mountDoor } from './mount-door.ts';

const secret = 'a-secret-of-loopback';
const patienceMs = 500;
const mostTries = 10;
const dayMs = 86_400_000;

function toEvent({ id, person, text, sentAtMs }: ContractMessage) {
  return {
    id,
    call_id: `call-of-${person}`,
    sequence: Number(id),
    at: formatInstant(new Date(sentAtMs)),
    type: 'transcript.segment',
    utterance_id: id,
    speaker: 'caller',
    final: true,
    text,
  } as const;
}

/** Opens the door of call centres on loopback: a call centre that keeps one line open and sends again what was not acknowledged. Calls end in the inbox, as caller's words do. */
export async function openHotlineHarness(logger: Logger): Promise<ChannelHarness> {
  let inbox: ChannelInbox | null = null;
  const calls: CallDesk = {
    callEvent: async (event) => {
      if (event.type !== 'transcript.segment') return 'accepted';
      const { call_id: call, id, text, at } = event;
      await inbox?.accept({
        channel: 'phone',
        channelMessageId: id,
        chatKey: call,
        personKey: call,
        space: 'private',
        addressed: true,
        kind: 'text',
        text,
        quotedText: null,
        sentAt: at,
      });
      return 'accepted';
    },
  };
  const door = createHotlineChannel({ secret, calls, clock: systemClock, logger });
  const channel: Channel = {
    ...door,
    start: async (accept, change) => {
      inbox = { accept, change };
      await door.start(accept, change);
    },
  };
  let mounted = await mountDoor(door, logger);
  const port = Number(new URL(mounted.url).port);
  const proxy = await startTcpProxy(port);

  let wire: CallWire | null = null;
  let last: Promise<void> = Promise.resolve();
  const late = async (): Promise<never> => {
    await sleep(patienceMs);
    throw new Error('no answer');
  };
  const sendNow = async (message: ContractMessage): Promise<void> => {
    for (let tries = 0; tries < mostTries; tries += 1) {
      try {
        wire ??= await Promise.race([openSocketWire(`http://127.0.0.1:${proxy.port}`, secret), late()]);
        await Promise.race([wire.send(toEvent(message)), late()]);
        return;
      } catch (error) {
        // A wrong form is refused over the same line; everything else is sent again over a new one.
        if (error instanceof Error && error.message.includes('refused the event')) return;
        wire?.close();
        wire = null;
        await sleep(20);
      }
    }
  };
  const post = async (body: string, atMs = Date.now(), key = secret): Promise<number> => {
    const timestamp = String(Math.floor(atMs / 1000));
    const headers = { 'x-xinqiao-timestamp': timestamp, 'x-xinqiao-signature': signCallEvents(key, timestamp, body) };
    return (await fetch(mounted.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })).status;
  };
  const sample = toEvent({ id: '1', person: 'anna', text: '你好', group: null, sentAtMs: Date.now() });
  return {
    channel,
    secrets: [secret],
    addressOf: (person) => ({ chatKey: `call-of-${person}`, personKey: `call-of-${person}` }),
    send: async (message) => {
      last = last.then(() => sendNow(message));
      await last;
    },
    received: () => [],
    halfOpen: {
      cut: async () => {
        wire ??= await openSocketWire(`http://127.0.0.1:${proxy.port}`, secret);
        proxy.cut();
      },
      mend: async () => proxy.mend(),
    },
    restartService: async () => {
      await mounted.close();
      mounted = await mountDoor(door, logger, port);
    },
    callTwice: async (message) => {
      const body = JSON.stringify(toEvent(message));
      await Promise.all([post(body), post(body)]);
    },
    wrongSignature: () => post(JSON.stringify(sample), Date.now(), `${secret}-of-another`),
    staleCall: () => post(JSON.stringify(sample), Date.now() - dayMs),
    oversizedBody: () => post(JSON.stringify({ ...sample, text: 'x'.repeat(1_000_000) })),
    close: async () => {
      wire?.close();
      await mounted.close();
      await proxy.close();
    },
  };
}
