type Taken = { readonly at: number; readonly weight: number };

/** Counts events by key in a sliding window, with a bounded number of keys. */
export interface RateLimit {
  /** Counts one event of a weight (1); gives the seconds to wait where it would be too much, else 0. What is refused is not counted. */
  take(key: string, nowMs: number, weight?: number): number;
  /** The seconds to wait before the next event would pass, without counting one. */
  wait(key: string, nowMs: number): number;
  forget(key: string): void;
}

/** Makes a limit of `most` by weight in `windowMs` a key. When more than `keys` are known, the one that was used longest ago is forgotten. */
export function createRateLimit(most: number, windowMs: number, keys = 20_000): RateLimit {
  const seen = new Map<string, Taken[]>();
  const recent = (key: string, nowMs: number): Taken[] => (seen.get(key) ?? []).filter(({ at }) => at > nowMs - windowMs);
  const secondsUntilFree = (taken: readonly Taken[], nowMs: number, weight: number): number => {
    let left = taken.reduce((sum, one) => sum + one.weight, 0) + weight - most;
    for (const one of taken) {
      if (left <= 0) break;
      left -= one.weight;
      if (left <= 0) return Math.max(1, Math.ceil((one.at + windowMs - nowMs) / 1000));
    }
    return left <= 0 ? 0 : Math.ceil(windowMs / 1000);
  };
  return {
    take: (key, nowMs, weight = 1) => {
      const taken = recent(key, nowMs);
      const wait = secondsUntilFree(taken, nowMs, weight);
      if (wait === 0) taken.push({ at: nowMs, weight });
      seen.delete(key);
      seen.set(key, taken);
      const oldest = seen.size > keys ? seen.keys().next().value : undefined;
      if (oldest !== undefined) seen.delete(oldest);
      return wait;
    },
    wait: (key, nowMs) => secondsUntilFree(recent(key, nowMs), nowMs, 1),
    forget: (key) => {
      seen.delete(key);
    },
  };
}
