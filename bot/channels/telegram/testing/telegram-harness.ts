import { systemClock } from '../../../../core/clock.ts';
import { silentLogger } from '../../../../core/logger.ts';
import { isWebhookChannel } from '../../../../core/webhook.ts';
import type { ChannelHarness, ContractMessage } from '../../channel.contract.ts';
import { createKeptMedia } from '../../testing/kept-media.ts';
import type { Mount } from '../../testing/mounted.ts';
import { createSilentLine } from '../../testing/silent-line.ts';
import { createTelegramChannel, type TelegramOptions } from '../telegram-channel.ts';
import { type BotApiServer, botUser, startBotApiServer } from './bot-api-server.ts';

/** The bot's token on loopback. */
export const testToken = `4242:${'t'.repeat(35)}`;
const secret = 'a-secret-of-loopback';

const people: Readonly<Record<string, number>> = { anna: 101, bert: 102 };
const groups: Readonly<Record<string, number>> = { yard: -100_500 };

/** Both sides with the parts that a test reaches into. */
export type TelegramHarness = ChannelHarness & { readonly server: BotApiServer; readonly kept: readonly Uint8Array[] };

/** The person behind a contract name, as Telegram shows them. */
export function telegramUser(person: string): { readonly id: number; readonly is_bot: false; readonly first_name: string } {
  return { id: people[person] ?? 0, is_bot: false, first_name: person };
}

function nameOf(names: Readonly<Record<string, number>>, id: unknown): string | null {
  return Object.entries(names).find(([, known]) => known === Number(id))?.[0] ?? null;
}

function toUpdate({ id, person, text, group, sentAtMs }: ContractMessage): Readonly<Record<string, unknown>> {
  const user = telegramUser(person);
  const called = `@${botUser.username} ${text}`;
  const chat =
    group === null ? { id: user.id, type: 'private', first_name: person } : { id: groups[group], type: 'supergroup', title: group };
  return {
    message: {
      message_id: Number(id),
      date: Math.floor(sentAtMs / 1000),
      from: user,
      chat,
      text: group === null ? text : called,
      ...(group === null ? {} : { entities: [{ type: 'mention', offset: 0, length: botUser.username.length + 1 }] }),
    },
  };
}

/** Opens the door on loopback: by long polling, or where `mount` is given by webhook. */
export async function openTelegramHarness(mount: Mount | null, change: Partial<TelegramOptions> = {}): Promise<TelegramHarness> {
  const server = await startBotApiServer(testToken);
  const { media, kept } = createKeptMedia();
  const make = (webhook: TelegramOptions['webhook']) =>
    createTelegramChannel({
      token: testToken,
      apiRoot: server.url,
      webhook,
      names: ['小桥'],
      publicOnly: false,
      clock: systemClock,
      logger: silentLogger,
      media,
      times: { pollSeconds: 1, requestMs: 1000 },
      ...change,
    });
  // The address is known only when it is mounted, and mounting needs the channel: the hook is an object that is filled in then.
  const hook = { url: '', secret };
  const channel = make(mount === null ? null : hook);
  const mounted = mount !== null && isWebhookChannel(channel) ? await mount(channel, change.logger) : null;
  if (mounted !== null) hook.url = mounted.url;
  const post = async (headers: Readonly<Record<string, string>>, body: string): Promise<number> =>
    (await fetch(hook.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })).status;

  const line = createSilentLine(server.hang, (message: ContractMessage) => server.push(toUpdate(message)));
  return {
    server,
    kept,
    channel,
    addressOf: (person, group) => ({
      chatKey: String(group === null ? people[person] : groups[group]),
      personKey: String(people[person]),
    }),
    // What is polled for waits at the server itself.
    send: mounted === null ? async (message) => void (await server.push(toUpdate(message))) : line.send,
    received: () =>
      server.sent.map(({ chat_id: chat, text, reply_parameters: quoted }) => {
        const group = nameOf(groups, chat);
        return { person: group === null ? (nameOf(people, chat) ?? '') : quoted === undefined ? '' : 'anna', group, text: String(text) };
      }),
    halfOpen: line,
    restartService: server.restart,
    callTwice:
      mounted === null
        ? null
        : async (message) => {
            const update = { update_id: 500_000 + Number(message.id), ...toUpdate(message) };
            await Promise.all([server.push(update), server.push(update)]);
          },
    staleCall: null,
    secrets: [testToken, secret],
    wrongSignature: mounted === null ? null : () => post({ 'x-telegram-bot-api-secret-token': 'another-secret-here' }, '{"update_id":1}'),
    oversizedBody:
      mounted === null ? null : () => post({ 'x-telegram-bot-api-secret-token': secret }, JSON.stringify({ pad: 'x'.repeat(2_000_000) })),
    close: async () => {
      await mounted?.close();
      await server.close();
    },
  };
}
