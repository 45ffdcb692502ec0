import { setTimeout as sleep } from 'node:timers/promises';
import type { RunnerHandle } from '@grammyjs/runner';
import { sequentialize } from '@grammyjs/runner';
import { Bot, type Context } from 'grammy';
import type { Message, Update } from 'grammy/types';
import type { Channel, ChannelInbox, OutboundReply } from '../../../core/channel.ts';
import { channelCapabilities } from '../../../core/channel-capabilities.ts';
import type { Clock } from '../../../core/clock.ts';
import { XinqiaoError } from '../../../core/errors.ts';
import { believeSentAt, clipInboundText } from '../../../core/inbound-limits.ts';
import type { Logger } from '../../../core/logger.ts';
import type { MediaStore } from '../../../core/media-store.ts';
import type { WebhookChannel, WebhookResponse } from '../../../core/webhook.ts';
import { createDoorStatus } from '../door-status.ts';
import { createFewAtOnce } from '../few-at-once.ts';
import { isSameSecret } from '../same-secret.ts';
import { readBody, takeFile } from '../take-file.ts';
import { createChoiceButtons } from './choice-buttons.ts';
import { askedToWait, isBadToken, outcomeOf } from './delivery-outcome.ts';
import { heardUpdates, pollUpdates } from './poll-updates.ts';
import { isAddressed, messageIdOf, messageNumberOf, readFile, readKind, readQuote, readText } from './read-message.ts';

/** What the Telegram door is made of. */
export type TelegramOptions = {
  readonly token: string;
  /** Another Bot API server than Telegram's own; `null`: Telegram's. */
  readonly apiRoot: string | null;
  /** The public address that Telegram calls and the secret that it must show; `null`: long polling. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** Words at the start of a line in a group that call us besides mentions. */
  readonly names: readonly string[];
  /** Public questions only: no case is taken in here (数据出境). */
  readonly publicOnly: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly media: MediaStore;
  /** How long one poll waits for updates; how long any other call may take. */
  readonly times?: { readonly pollSeconds: number; readonly requestMs: number };
};

const telegramRoot = 'https://api.telegram.org';
const usualTimes = { pollSeconds: 25, requestMs: 15_000 };
const bodyLimit = 1024 * 1024;
const firstRetryMs = 100;
const longestRetryMs = 10_000;
const mostPaused = 5000;
/** What is under way when the process dies may come twice, since Telegram cannot be asked: so only few are. Enough for the 30 a second that Telegram allows a bot. */
const sendingAtOnce = 3;

const answer = (status: number): WebhookResponse => ({ status, contentType: 'text/plain', body: '' });

/** Makes the Telegram door over grammY. `start` throws `bad_config` where Telegram does not know the token; without Telegram it goes on trying. */
export function createTelegramChannel(options: TelegramOptions): Channel | WebhookChannel {
  const { token, webhook, names, clock, logger, media, times = usualTimes } = options;
  const apiRoot = options.apiRoot ?? telegramRoot;
  const requestSeconds = Math.ceil(times.requestMs / 1000);
  const bot = new Bot(token, { client: { apiRoot, timeoutSeconds: times.pollSeconds + requestSeconds, sensitiveLogs: false } });
  const status = createDoorStatus(clock);
  const buttons = createChoiceButtons();
  const sending = createFewAtOnce(sendingAtOnce);
  /** Chats that Telegram asked us to leave in peace for a while. */
  const pausedUntil = new Map<string, number>();
  let inbox: ChannelInbox | null = null;
  let runner: RunnerHandle | null = null;
  let stopping = new AbortController();

  // grammY is typed with the AbortSignal of a package of its own, which is the same thing.
  const soon = (): never => AbortSignal.any([stopping.signal, AbortSignal.timeout(times.requestMs)]) as never;

  /** Stores; with long polling tries again here until it can, since Telegram was promised nothing yet and must not be asked for more. */
  const store = async (work: (open: ChannelInbox) => Promise<void>): Promise<void> => {
    for (let pauseMs = firstRetryMs; ; pauseMs = Math.min(pauseMs * 2, longestRetryMs)) {
      if (inbox === null) throw new Error('the Telegram door is shut');
      try {
        await work(inbox);
        return;
      } catch (error) {
        if (webhook !== null) throw error;
        logger.warn('inbound_failed', { channel: 'telegram' });
        await sleep(pauseMs, undefined, { signal: stopping.signal });
      }
    }
  };

  const fetchFile = async (fileId: string) => {
    const { file_path: path = '' } = await bot.api.getFile(fileId, soon());
    const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, { signal: AbortSignal.timeout(times.requestMs * 4) });
    if (!response.ok) throw new Error('Telegram did not hand the file over');
    return { bytes: await readBody(response), mimeType: null };
  };

  const takeMessage = async (context: Context, message: Message): Promise<void> => {
    if (message.from === undefined || message.from.is_bot) return;
    const chatKey = String(message.chat.id);
    const personKey = String(message.from.id);
    const space = message.chat.type === 'private' ? 'private' : 'group';
    const addressed = isAddressed(context, message, names);
    const text = readText(message, context.me.username);
    const notice = readFile(message);
    const isCard = message.contact !== undefined;
    // A line that changes nothing for us: somebody joined, a title was set.
    if (text === '' && notice === null && !isCard && message.sticker === undefined && message.location === undefined) return;
    const { fileId = '', ...file } = notice ?? { kind: 'file' as const, name: '', mimeType: '', size: 0 };
    // Files of neighbours' talk are none of ours: only what is meant for us is fetched.
    const taken =
      notice === null || !addressed
        ? null
        : await takeFile(file, { channel: 'telegram', chatKey, personKey }, media, () => fetchFile(fileId));
    const card = { kind: 'contact_card', name: '', mimeType: '', size: 0, hash: null, missing: 'not_carried' } as const;
    const attachments = taken !== null ? [taken.attachment] : isCard ? [card] : [];
    await store((open) =>
      open.accept({
        channel: 'telegram',
        channelMessageId: messageIdOf(message.chat.id, message.message_id),
        chatKey,
        personKey,
        space,
        addressed,
        kind: readKind(message),
        text: clipInboundText(text),
        quotedText: readQuote(message),
        sentAt: believeSentAt(message.date * 1000, clock.now()),
        ...(attachments.length > 0 ? { attachments } : {}),
      }),
    );
  };

  const takeEdit = async (context: Context, message: Message): Promise<void> => {
    const at = believeSentAt((message.edit_date ?? message.date) * 1000, clock.now());
    const channelMessageId = messageIdOf(message.chat.id, message.message_id);
    const text = clipInboundText(readText(message, context.me.username));
    await store((open) => open.change({ kind: 'edited', channel: 'telegram', channelMessageId, text, at }));
  };

  const takeTap = async (context: Context): Promise<void> => {
    const { callbackQuery: tap } = context;
    const message = tap?.message;
    if (tap?.data === undefined || message === undefined) return;
    const asked = 'reply_to_message' in message ? message.reply_to_message?.from?.id : undefined;
    const isTheirs = message.chat.type === 'private' || asked === undefined || asked === tap.from.id;
    if (isTheirs) {
      const rows = 'reply_markup' in message ? (message.reply_markup?.inline_keyboard ?? []) : [];
      const label = rows.flat().find((button) => 'callback_data' in button && button.callback_data === tap.data)?.text ?? '';
      const text = buttons.wordsOf(tap.data, label);
      await store((open) =>
        open.accept({
          channel: 'telegram',
          channelMessageId: `tap:${tap.id}`,
          chatKey: String(message.chat.id),
          personKey: String(tap.from.id),
          space: message.chat.type === 'private' ? 'private' : 'group',
          addressed: true,
          kind: 'text',
          text: clipInboundText(text),
          quotedText: null,
          sentAt: clock.now(),
        }),
      );
    }
    // Only stops the little clock on the button; a failure harms nobody.
    await context.api.answerCallbackQuery(tap.id, {}, soon()).catch(() => logger.info('telegram_tap_not_answered'));
  };

  bot.use(sequentialize((context) => (context.chat === undefined ? undefined : String(context.chat.id))));
  bot.on('message', (context) => takeMessage(context, context.message));
  bot.on('edited_message', (context) => takeEdit(context, context.editedMessage));
  bot.on('callback_query:data', takeTap);

  /** Learns who we are and opens the way for updates; `false` where Telegram could not be reached. */
  const connect = async (): Promise<boolean> => {
    try {
      bot.botInfo = await bot.api.getMe(soon());
      if (webhook === null) await bot.api.deleteWebhook({}, soon());
      else await bot.api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: heardUpdates }, soon());
    } catch (error) {
      if (isBadToken(error)) {
        status.set('refused', 'bad_token');
        throw new XinqiaoError('bad_config', 'Telegram does not know the bot: copy XINQIAO_TELEGRAM_TOKEN again from @BotFather');
      }
      status.set('offline', 'service_down');
      return false;
    }
    if (stopping.signal.aborted) return true;
    if (webhook === null) runner = pollUpdates(bot, times.pollSeconds, status, logger);
    else status.set('online');
    return true;
  };

  const keepConnecting = async (): Promise<void> => {
    const { signal } = stopping;
    for (let pauseMs = firstRetryMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestRetryMs)) {
      await sleep(pauseMs, undefined, { signal });
      if (await connect()) return;
    }
  };

  const send = async (reply: OutboundReply): Promise<void> => {
    const isInGroup = reply.chatKey !== reply.personKey && !reply.privately;
    const quoted = isInGroup && reply.answersMessageId !== null ? messageNumberOf(reply.answersMessageId) : null;
    const keyboard = buttons.keyboard(reply.quickReplies);
    await bot.api.sendMessage(
      isInGroup ? reply.chatKey : reply.personKey,
      reply.text,
      {
        ...(quoted === null ? {} : { reply_parameters: { message_id: quoted, allow_sending_without_reply: true } }),
        ...(keyboard === null ? {} : { reply_markup: keyboard }),
        link_preview_options: { is_disabled: true },
      },
      soon(),
    );
  };

  const channel: Channel = {
    kind: 'telegram',
    capabilities: channelCapabilities.telegram,
    publicOnly: options.publicOnly,
    start: async (accept, change) => {
      inbox = { accept, change };
      stopping = new AbortController();
      status.set('starting');
      if (!(await connect())) void keepConnecting().catch(() => {});
    },
    deliver: async (reply) => {
      if (inbox === null) return { kind: 'retry', afterMs: firstRetryMs, reason: 'stopped', held: true };
      const chat = reply.privately ? reply.personKey : reply.chatKey;
      const waitMs = (pausedUntil.get(chat) ?? 0) - performance.now();
      if (waitMs > 0) return { kind: 'retry', afterMs: Math.ceil(waitMs), reason: 'rate_limited', held: true };
      pausedUntil.delete(chat);
      try {
        await sending.run(() => send(reply), /^(?:safety|page)\./.test(reply.key));
        return { kind: 'sent' };
      } catch (error) {
        const asked = askedToWait(error);
        if (asked !== null && pausedUntil.size < mostPaused) pausedUntil.set(chat, performance.now() + asked);
        return outcomeOf(error);
      }
    },
    stop: async () => {
      inbox = null;
      stopping.abort();
      await runner?.stop();
      runner = null;
      status.set('stopped');
    },
    status: () => status.get(),
  };
  if (webhook === null) return channel;

  const readUpdate = (body: Uint8Array): Update | null => {
    try {
      const update: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
      return typeof update === 'object' && update !== null && 'update_id' in update ? (update as Update) : null;
    } catch {
      return null;
    }
  };
  return {
    ...channel,
    webhook: {
      path: 'telegram',
      bodyLimit,
      handle: async ({ method, headers, body }) => {
        if (method !== 'POST') return answer(405);
        if (!isSameSecret(headers['x-telegram-bot-api-secret-token'] ?? '', webhook.secret)) return answer(401);
        // Not yet connected or already stopping: Telegram sends it again.
        if (inbox === null || !bot.isInited()) return answer(503);
        const update = readUpdate(body);
        if (update === null) return answer(400);
        await bot.handleUpdate(update);
        return answer(200);
      },
    },
  };
}
