import type { Channel } from '../../../../core/channel.ts';
import { largestMediaBytes, type MediaStore } from '../../../../core/media-store.ts';
import type { PuppetAddress } from '../supervise-bot.ts';
import { createWechatChannel, type WechatOptions } from '../wechat-channel.ts';

/** Keeps files in memory. */
export function createMemoryMedia(): MediaStore & { readonly kept: ReadonlyMap<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    keep: async (owner, bytes) => {
      if (bytes.length > largestMediaBytes) return null;
      const hash = `${owner.personKey}:${bytes.length}`;
      kept.set(hash, bytes);
      return hash;
    },
    read: async (_owner, hash) => kept.get(hash) ?? null,
    forget: async () => 0,
  };
}

/** Opens the door to a service on loopback, hurried where a person would wait. */
export function openTestDoor(address: PuppetAddress, options: Pick<WechatOptions, 'clock' | 'logger'> & Partial<WechatOptions>): Channel {
  return createWechatChannel({
    address,
    media: createMemoryMedia(),
    pace: { pauseMs: 0, letterMs: 0, longestMs: 0 },
    times: { dingMs: 300, silenceMs: 3000, retryMs: 100, longestRetryMs: 1000, refusedMs: 200 },
    echoMs: 800,
    fetchMs: 1000,
    manners: {
      botName: '小桥',
      prefixes: ['/问'],
      acceptFriends: true,
      acceptInvitations: true,
      welcome: true,
      gridOf: (_roomId, topic) => (topic === '院子' ? 'grid-1' : null),
      words: { friend: 'hello friend', room: 'hello room', newcomer: 'hello newcomer' },
      noticeMs: 0,
    },
    ...options,
  });
}
