import { afterEach, describe, expect, it } from 'vitest';
import type { LiveEvent } from './engine.ts';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

let stage: TestStage;
afterEach(async () => stage.close());

const minute = 60_000;

async function pagedAccounts(): Promise<readonly string[]> {
  return (await stage.read((tx) => tx.alerts.open())).flatMap((alert) => alert.paged.map((page) => page.account));
}

describe('the red clock', () => {
  it('calls the person on duty, then the backup, then the leader, each step an event with its time', async () => {
    stage = await createTestStage();
    const heard: LiveEvent['kind'][] = [];
    stage.engine.subscribe((event) => heard.push(event.kind));
    const id = await stage.say('[danger]');
    await stage.engine.idle();
    expect(await pagedAccounts()).toEqual(['zhiban1']);
    stage.clock.advance(2 * minute);
    await stage.engine.idle();
    expect(await pagedAccounts()).toEqual(['zhiban1']);
    stage.clock.advance(minute);
    await stage.engine.idle();
    stage.clock.advance(3 * minute);
    await stage.engine.idle();
    expect(await pagedAccounts()).toEqual(['zhiban1', 'zhiban2', 'zhuren']);
    const steps = await stage.read((tx) => tx.events.read({ conversationId: id, kind: 'alert_paged' }));
    expect(steps.map((event) => event.detail.account)).toEqual(['zhiban2', 'zhuren']);
    expect(heard).toContain('alert_raised');
    expect(heard).toContain('alert_changed');
  });

  it('stops when the resident was reached, and records who did what and when', async () => {
    stage = await createTestStage();
    const officer = await stage.hire('duty_officer', 'zhiban1');
    const id = await stage.say('[danger]');
    await stage.engine.idle();
    const [alert] = await stage.read((tx) => tx.alerts.open());
    if (alert === undefined) throw new Error('no alert');
    for (const step of ['seen', 'accepted', 'contacted'] as const) {
      stage.clock.advance(minute);
      await stage.engine.advanceAlert(alert.id, officer, step);
    }
    stage.clock.advance(600 * minute);
    await stage.engine.idle();
    expect(await pagedAccounts()).toEqual(['zhiban1']);
    expect(await stage.engine.advanceAlert(alert.id, officer, 'closed')).toMatchObject({
      handledBy: officer.id,
      closedAt: stage.clock.now(),
    });
    expect((await stage.eventKinds(id)).filter((kind) => kind.startsWith('alert_'))).toEqual([
      'alert_raised',
      'alert_seen',
      'alert_accepted',
      'alert_contacted',
      'alert_closed',
    ]);
    expect(await stage.read((tx) => tx.alerts.open())).toEqual([]);
  });

  it('takes a takeover as acceptance: the backup is not called for what somebody has in hand', async () => {
    stage = await createTestStage();
    const officer = await stage.hire('duty_officer', 'zhiban1');
    const id = await stage.say('[danger]');
    await stage.engine.idle();
    await stage.engine.takeOver(id, officer);
    stage.clock.advance(10 * minute);
    await stage.engine.idle();
    expect(await pagedAccounts()).toEqual(['zhiban1']);
    stage.clock.advance(5 * minute);
    await stage.engine.idle();
    expect(await pagedAccounts()).toEqual(['zhiban1', 'zhiban2']);
  });

  it('says once that the promise was not kept where nobody took it, and never where somebody else may hold the phone', async () => {
    stage = await createTestStage();
    const id = await stage.say('[danger]');
    await stage.engine.idle();
    for (let times = 0; times < 40; times += 1) {
      stage.clock.advance(minute);
      await stage.engine.idle();
    }
    expect(stage.channel.delivered.map((reply) => reply.key).filter((key) => key === 'safety.late')).toHaveLength(1);
    expect((await stage.eventKinds(id)).filter((kind) => kind === 'promise_late')).toHaveLength(1);
  });

  it('raises one alert while one is open, and a new one after it was closed', async () => {
    stage = await createTestStage();
    const officer = await stage.hire('duty_officer');
    await stage.say('[danger]');
    await stage.engine.idle();
    await stage.say('[danger]');
    await stage.engine.idle();
    const alerts = await stage.read((tx) => tx.alerts.open());
    expect(alerts).toHaveLength(1);
    if (alerts[0] !== undefined) await stage.engine.advanceAlert(alerts[0].id, officer, 'closed');
    await stage.say('[danger]');
    await stage.engine.idle();
    expect(await stage.read((tx) => tx.alerts.open())).toHaveLength(1);
  });
});
