import { setTimeout as sleep } from 'node:timers/promises';
import { types } from 'wechaty-puppet';
import type { Logger } from '../../../core/logger.ts';
import type { OwnPuppet } from './own-puppet.ts';
import type { RoomNames } from './room-names.ts';
import type { SendQueue } from './send-queue.ts';
import type { BotListener } from './supervise-bot.ts';

/** What the site decides about WeChat, and the words for it. */
export type WechatManners = {
  readonly botName: string;
  readonly prefixes: readonly string[];
  /** Who asks to be a friend becomes one. */
  readonly acceptFriends: boolean;
  /** Invitations to rooms are accepted. */
  readonly acceptInvitations: boolean;
  /** Newcomers of a room are welcomed. */
  readonly welcome: boolean;
  /** The grid of a room, by its id or title; `null` where none has it. */
  readonly gridOf: (roomId: string, topic: string) => string | null;
  readonly words: {
    /** To a new friend: who we are, that we are a machine, how to reach a person. */
    readonly friend: string;
    /** To a room when we come in: the same, and how to call us. */
    readonly room: string;
    /** To newcomers of a room. */
    readonly newcomer: string;
  };
  /** How long a person takes to notice a request, in milliseconds. */
  readonly noticeMs: number;
};

/** Newcomers of one room are welcomed together, at most so often. */
const welcomeEveryMs = 600_000;
const mostRooms = 2000;

/** Answers what is no message: requests, invitations, people who join. */
export function answerEvents(
  manners: WechatManners,
  current: () => OwnPuppet | null,
  rooms: RoomNames,
  queue: SendQueue,
  logger: Logger,
): Pick<BotListener, 'friendship' | 'roomInvitation' | 'roomJoin'> {
  const welcomed = new Map<string, number>();

  const run = (name: string, work: (puppet: OwnPuppet) => Promise<void>): void => {
    const puppet = current();
    if (puppet === null) return;
    work(puppet).catch((error: unknown) =>
      logger.warn('wechat_event_failed', { event: name, error: error instanceof Error ? error.name : 'unknown' }),
    );
  };
  const say = async (puppet: OwnPuppet, chatId: string, text: string, mentions: readonly string[] = []): Promise<void> => {
    await queue.push(text.length, false, () => puppet.messageSendText(chatId, text, [...mentions]));
  };
  const mayWelcome = (roomId: string): boolean => {
    const now = performance.now();
    if (now - (welcomed.get(roomId) ?? Number.NEGATIVE_INFINITY) < welcomeEveryMs) return false;
    welcomed.delete(roomId);
    welcomed.set(roomId, now);
    const oldest = welcomed.size > mostRooms ? welcomed.keys().next().value : undefined;
    if (oldest !== undefined) welcomed.delete(oldest);
    return true;
  };

  return {
    friendship: (id) =>
      run('friendship', async (puppet) => {
        const request = await puppet.friendshipPayload(id);
        if (request.type === types.Friendship.Confirm) await say(puppet, request.contactId, manners.words.friend);
        if (request.type !== types.Friendship.Receive || !manners.acceptFriends) return;
        await sleep(manners.noticeMs * (0.5 + Math.random()));
        await puppet.friendshipAccept(id);
      }),
    roomInvitation: (id) =>
      run('room_invitation', async (puppet) => {
        if (!manners.acceptInvitations) return;
        await sleep(manners.noticeMs * (0.5 + Math.random()));
        await puppet.roomInvitationAccept(id);
      }),
    roomJoin: (roomId, personIds) =>
      run('room_join', async (puppet) => {
        if (personIds.includes(puppet.currentUserId)) {
          await say(puppet, roomId, manners.words.room);
          return;
        }
        if (!manners.welcome || !mayWelcome(roomId)) return;
        const names = await Promise.all(personIds.map((personId) => rooms.member(puppet, roomId, personId)));
        const called = names.filter((name) => name !== '').map((name) => `@${name}\u2005`);
        await say(puppet, roomId, `${called.join('')}${manners.words.newcomer}`, personIds);
      }),
  };
}
