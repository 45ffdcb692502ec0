import { setTimeout as sleep } from 'node:timers/promises';

/** How a person types: a pause before each message and time for its letters, in milliseconds. */
export type HumanPace = { readonly pauseMs: number; readonly letterMs: number; readonly longestMs: number };

/** The pace of an account that must not look like a machine gun; WeChat closes accounts that do. */
export const humanPace: HumanPace = { pauseMs: 700, letterMs: 12, longestMs: 3500 };

/** Sends one message at a time for one account, at the pace of a person. What is urgent goes before all that waits, without a pause. */
export interface SendQueue {
  /** Runs `send` when its turn comes; gives what it gives. Rejects where it does, or where the queue was stopped. */
  push<T>(letters: number, urgent: boolean, send: () => Promise<T>): Promise<T>;
  /** Refuses what waits and lets the one under way end. */
  stop(): Promise<void>;
}

type Waiting = { readonly letters: number; readonly urgent: boolean; readonly run: () => Promise<void>; readonly refuse: () => void };

/** Makes the queue of an account. `chance` gives 0 to 1: the pauses are not all alike. */
export function createSendQueue(pace: HumanPace, chance: () => number = Math.random): SendQueue {
  const waiting: Waiting[] = [];
  let working: Promise<void> | null = null;
  let hurry = new AbortController();
  let stopped = false;

  const work = async (): Promise<void> => {
    for (;;) {
      const first = waiting[0];
      if (first === undefined) {
        // In the same step: who pushes next must find nobody at work.
        working = null;
        return;
      }
      if (!first.urgent) {
        const full = Math.min(pace.pauseMs + first.letters * pace.letterMs, pace.longestMs);
        hurry = new AbortController();
        if (full > 0) await sleep(full * (0.6 + chance() * 0.4), undefined, { signal: hurry.signal }).catch(() => {});
      }
      const next = waiting.shift();
      if (next !== undefined) await next.run();
    }
  };

  return {
    push: (letters, urgent, send) =>
      new Promise((resolve, reject) => {
        const refuse = (): void => reject(new Error('the door was closed'));
        if (stopped) {
          refuse();
          return;
        }
        const entry: Waiting = { letters, urgent, refuse, run: () => send().then(resolve, reject) };
        const place = urgent ? waiting.findIndex((other) => !other.urgent) : -1;
        waiting.splice(place < 0 ? waiting.length : place, 0, entry);
        if (urgent) hurry.abort();
        working ??= work();
      }),
    stop: async () => {
      stopped = true;
      for (const entry of waiting.splice(0)) entry.refuse();
      hurry.abort();
      await working;
    },
  };
}
