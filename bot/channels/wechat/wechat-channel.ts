import { setTimeout as sleep } from 'node:timers/promises';
import type { payloads } from 'wechaty-puppet';
import type { Channel, ChannelInbox, DeliveryOutcome, InboundMessage, OutboundReply } from '../../../core/channel.ts';
import { channelCapabilities } from '../../../core/channel-capabilities.ts';
import type { Clock } from '../../../core/clock.ts';
import { believeSentAt, clipInboundText } from '../../../core/inbound-limits.ts';
import type { Logger } from '../../../core/logger.ts';
import type { MediaStore } from '../../../core/media-store.ts';
import type { Transcriber } from '../../../core/transcriber.ts';
import { createInboundLanes } from './inbound-lanes.ts';
import type { OwnPuppet } from './own-puppet.ts';
import { readAttachment, usualFetchMs } from './read-attachment.ts';
import { readKind, readRecalledId, readText } from './read-message.ts';
import { createRoomNames } from './room-names.ts';
import { createSendQueue, type HumanPace, humanPace } from './send-queue.ts';
import { createSentLedger } from './sent-ledger.ts';
import { type BotSupervisor, type PuppetAddress, type SupervisionTimes, superviseBot } from './supervise-bot.ts';
import { answerEvents, type WechatManners } from './wechat-manners.ts';

/** What the WeChat door is made of. */
export type WechatOptions = {
  readonly address: PuppetAddress;
  readonly manners: WechatManners;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly media: MediaStore;
  readonly transcriber?: Transcriber;
  /** Tests and drills are more hurried than a person. */
  readonly pace?: HumanPace;
  readonly times?: Partial<SupervisionTimes>;
  /** How long WeChat may take after a new connection to tell of what went out before it, in milliseconds. */
  readonly echoMs?: number;
  /** How long a file may take to be handed over, in milliseconds. */
  readonly fetchMs?: number;
};

const usualTimes: SupervisionTimes = { dingMs: 15_000, silenceMs: 60_000, retryMs: 500, longestRetryMs: 15_000, refusedMs: 60_000 };
const sendMs = 20_000;
const readAttempts = 60;
const offlineRetryMs = 2000;
/** A group's lines wait no longer than this for the words of a voice message. */
const longestHearingMs = 20_000;

/** Takes bytes as if they were kept, and keeps nothing. */
function unkept(media: MediaStore): MediaStore {
  return { ...media, keep: async () => '' };
}

type Payload = payloads.Message;

function isRoomOf(payload: Payload): string | null {
  return payload.roomId === undefined || payload.roomId === '' ? null : payload.roomId;
}

async function sendWithin(puppet: OwnPuppet, chatId: string, text: string, mentions: readonly string[]): Promise<void> {
  const late = new AbortController();
  const timeout = sleep(sendMs, 'late', { signal: late.signal }).catch(() => 'done');
  try {
    const first = await Promise.race([puppet.messageSendText(chatId, text, [...mentions]), timeout]);
    if (first === 'late') throw new Error('the service did not answer in time');
  } finally {
    late.abort();
  }
}

/** Makes the WeChat door over a Wechaty puppet service. Throws at `start` where this process has a client on the token already. */
export function createWechatChannel(options: WechatOptions): Channel {
  const { address, manners, clock, logger, media, transcriber, echoMs = 3000 } = options;
  const queue = createSendQueue(options.pace ?? humanPace);
  const lanes = createInboundLanes(logger);
  const ledger = createSentLedger();
  const rooms = createRoomNames();
  let inbox: ChannelInbox | null = null;
  let stopping = false;

  const supervisor: BotSupervisor = superviseBot({
    address,
    times: { ...usualTimes, ...options.times },
    clock,
    logger,
    listener: {
      online: () => rooms.forget(),
      message: (id) => lanes.push(() => readPayload(id), chatOf, handle),
      ...answerEvents(manners, () => supervisor.puppet(), rooms, queue, logger),
    },
  });

  /** Reads a message; a connection that breaks in between does not lose it. */
  const readPayload = async (id: string): Promise<Payload | null> => {
    for (let attempt = 0; attempt < readAttempts && !stopping; attempt += 1) {
      const puppet = supervisor.puppet();
      try {
        if (puppet !== null) return await puppet.messagePayload(id);
      } catch (error) {
        logger.debug('payload_failed', { error: error instanceof Error ? error.name : 'unknown' });
      }
      await sleep(Math.min(100 * (attempt + 1), 2000));
    }
    if (!stopping) logger.error('message_unreadable', { channel: 'wechat' });
    return null;
  };
  const chatOf = (payload: Payload): string => isRoomOf(payload) ?? payload.talkerId;

  const transcribe = async (bytes: Uint8Array | null, mimeType: string): Promise<string> => {
    if (bytes === null || transcriber === undefined) return '';
    // The room's other lines wait behind this one.
    const late = sleep(longestHearingMs, null, { ref: false });
    const heard = await Promise.race([transcriber.transcribe(bytes, mimeType), late]);
    return heard?.kind === 'ok' ? heard.text : '';
  };

  const toMessage = async (puppet: OwnPuppet, payload: Payload, roomId: string | null): Promise<InboundMessage | null> => {
    const type = readKind(payload.type);
    if (type === null) return null;
    const names = await rooms.own(puppet, roomId, manners.botName);
    const mentions = 'mentionIdList' in payload ? (payload.mentionIdList ?? []) : [];
    const own = { userId: puppet.currentUserId, names, prefixes: manners.prefixes };
    const owner = { channel: 'wechat', chatKey: roomId ?? payload.talkerId, personKey: payload.talkerId } as const;
    // In a group only what is meant for us is kept; a voice message has to be heard to know. In private the engine hears it, once it is safe.
    const isHeard = roomId !== null && type.attachment === 'voice' && transcriber !== undefined;
    const fetched =
      type.attachment !== null && (roomId === null || isHeard)
        ? await readAttachment(puppet, type.attachment, payload.id, owner, isHeard ? unkept(media) : media, options.fetchMs ?? usualFetchMs)
        : null;
    const raw = isHeard ? await transcribe(fetched?.bytes ?? null, fetched?.attachment.mimeType ?? '') : (payload.text ?? '');
    const read = readText(clipInboundText(type.kind === 'text' || isHeard ? raw : ''), mentions, own, roomId !== null);
    // Neighbours' talk is none of ours: only now is it known whom the voice was for.
    const hash = isHeard && read.addressed && fetched?.bytes != null ? await media.keep(owner, fetched.bytes) : null;
    const attachment =
      fetched === null || !isHeard ? (fetched?.attachment ?? null) : hash === null ? null : { ...fetched.attachment, hash };
    const gridId = roomId === null ? null : manners.gridOf(roomId, await rooms.topic(puppet, roomId));
    return {
      ...owner,
      channelMessageId: payload.id,
      space: roomId === null ? 'private' : 'group',
      addressed: read.addressed,
      kind: type.kind,
      text: read.text,
      quotedText: read.quotedText,
      sentAt: believeSentAt(payload.timestamp < 1e11 ? payload.timestamp * 1000 : payload.timestamp, clock.now()),
      ...(isHeard && read.text !== '' ? { spoken: true } : {}),
      ...(attachment === null ? {} : { attachments: [attachment] }),
      ...(gridId === null ? {} : { gridId }),
    };
  };

  const handle = async (payload: Payload): Promise<void> => {
    const puppet = supervisor.puppet();
    if (stopping || inbox === null) return;
    if (puppet === null) throw new Error('not connected');
    const roomId = isRoomOf(payload);
    if (payload.talkerId === puppet.currentUserId) {
      ledger.heard(roomId ?? payload.listenerId ?? '', payload.text ?? '', payload.timestamp);
      return;
    }
    const recalled = readKind(payload.type) === null ? readRecalledId(payload.text ?? '') : null;
    if (recalled !== null) await inbox.change({ kind: 'recalled', channel: 'wechat', channelMessageId: recalled, at: clock.now() });
    const message = await toMessage(puppet, payload, roomId);
    if (message !== null) await inbox.accept(message);
  };

  /** Waits until WeChat had time to tell of what went out before this connection. */
  const waitForEchoes = async (): Promise<void> => {
    const left = supervisor.onlineSince() + echoMs - performance.now();
    if (Number.isFinite(left) && left > 0) await sleep(left);
    await lanes.drained();
  };

  const deliver = async (reply: OutboundReply): Promise<DeliveryOutcome> => {
    const ready = supervisor.puppet();
    if (ready === null || stopping)
      return { kind: 'retry', afterMs: offlineRetryMs, reason: supervisor.status().problem ?? 'offline', held: true };
    const isRoom = reply.chatKey !== reply.personKey && !reply.privately;
    const chatId = isRoom ? reply.chatKey : reply.personKey;
    const name = isRoom ? await rooms.member(ready, reply.chatKey, reply.personKey) : '';
    const text = name === '' ? reply.text : `@${name}\u2005${reply.text}`;
    if (reply.attempt > 1) {
      await waitForEchoes();
      if (ledger.takeEcho(chatId, text, reply.createdAt)) return { kind: 'sent' };
    }
    try {
      await queue.push(text.length, /^(?:safety|page)\./.test(reply.key), async () => {
        const puppet = supervisor.puppet();
        if (puppet === null) throw new Error('not connected');
        await sendWithin(puppet, chatId, text, name === '' ? [] : [reply.personKey]);
      });
      ledger.sent(chatId, text);
      return { kind: 'sent' };
    } catch {
      return { kind: 'retry', afterMs: offlineRetryMs, reason: supervisor.puppet() === ready ? 'refused_by_service' : 'connection_lost' };
    }
  };

  return {
    kind: 'wechat',
    capabilities: channelCapabilities.wechat,
    start: async (accept, change) => {
      inbox = { accept, change };
      supervisor.start();
    },
    deliver,
    status: () => supervisor.status(),
    stop: async () => {
      stopping = true;
      await queue.stop();
      await lanes.drained();
      inbox = null;
      await supervisor.stop();
    },
  };
}
