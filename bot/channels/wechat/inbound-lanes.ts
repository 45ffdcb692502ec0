import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../../core/logger.ts';

/** Work of one chat in the order in which it came, chats side by side. */
export interface InboundLanes {
  /** Adds work: `read` starts at once, `handle` runs with what it gave when everything before it in its chat is done. */
  push<T>(read: () => Promise<T | null>, chatOf: (read: T) => string, handle: (read: T) => Promise<void>): void;
  /** Resolves when nothing is left. */
  drained(): Promise<void>;
}

/** Makes the lanes. A `handle` that throws is tried again with growing pauses, for about a minute; then it is given up and logged. */
export function createInboundLanes(logger: Logger, retryMs = 200, attempts = 9): InboundLanes {
  const lanes = new Map<string, Promise<void>>();
  let arrivals: Promise<void> = Promise.resolve();

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    for (let count = 1; count <= attempts; count += 1) {
      try {
        await work();
        return;
      } catch (error) {
        logger.warn('inbound_failed', { channel: 'wechat', attempt: count, error: error instanceof Error ? error.name : 'unknown' });
        if (count < attempts) await sleep(retryMs * 2 ** (count - 1));
      }
    }
    logger.error('inbound_given_up', { channel: 'wechat' });
  };

  return {
    push: (read, chatOf, handle) => {
      const reading = read();
      reading.catch(() => {});
      // The order of the chat is the order of the events, not of the answers to what was asked about each.
      arrivals = arrivals.then(async () => {
        const found = await reading.catch(() => null);
        if (found === null) return;
        const chat = chatOf(found);
        const before = lanes.get(chat) ?? Promise.resolve();
        const lane = before
          .then(() => attempt(() => handle(found)))
          .finally(() => {
            if (lanes.get(chat) === lane) lanes.delete(chat);
          });
        lanes.set(chat, lane);
      });
    },
    drained: async () => {
      await arrivals;
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
  };
}
