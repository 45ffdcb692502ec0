import { describe, expect, it } from 'vitest';
import { createRateLimit } from './limit-rate.ts';

describe('a rate limit', () => {
  it('lets the allowed number through and says how long to wait', () => {
    const limit = createRateLimit(2, 10_000);
    expect([limit.take('a', 0), limit.take('a', 1000), limit.take('a', 2000)]).toEqual([0, 0, 8]);
    expect(limit.take('b', 2000)).toBe(0);
    expect(limit.take('a', 10_001)).toBe(0);
  });

  it('a refused event does not push the end of the wait away', () => {
    const limit = createRateLimit(1, 1000);
    limit.take('a', 0);
    for (let at = 100; at < 1000; at += 100) expect(limit.take('a', at)).toBe(1);
    expect(limit.take('a', 1001)).toBe(0);
  });

  it('counts what is heavy by its weight', () => {
    const limit = createRateLimit(10, 10_000);
    expect([limit.take('a', 0, 6), limit.take('a', 1000, 3), limit.take('a', 2000, 4)]).toEqual([0, 0, 8]);
    expect(limit.take('a', 2000, 1)).toBe(0);
    expect(limit.take('a', 10_001, 6)).toBe(0);
  });

  it('keeps no more keys than allowed', () => {
    const limit = createRateLimit(1, 1_000_000, 3);
    for (const key of ['a', 'b', 'c', 'd']) limit.take(key, 0);
    expect(limit.wait('a', 1)).toBe(0);
    expect(limit.wait('d', 1)).toBeGreaterThan(0);
  });
});
