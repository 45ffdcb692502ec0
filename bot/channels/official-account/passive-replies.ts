import { setTimeout as sleep } from 'node:timers/promises';

/** The answers that WeChat waits for on the line, five seconds long: they cost nothing of the limit and need no certified account. */
export interface PassiveReplies {
  /** Waits for a reply to this message, at most so long; gives its words, or `null`. */
  wait(openId: string, waitMs: number, signal: AbortSignal): Promise<string | null>;
  /** Gives words to somebody who waits; `false` where nobody does. */
  offer(openId: string, text: string): boolean;
}

/** Makes the waiting room. Who came first is answered first. */
export function createPassiveReplies(): PassiveReplies {
  const waiting = new Map<string, ((text: string) => void)[]>();
  const remove = (openId: string, take: (text: string) => void): void => {
    const left = (waiting.get(openId) ?? []).filter((one) => one !== take);
    if (left.length === 0) waiting.delete(openId);
    else waiting.set(openId, left);
  };
  return {
    wait: async (openId, waitMs, signal) => {
      if (waitMs <= 0) return null;
      const over = new AbortController();
      let take: (text: string) => void = () => {};
      const answered = new Promise<string>((resolve) => {
        take = resolve;
      });
      waiting.set(openId, [...(waiting.get(openId) ?? []), take]);
      try {
        const late = sleep(waitMs, null, { signal: AbortSignal.any([over.signal, signal]) }).catch(() => null);
        return await Promise.race([answered, late]);
      } finally {
        remove(openId, take);
        over.abort();
      }
    },
    offer: (openId, text) => {
      const [take] = waiting.get(openId) ?? [];
      if (take === undefined) return false;
      remove(openId, take);
      take(text);
      return true;
    },
  };
}
