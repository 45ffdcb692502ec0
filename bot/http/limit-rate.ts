/** Counts events by key in a sliding window, with a bounded number of keys. */
export interface RateLimit {
  /** Counts one event; gives the seconds to wait where there were too many, else 0. */
  take(key: string, nowMs: number): number;
  /** The seconds to wait before the next event would pass, without counting one. */
  wait(key: string, nowMs: number): number;
  forget(key: string): void;
}

/** Makes a limit of `most` events in `windowMs` a key. When more than `keys` are known, the one that was used longest ago is forgotten. */
export function createRateLimit(most: number, windowMs: number, keys = 20_000): RateLimit {
  const seen = new Map<string, number[]>();
  const recent = (key: string, nowMs: number): number[] => (seen.get(key) ?? []).filter((at) => at > nowMs - windowMs);
  const secondsUntilFree = (times: readonly number[], nowMs: number): number => {
    const oldest = times.at(-most);
    return oldest === undefined ? 0 : Math.max(1, Math.ceil((oldest + windowMs - nowMs) / 1000));
  };
  return {
    take: (key, nowMs) => {
      const times = recent(key, nowMs);
      const wait = secondsUntilFree(times, nowMs);
      if (wait === 0) times.push(nowMs);
      seen.delete(key);
      seen.set(key, times);
      const oldest = seen.size > keys ? seen.keys().next().value : undefined;
      if (oldest !== undefined) seen.delete(oldest);
      return wait;
    },
    wait: (key, nowMs) => secondsUntilFree(recent(key, nowMs), nowMs),
    forget: (key) => {
      seen.delete(key);
    },
  };
}
