import { describe, expect, it } from 'vitest';
import { asId, type ConversationId } from '../../core/ids.ts';
import { silentLogger } from '../../core/logger.ts';
import { createConversationLanes } from './conversation-lanes.ts';

const one = asId<'conversation'>('one');

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

describe('the lanes', () => {
  it('runs a conversation once for calls that come while it waits or runs', async () => {
    const runs: ConversationId[] = [];
    let atOnce = 0;
    let most = 0;
    const lanes = createConversationLanes(
      0,
      async (id) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await wait(5);
        atOnce -= 1;
        runs.push(id);
      },
      silentLogger,
    );
    await Promise.all([lanes.runNow(one), lanes.runNow(one), lanes.runNow(one)]);
    expect(most).toBe(1);
    expect(runs.length).toBeLessThanOrEqual(2);
  });

  it('answers somebody who never pauses', async () => {
    let runs = 0;
    const lanes = createConversationLanes(
      30,
      async () => {
        runs += 1;
      },
      silentLogger,
    );
    for (let line = 0; line < 30; line += 1) {
      lanes.runSettled(one);
      await wait(10);
    }
    expect(runs).toBeGreaterThanOrEqual(1);
    await lanes.stop();
  });

  it('survives a turn that breaks, and takes no more after the stop', async () => {
    let runs = 0;
    const lanes = createConversationLanes(
      0,
      async () => {
        runs += 1;
        throw new Error('broken on purpose');
      },
      silentLogger,
    );
    await lanes.runNow(one);
    await lanes.runNow(one);
    expect(runs).toBe(2);
    await lanes.stop();
    await lanes.runNow(one);
    expect(runs).toBe(2);
  });
});
