import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OutboundReply } from '../../../core/channel.ts';
import { type Clock, systemClock } from '../../../core/clock.ts';
import { addMilliseconds } from '../../../core/instant.ts';
import type { Logger } from '../../../core/logger.ts';
import type { ChannelHarness, ContractMessage, ReceivedReply } from '../../channels/channel.contract.ts';
import { startTcpProxy } from '../../channels/testing/tcp-proxy.ts';
import { createWebChannel } from '../../channels/web/web-channel.ts';
import type { App } from '../../compose.ts';
import type { ResidentView } from '../api-schema.ts';
import { createHttpServer } from '../create-http-server.ts';
import { chatKeyOf } from '../visitor.ts';

/** As patient as the page's own, hurried where a person would wait. */
const patienceMs = 500;
const pingMs = 200;
const silenceMs = 1000;
const mostTries = 20;

/** A resident's page: sends again under the same id until it is told that its line is stored, and reads when the live socket says so. */
type Page = { readonly chatKey: string; readonly token: string; read(): Promise<void>; close(): void };

/** Opens the web door on loopback: the real server and store of `app`, its engine not started, behind a wire that can go silent. */
export async function openWebHarness(app: App, logger: Logger): Promise<ChannelHarness> {
  const web = createWebChannel();
  let skippedMs = 0;
  const clock: Clock = { ...systemClock, now: () => addMilliseconds(systemClock.now(), skippedMs) };
  const build = (port: number) =>
    createHttpServer({ ...app, clock, logger, web, config: { host: '127.0.0.1', port, ffmpeg: 'ffmpeg' }, livePingMs: pingMs });
  let server = await build(0);
  const port = Number(new URL(await server.listen()).port);
  const proxy = await startTcpProxy(port);
  const host = `127.0.0.1:${proxy.port}`;
  const received: ReceivedReply[] = [];
  let isShut = false;

  const call = async (token: string, path: string, body?: string): Promise<Response> =>
    await fetch(`http://${host}/api/resident/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(patienceMs),
    });

  const openPage = async (person: string): Promise<Page> => {
    const token = randomBytes(32).toString('base64url');
    const chatKey = chatKeyOf(token);
    // A visit of before: the conversation is there.
    await app.store.transaction((tx) =>
      tx.inbox.accept(
        {
          channel: 'web',
          channelMessageId: createHash('sha256').update(token).digest('hex'),
          chatKey,
          personKey: chatKey,
          space: 'private',
          addressed: true,
          kind: 'text',
          text: '在吗',
          quotedText: null,
          sentAt: clock.now(),
        },
        clock.now(),
      ),
    );
    let after = 0;
    let reading: Promise<void> = Promise.resolve();
    const readOnce = async (): Promise<void> => {
      try {
        const { lines } = (await (await call(token, `lines?after=${after}`)).json()) as ResidentView;
        for (const { from, text, sequence } of lines) {
          if (from === 'bot') received.push({ person, group: null, text });
          after = Math.max(after, sequence);
        }
      } catch {
        // The next news or the next connection reads again.
      }
    };
    const read = async (): Promise<void> => {
      reading = reading.then(readOnce);
      await reading;
    };
    let socket: WebSocket | null = null;
    const connect = (): void => {
      if (isShut) return;
      const own = new WebSocket(`ws://${host}/api/resident/live`);
      socket = own;
      let silence: NodeJS.Timeout | undefined;
      const lost = (): void => {
        if (socket !== own) return;
        socket = null;
        clearTimeout(silence);
        own.close();
        setTimeout(connect, 100);
      };
      const listen = (): void => {
        clearTimeout(silence);
        silence = setTimeout(lost, silenceMs);
      };
      listen();
      own.onopen = () => own.send(JSON.stringify({ token }));
      own.onmessage = ({ data }) => {
        listen();
        if (data !== '{"alive":true}') void read();
      };
      own.onclose = lost;
      own.onerror = lost;
    };
    connect();
    return { chatKey, token, read, close: () => socket?.close() };
  };
  const pages = { anna: await openPage('anna'), bert: await openPage('bert') };
  const pageOf = (person: string): Page => (person === 'bert' ? pages.bert : pages.anna);

  const bodyOf = ({ id, text }: Pick<ContractMessage, 'id' | 'text'>): string => JSON.stringify({ clientId: `message-${id}`, text });
  const send = async (message: ContractMessage): Promise<void> => {
    for (let tries = 0; tries < mostTries && !isShut; tries += 1) {
      const status = await call(pageOf(message.person).token, 'messages', bodyOf(message)).then(
        async (answer) => {
          // As long as the server asks, which is minutes: its clock moves on instead.
          if (answer.status === 429) skippedMs += 1000 * Number(answer.headers.get('retry-after') ?? 1);
          return answer.status;
        },
        () => 0,
      );
      if (status === 202 || (status >= 400 && status < 500 && status !== 429)) return;
      if (status >= 500) return;
    }
  };

  const deliver = async (reply: OutboundReply) => {
    const { chatKey, text, id } = reply;
    // What the engine does in the transaction of a turn before it delivers.
    await app.store.transaction(async (tx) => {
      const conversation = await tx.conversations.find('web', chatKey, chatKey);
      const known = conversation === null ? [] : await tx.transcript.read(conversation.id, 0);
      if (conversation === null || known.some((line) => line.id === id)) return;
      const at = clock.now();
      await tx.transcript.append({
        id,
        conversationId: conversation.id,
        at,
        from: 'bot',
        staffId: null,
        text,
        reply,
        turnId: null,
        screen: null,
        triage: null,
      });
    });
    return await web.deliver(reply);
  };

  return {
    channel: { ...web, deliver },
    addressOf: (person) => ({ chatKey: pageOf(person).chatKey, personKey: pageOf(person).chatKey }),
    send,
    received: () => received,
    halfOpen: { cut: async () => proxy.cut(), mend: async () => proxy.mend() },
    restartService: async () => {
      await server.close();
      server = await build(port);
      await server.listen();
    },
    secrets: [pages.anna.token, pages.bert.token],
    callTwice: async (message) => {
      const body = bodyOf(message);
      const { token } = pageOf(message.person);
      await Promise.all([call(token, 'messages', body), call(token, 'messages', body)]);
    },
    staleCall: null,
    wrongSignature: async () => (await call('no-token-of-ours', 'messages', bodyOf({ id: '1', text: '你好' }))).status,
    oversizedBody: async () => (await call(pages.anna.token, 'messages', bodyOf({ id: '1', text: 'x'.repeat(100_000) }))).status,
    close: async () => {
      isShut = true;
      for (const page of Object.values(pages)) page.close();
      await sleep(0);
      await server.close();
      await proxy.close();
    },
  };
}
