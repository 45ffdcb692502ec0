import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createSendQueue } from './send-queue.ts';
import { createSentLedger } from './sent-ledger.ts';

const still = { pauseMs: 60_000, letterMs: 0, longestMs: 60_000 };

describe('sending for one account', () => {
  it('goes one by one in order', async () => {
    const queue = createSendQueue({ pauseMs: 1, letterMs: 0, longestMs: 1 });
    const seen: string[] = [];
    const push = (name: string): Promise<void> =>
      queue.push(1, false, async () => {
        seen.push(`${name} begins`);
        await sleep(2);
        seen.push(`${name} ends`);
      });
    await Promise.all([push('a'), push('b')]);
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('lets what is urgent go before all that waits, without a pause', async () => {
    const queue = createSendQueue(still);
    const seen: string[] = [];
    const slow = queue.push(1, false, async () => {
      seen.push('slow');
    });
    slow.catch(() => {});
    await queue.push(1, true, async () => {
      seen.push('urgent');
    });
    expect(seen).toEqual(['urgent']);
    await queue.stop();
    await expect(slow).rejects.toThrow('closed');
  });

  it('takes a message that comes in the same moment as the last one ends', async () => {
    const queue = createSendQueue({ pauseMs: 0, letterMs: 0, longestMs: 0 });
    for (let count = 0; count < 20; count += 1) expect(await queue.push(1, count % 2 === 0, async () => count)).toBe(count);
  });

  it('gives what the sending gives, also its failure', async () => {
    const queue = createSendQueue({ pauseMs: 0, letterMs: 0, longestMs: 0 });
    await expect(queue.push(1, false, async () => await Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.push(1, false, async () => 7)).toBe(7);
  });
});

describe('the ledger of what went out', () => {
  const writtenAt = '2026-11-24T10:00:00.000+08:00';
  const at = Date.parse(writtenAt) + 5000;

  it('knows after a crash what went out before it, once', () => {
    const ledger = createSentLedger();
    ledger.heard('anna', '收到', at);
    expect(ledger.takeEcho('bert', '收到', writtenAt)).toBe(false);
    expect(ledger.takeEcho('anna', '收到', writtenAt)).toBe(true);
    expect(ledger.takeEcho('anna', '收到', writtenAt)).toBe(false);
  });

  it('takes neither an older message of the same words nor one of this process for it', () => {
    const ledger = createSentLedger();
    ledger.heard('anna', '收到', Date.parse(writtenAt) - 60_000);
    expect(ledger.takeEcho('anna', '收到', writtenAt)).toBe(false);
    ledger.sent('anna', '好的');
    ledger.heard('anna', '好的', at);
    ledger.heard('anna', '在呢', at);
    ledger.sent('anna', '在呢');
    expect(ledger.takeEcho('anna', '好的', writtenAt)).toBe(false);
    expect(ledger.takeEcho('anna', '在呢', writtenAt)).toBe(false);
  });
});
