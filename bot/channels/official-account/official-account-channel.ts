import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelInbox } from '../../../core/channel.ts';
import { channelCapabilities } from '../../../core/channel-capabilities.ts';
import type { Clock } from '../../../core/clock.ts';
import { parseInstant } from '../../../core/instant.ts';
import type { Logger } from '../../../core/logger.ts';
import type { MediaStore } from '../../../core/media-store.ts';
import type { WebhookChannel, WebhookResponse } from '../../../core/webhook.ts';
import { createChatLanes } from '../chat-lanes.ts';
import { createDoorStatus } from '../door-status.ts';
import { createMessageCipher } from '../wechat-platform/message-cipher.ts';
import { answerCallback, plainAnswer } from '../wechat-platform/open-callback.ts';
import { readPlatformMessage } from '../wechat-platform/read-platform-message.ts';
import { toCdata } from '../wechat-platform/read-xml.ts';
import { outcomeOfAnswer, type Refusal, sharedRefusals } from '../wechat-platform/refusal-codes.ts';
import { signInDoor } from '../wechat-platform/sign-in-door.ts';
import { createAccountApi } from './account-api.ts';
import { createPassiveReplies } from './passive-replies.ts';
import { type AccountNews, readNews } from './read-message.ts';

/** What the door of an official account (公众号) is made of. */
export type OfficialAccountOptions = {
  readonly appId: string;
  readonly appSecret: string;
  readonly token: string;
  readonly aesKey: string;
  /** Another server than WeChat's own; `null`: WeChat's. */
  readonly apiRoot: string | null;
  /** What somebody who begins to follow is told. */
  readonly welcome: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly media: MediaStore;
  readonly times?: {
    /** How long WeChat's line is held for a reply: it hangs up after five seconds. 0: never. */
    readonly replyMs: number;
    /** A further reply waits so long that it cannot overtake the one on the line. */
    readonly afterReplyMs: number;
    /** The longest that a call may take. */
    readonly requestMs: number;
  };
};

const usualTimes = { replyMs: 4300, afterReplyMs: 300, requestMs: 10_000 };
const bodyLimit = 256 * 1024;
const storeRetriesMs = [100, 300, 1000, 2000, 4000];
const mostAnswers = 2000;

/** 全局返回码 and those of message/custom/send. */
const refusals: Readonly<Record<number, Refusal>> = {
  ...sharedRefusals,
  40003: { kind: 'gone', reason: 'no_such_person' },
  40164: { kind: 'door', reason: 'ip_not_listed' },
  43004: { kind: 'gone', reason: 'not_following' },
  45002: { kind: 'gone', reason: 'too_long' },
  45015: { kind: 'gone', reason: 'out_of_48_hours' },
  45047: { kind: 'gone', reason: 'message_limit' },
  48001: { kind: 'gone', reason: 'account_not_certified' },
  50002: { kind: 'gone', reason: 'person_restricted' },
};
const remedies: Readonly<Record<string, string>> = {
  bad_secret:
    'WeChat refuses the account: copy XINQIAO_OFFICIAL_ACCOUNT_APP_ID and XINQIAO_OFFICIAL_ACCOUNT_APP_SECRET again from 基本配置',
  ip_not_listed: "WeChat does not know this server: add its public address to the account's IP白名单",
};

type Message = Extract<AccountNews, { kind: 'message' }>;

/** Makes the door of an official account in 安全模式. `start` throws `bad_config` where WeChat refuses the secrets. */
export function createOfficialAccountChannel(options: OfficialAccountOptions): WebhookChannel {
  const { appId, clock, logger, media, times = usualTimes } = options;
  const cipher = createMessageCipher({ token: options.token, aesKey: options.aesKey, receiverId: appId });
  const nowMs = (): number => parseInstant(clock.now()).getTime();
  const api = createAccountApi(options, times.requestMs, nowMs);
  const status = createDoorStatus(clock);
  const lanes = createChatLanes();
  const passive = createPassiveReplies();
  /** What WeChat was or is being answered by message, for the calls that it repeats. */
  const answers = new Map<string, Promise<WebhookResponse>>();
  let inbox: ChannelInbox | null = null;
  let stopping = new AbortController();

  const done = plainAnswer(200, 'success');
  const writeReply = (openId: string, ours: string, text: string): WebhookResponse => {
    const timestamp = String(Math.floor(nowMs() / 1000));
    const envelope = cipher.seal(
      `<xml><ToUserName>${toCdata(openId)}</ToUserName><FromUserName>${toCdata(ours)}</FromUserName>` +
        `<CreateTime>${timestamp}</CreateTime><MsgType>${toCdata('text')}</MsgType><Content>${toCdata(text)}</Content></xml>`,
    );
    const nonce = envelope.slice(0, 16).replaceAll(/\W/g, '0');
    return {
      status: 200,
      contentType: 'text/xml; charset=utf-8',
      body:
        `<xml><Encrypt>${toCdata(envelope)}</Encrypt><MsgSignature>${toCdata(cipher.sign(timestamp, nonce, envelope))}</MsgSignature>` +
        `<TimeStamp>${timestamp}</TimeStamp><Nonce>${toCdata(nonce)}</Nonce></xml>`,
    };
  };

  /** Stores; WeChat repeats its call only three times, so a store that is away for a moment is waited for here. */
  const store = async (message: Parameters<ChannelInbox['accept']>[0]): Promise<void> => {
    for (const pauseMs of storeRetriesMs) {
      try {
        await inbox?.accept(message);
        return;
      } catch {
        logger.warn('inbound_failed', { channel: 'official_account' });
        await sleep(pauseMs, undefined, { signal: stopping.signal });
      }
    }
    if (inbox === null) throw new Error('the door is shut');
    await inbox.accept(message);
  };

  const take = async (news: Message): Promise<void> => {
    const owner = { channel: 'official_account', chatKey: news.openId, personKey: news.openId } as const;
    await store(await readPlatformMessage(news, owner, { api, media, clock }));
  };

  const answerMessage = async (news: Message, ours: string): Promise<WebhookResponse> => {
    const startedAt = performance.now();
    // The line is open before the message is stored: the reply may be there sooner than the next line here.
    const over = new AbortController();
    const reply = passive.wait(news.openId, times.replyMs, AbortSignal.any([over.signal, stopping.signal]));
    try {
      await lanes.run(news.openId, () => take(news));
    } catch (error) {
      over.abort();
      throw error;
    }
    if (performance.now() - startedAt > times.replyMs) over.abort();
    const text = await reply;
    return text === null ? done : writeReply(news.openId, ours, text);
  };

  /** A call that WeChat repeats gets the answer of the first one: the words may have been lost on the line. */
  const answerOnce = async (news: Message, ours: string): Promise<WebhookResponse> => {
    const known = answers.get(news.id);
    if (known !== undefined) return await known;
    const answer = answerMessage(news, ours);
    answers.set(news.id, answer);
    const oldest = answers.size > mostAnswers ? answers.keys().next().value : undefined;
    if (oldest !== undefined) answers.delete(oldest);
    answer.catch(() => answers.delete(news.id));
    return await answer;
  };

  return {
    kind: 'official_account',
    capabilities: channelCapabilities.official_account,
    start: async (accept, change) => {
      inbox = { accept, change };
      stopping = new AbortController();
      status.set('starting');
      await signInDoor(api, status, refusals, remedies, stopping.signal);
    },
    deliver: async (reply) => {
      if (inbox === null) return { kind: 'retry', afterMs: 1000, reason: 'stopped', held: true };
      if (passive.offer(reply.personKey, reply.text)) {
        await sleep(times.afterReplyMs);
        return { kind: 'sent' };
      }
      const answer = await api.post('/cgi-bin/message/custom/send', {
        touser: reply.personKey,
        msgtype: 'text',
        text: { content: reply.text },
      });
      const outcome = outcomeOfAnswer(answer, refusals);
      if (outcome.kind === 'sent') status.set('online');
      else if (outcome.kind === 'retry') status.set(outcome.reason === 'unreachable' ? 'offline' : 'online', outcome.reason);
      return outcome;
    },
    stop: async () => {
      inbox = null;
      stopping.abort();
      await lanes.drained();
      status.set('stopped');
    },
    status: () => status.get(),
    webhook: {
      path: 'official-account',
      bodyLimit,
      handle: (request) =>
        answerCallback(request, { channel: 'official_account', cipher, clock, logger, status }, inbox !== null, async (fields) => {
          const news = readNews(fields);
          const ours = fields.ToUserName ?? '';
          if (news.kind === 'subscribed') return writeReply(news.openId, ours, options.welcome);
          return news.kind === 'message' ? await answerOnce(news, ours) : done;
        }),
    },
  };
}
