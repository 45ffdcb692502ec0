import type { Channel, InboundMessage } from '../../../core/channel.ts';
import { channelCapabilities } from '../../../core/channel-capabilities.ts';

/** The resident page as a door. Replies are read from the transcript; the channel only tells the page that there is something to read. */
export type WebChannel = Channel & {
  /** Hands in a message of the page; resolves once it is stored. Rejects before `start`. */
  receive(message: InboundMessage): Promise<void>;
  /** Calls `listener` whenever something new can be read in this chat. Gives the way to stop. */
  subscribe(chatKey: string, listener: () => void): () => void;
  /** Tells the listeners of a chat to read again. */
  nudge(chatKey: string): void;
};

const stoppedRetryMs = 1000;

/** Makes the channel of the resident page. A reply counts as sent once it can be read: a page that is away reads it when it comes back. */
export function createWebChannel(): WebChannel {
  const listeners = new Map<string, Set<() => void>>();
  let accept: ((message: InboundMessage) => Promise<void>) | null = null;
  const nudge = (chatKey: string): void => {
    for (const listener of listeners.get(chatKey) ?? []) listener();
  };
  return {
    kind: 'web',
    capabilities: channelCapabilities.web,
    start: async (take) => {
      accept = take;
    },
    receive: async (message) => {
      if (accept === null) throw new Error('the web channel was not started');
      await accept(message);
    },
    subscribe: (chatKey, listener) => {
      const known = listeners.get(chatKey) ?? new Set();
      listeners.set(chatKey, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0 && listeners.get(chatKey) === known) listeners.delete(chatKey);
      };
    },
    nudge,
    deliver: async (reply) => {
      if (accept === null) return { kind: 'retry', afterMs: stoppedRetryMs, reason: 'stopped', held: true };
      nudge(reply.chatKey);
      return { kind: 'sent' };
    },
    stop: async () => {
      accept = null;
      listeners.clear();
    },
  };
}
