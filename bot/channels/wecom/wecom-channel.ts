import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelInbox, DeliveryOutcome, OutboundReply } from '../../../core/channel.ts';
import { channelCapabilities } from '../../../core/channel-capabilities.ts';
import type { Clock } from '../../../core/clock.ts';
import { believeSentAt } from '../../../core/inbound-limits.ts';
import { parseInstant } from '../../../core/instant.ts';
import type { Logger } from '../../../core/logger.ts';
import type { MediaStore } from '../../../core/media-store.ts';
import type { WebhookChannel } from '../../../core/webhook.ts';
import { createDoorStatus } from '../door-status.ts';
import { createMessageCipher } from '../wechat-platform/message-cipher.ts';
import { answerCallback, plainAnswer } from '../wechat-platform/open-callback.ts';
import type { PlatformAnswer } from '../wechat-platform/platform-api.ts';
import { readPlatformMessage } from '../wechat-platform/read-platform-message.ts';
import { outcomeOfAnswer, type Refusal, sharedRefusals } from '../wechat-platform/refusal-codes.ts';
import { signInDoor } from '../wechat-platform/sign-in-door.ts';
import { createCorpApi } from './corp-api.ts';
import type { CursorStore } from './cursor-file.ts';
import { type KfNews, readNews, readPage } from './read-page.ts';
import { writeMessages } from './write-message.ts';

/** What the door of WeCom customer service (微信客服) is made of. */
export type WecomOptions = {
  readonly corpId: string;
  readonly secret: string;
  readonly token: string;
  readonly aesKey: string;
  /** Another server than WeCom's own; `null`: WeCom's. */
  readonly apiRoot: string | null;
  readonly cursors: CursorStore;
  /** What somebody who comes in for the first time in a while is told. */
  readonly welcome: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly media: MediaStore;
  readonly times?: {
    /** The longest that a call may take. */
    readonly requestMs: number;
    /** How often is looked for what no callback told of. */
    readonly lookMs: number;
  };
};

const usualTimes = { requestMs: 10_000, lookMs: 5 * 60_000 };
const bodyLimit = 64 * 1024;
const firstPauseMs = 200;
const longestPauseMs = 30_000;
const mostRemembered = 2000;
const badSyncToken = 95_007;
const wrongSession = 95_018;
/** 会话状态: 0 new, 1 the assistant (us), 2 waits for a servicer, 3 a servicer has it, 4 ended. */
const sessionStates = { fresh: 0, assistant: 1, waiting: 2, servicer: 3, ended: 4 } as const;

const refusals: Readonly<Record<number, Refusal>> = {
  ...sharedRefusals,
  40096: { kind: 'gone', reason: 'no_such_person' },
  60020: { kind: 'door', reason: 'ip_not_listed' },
  95000: { kind: 'gone', reason: 'no_such_account' },
  95001: { kind: 'gone', reason: 'message_limit' },
  95002: { kind: 'gone', reason: 'out_of_48_hours' },
};
const remedies: Readonly<Record<string, string>> = {
  bad_secret: 'WeCom refuses us: copy XINQIAO_WECOM_CORP_ID (我的企业) and XINQIAO_WECOM_SECRET (微信客服 → 开发配置) again',
  ip_not_listed: "WeCom does not know this server: add its public address to the app's 企业可信IP",
};

/** Makes the door of WeCom customer service. `start` throws `bad_config` where WeCom refuses the secrets. */
export function createWecomChannel(options: WecomOptions): WebhookChannel {
  const { corpId, cursors, clock, logger, media, times = usualTimes } = options;
  const cipher = createMessageCipher({ token: options.token, aesKey: options.aesKey, receiverId: corpId });
  const api = createCorpApi(options, times.requestMs, () => parseInstant(clock.now()).getTime());
  const status = createDoorStatus(clock);
  /** Accounts that are being read, and whether something came meanwhile; `token` lets us ask as often as is needed. */
  const reading = new Map<string, { again: boolean; token: string }>();
  const tasks = new Set<Promise<void>>();
  /** Sessions that a servicer has, as far as events told. */
  const held = new Set<string>();
  /** Replies of two messages whose first one went out. */
  const halfSent = new Set<string>();
  let inbox: ChannelInbox | null = null;
  let stopping = new AbortController();
  let looking: NodeJS.Timeout | undefined;

  const chatOf = (openKfId: string, person: string): string => `${openKfId}/${person}`;

  /** Runs until it is done: the cursor must not move on past what is not stored. Throws when the door is shut. */
  const insist = async (work: (open: ChannelInbox) => Promise<boolean>): Promise<void> => {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      if (inbox === null) throw new Error('the WeCom door is shut');
      try {
        if (await work(inbox)) return;
      } catch {
        logger.warn('inbound_failed', { channel: 'wecom' });
      }
      await sleep(pauseMs, undefined, { signal: stopping.signal });
    }
  };

  const takeMessage = async (news: Extract<KfNews, { kind: 'message' }>): Promise<void> => {
    const owner = { channel: 'wecom', chatKey: chatOf(news.openKfId, news.person), personKey: news.person } as const;
    const message = await readPlatformMessage(news, owner, { api, media, clock });
    await insist(async (open) => {
      await open.accept(message);
      return true;
    });
  };

  const take = async (news: KfNews): Promise<void> => {
    switch (news.kind) {
      case 'message':
        return await takeMessage(news);
      case 'recalled':
        return await insist(async (open) => {
          const at = believeSentAt(news.sentAtMs, clock.now());
          await open.change({ kind: 'recalled', channel: 'wecom', channelMessageId: news.id, at });
          return true;
        });
      case 'entered':
        // Good for twenty seconds only and said once: where it fails nothing is lost.
        await api.post('/cgi-bin/kf/send_msg_on_event', {
          code: news.welcomeCode,
          msgtype: 'text',
          text: { content: options.welcome },
        });
        return;
      case 'held':
        if (news.isHeld) held.add(chatOf(news.openKfId, news.person));
        else held.delete(chatOf(news.openKfId, news.person));
        return;
      case 'send_failed':
        logger.warn('wecom_send_failed', { type: news.type });
        return;
      case 'nothing':
        return;
      default:
        return news satisfies never;
    }
  };

  /** Reads one page after another; gives up nothing. */
  const readAll = async (openKfId: string, note: { again: boolean; token: string }): Promise<void> => {
    let hasMore = true;
    while (hasMore || note.again) {
      note.again = false;
      await insist(async () => {
        const cursor = await cursors.read(openKfId);
        const { token } = note;
        const answer = await api.post('/cgi-bin/kf/sync_msg', {
          open_kfid: openKfId,
          limit: 1000,
          voice_format: 0,
          ...(cursor === '' ? {} : { cursor }),
          ...(token === '' ? {} : { token }),
        });
        if (answer.kind !== 'ok') {
          noteFailure(answer);
          // Good for ten minutes; without one we may ask too, only less often.
          if (answer.kind === 'refused' && answer.code === badSyncToken && note.token === token) note.token = '';
          return false;
        }
        status.set('online');
        const page = readPage(answer.body);
        for (const message of page.messages) await take(readNews(message));
        if (page.nextCursor !== '' && page.nextCursor !== cursor) await cursors.write(openKfId, page.nextCursor);
        hasMore = page.hasMore;
        return true;
      });
    }
  };

  const noteFailure = (answer: PlatformAnswer): void => {
    const outcome = outcomeOfAnswer(answer, refusals);
    const reason = outcome.kind === 'sent' ? null : outcome.reason;
    status.set(reason === 'unreachable' ? 'offline' : reason === 'bad_secret' ? 'refused' : 'online', reason);
    logger.warn('wecom_call_failed', { reason });
  };

  const readSoon = (openKfId: string, token: string): void => {
    const known = reading.get(openKfId);
    if (known !== undefined) {
      known.again = true;
      if (token !== '') known.token = token;
      return;
    }
    const note = { again: false, token };
    reading.set(openKfId, note);
    const task = readAll(openKfId, note)
      .catch(() => {})
      .finally(() => {
        reading.delete(openKfId);
        tasks.delete(task);
        // A knock between the last look and here is not lost.
        if (note.again && inbox !== null) readSoon(openKfId, note.token);
      });
    tasks.add(task);
  };

  /** Looks through every account: what came while we were away, and what no callback told of. */
  const lookThrough = async (): Promise<void> => {
    const answer = await api.post('/cgi-bin/kf/account/list', { offset: 0, limit: 100 });
    const list = answer.kind === 'ok' && Array.isArray(answer.body.account_list) ? (answer.body.account_list as unknown[]) : [];
    const listed = list.flatMap((one) =>
      typeof one === 'object' && one !== null && 'open_kfid' in one && typeof one.open_kfid === 'string' ? [one.open_kfid] : [],
    );
    if (inbox === null) return;
    for (const openKfId of new Set([...listed, ...(await cursors.accounts())])) readSoon(openKfId, '');
  };

  const stateOf = async (openKfId: string, person: string): Promise<number | null> => {
    const answer = await api.post('/cgi-bin/kf/service_state/get', { open_kfid: openKfId, external_userid: person });
    return answer.kind === 'ok' && typeof answer.body.service_state === 'number' ? answer.body.service_state : null;
  };

  /** What to do with a reply that the session's state does not allow: take a session that nobody has, leave one that a servicer has. */
  const mendSession = async (openKfId: string, person: string): Promise<DeliveryOutcome | null> => {
    const state = await stateOf(openKfId, person);
    if (state === sessionStates.servicer || state === sessionStates.waiting) return { kind: 'gone', reason: 'servicer_has_it' };
    if (state === null) return { kind: 'retry', afterMs: 3000, reason: 'session_unknown' };
    const taken = await api.post('/cgi-bin/kf/service_state/trans', {
      open_kfid: openKfId,
      external_userid: person,
      service_state: sessionStates.assistant,
    });
    if (taken.kind === 'ok') return null;
    return taken.kind === 'refused' ? { kind: 'gone', reason: 'session_ended' } : outcomeOfAnswer(taken, refusals);
  };

  const send = async (reply: OutboundReply, openKfId: string): Promise<DeliveryOutcome> => {
    const messages = writeMessages(reply);
    for (const [place, message] of messages.entries()) {
      const isLast = place === messages.length - 1;
      if (!isLast && halfSent.has(reply.id)) continue;
      // At most 32 letters; the same again is the same message to WeCom.
      const msgid = `${reply.id.replaceAll(/[^\w-]|-/g, '').slice(0, 31)}${isLast ? '' : 'a'}`;
      const body = { touser: reply.personKey, open_kfid: openKfId, msgid, ...message };
      let answer = await api.post('/cgi-bin/kf/send_msg', body);
      if (answer.kind === 'refused' && answer.code === wrongSession) {
        const barred = await mendSession(openKfId, reply.personKey);
        if (barred !== null) return barred;
        answer = await api.post('/cgi-bin/kf/send_msg', body);
      }
      if (answer.kind !== 'ok') {
        noteFailure(answer);
        return outcomeOfAnswer(answer, refusals);
      }
      if (isLast) halfSent.delete(reply.id);
      else if (halfSent.size < mostRemembered) halfSent.add(reply.id);
    }
    status.set('online');
    return { kind: 'sent' };
  };

  return {
    kind: 'wecom',
    capabilities: channelCapabilities.wecom,
    start: async (accept, change) => {
      inbox = { accept, change };
      stopping = new AbortController();
      status.set('starting');
      await signInDoor(api, status, refusals, remedies, stopping.signal, () => void lookThrough());
      looking = setInterval(() => void lookThrough(), times.lookMs);
      looking.unref();
    },
    deliver: async (reply) => {
      if (inbox === null) return { kind: 'retry', afterMs: 1000, reason: 'stopped', held: true };
      const [openKfId = ''] = reply.chatKey.split('/');
      // An event may be old: before words are held back, WeCom is asked.
      if (held.has(reply.chatKey)) {
        const state = await stateOf(openKfId, reply.personKey);
        if (state === sessionStates.servicer) return { kind: 'gone', reason: 'servicer_has_it' };
        if (state !== null) held.delete(reply.chatKey);
      }
      return await send(reply, openKfId);
    },
    stop: async () => {
      inbox = null;
      stopping.abort();
      clearInterval(looking);
      await Promise.allSettled(tasks);
      status.set('stopped');
    },
    status: () => status.get(),
    webhook: {
      path: 'wecom',
      bodyLimit,
      handle: (request) =>
        answerCallback(request, { channel: 'wecom', cipher, clock, logger, status }, inbox !== null, (fields) => {
          const { Event: event, OpenKfId: openKfId, Token: token = '' } = fields;
          // The messages themselves stay with WeCom for three days: what is acknowledged here is only the knock.
          if (event === 'kf_msg_or_event' && openKfId !== undefined) readSoon(openKfId, token);
          return plainAnswer(200, 'success');
        }),
    },
  };
}
