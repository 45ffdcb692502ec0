import { afterEach, describe, expect, it } from 'vitest';
import type { DeedReport } from '../../core/care-task.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { Staff } from '../../core/staff.ts';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

let stage: TestStage;
afterEach(async () => stage.close());

const minute = 60_000;
const day = 86_400_000;
const care = (id: ConversationId) => stage.read((tx) => tx.care.list({ conversationId: id }));
const report = (outcome: DeedReport['outcome'], more: Partial<DeedReport> = {}): DeedReport => ({
  outcome,
  receiver: '',
  receipt: '',
  note: '',
  ...more,
});

async function contactAfterDanger(): Promise<{ readonly id: ConversationId; readonly officer: Staff }> {
  stage = await createTestStage();
  const officer = await stage.hire('duty_officer', 'zhiban1');
  const id = await stage.say('[danger]');
  await stage.engine.idle();
  const [alert] = await stage.read((tx) => tx.alerts.open());
  if (alert === undefined) throw new Error('no alert');
  await stage.engine.advanceAlert(alert.id, officer, 'contacted');
  return { id, officer };
}

describe('YJ-10: after danger the person is asked after again', () => {
  it('plans a day, a week and a month from the contact, for who made it', async () => {
    const { id } = await contactAfterDanger();
    const now = Date.parse(stage.clock.now());
    const planned = (await care(id)).map(({ task, open }) => [task.kind, Date.parse(task.dueAt) - now, task.account, open]);
    expect(planned).toEqual([
      ['follow_up_24h', day, 'zhiban1', true],
      ['follow_up_7d', 7 * day, 'zhiban1', true],
      ['follow_up_30d', 30 * day, 'zhiban1', true],
    ]);
  });

  it('keeps what was planned and what was done apart: an attempt that reached nobody leaves the task open', async () => {
    const { id, officer } = await contactAfterDanger();
    const first = (await care(id))[0]?.task;
    if (first === undefined) throw new Error('nothing planned');
    stage.clock.advance(day);
    await stage.engine.idle();
    expect((await stage.eventKinds(id)).filter((kind) => kind === 'task_due')).toHaveLength(1);
    expect((await stage.engine.recordDeed(first.id, officer, report('not_reached'))).open).toBe(true);
    stage.clock.advance(2 * 60 * minute);
    const done = await stage.engine.recordDeed(first.id, officer, report('reached', { note: '人好多了' }));
    expect(done.open).toBe(false);
    expect(done.deeds.map(({ outcome }) => outcome)).toEqual(['not_reached', 'reached']);
    expect(done.task).toMatchObject({ dueAt: first.dueAt, createdAt: first.createdAt });
    await expect(stage.engine.recordDeed(first.id, officer, report('reached'))).rejects.toMatchObject({ code: 'stale_version' });
  });

  it('reminds once a day until something was done, and never says by itself that it was', async () => {
    const { id } = await contactAfterDanger();
    for (let hours = 0; hours < 73; hours += 1) {
      stage.clock.advance(60 * minute);
      await stage.engine.idle();
    }
    expect((await stage.eventKinds(id)).filter((kind) => kind === 'task_due')).toHaveLength(3);
    expect((await care(id)).every(({ deeds }) => deeds.length === 0)).toBe(true);
  });
});

describe('XY-14: harm to a child is reported, with a clock', () => {
  it('is due within the site’s minutes, goes up one person each time, and ends with a receiver and a receipt', async () => {
    stage = await createTestStage();
    const volunteer = await stage.hire('volunteer');
    const id = await stage.say('[child]');
    await stage.engine.idle();
    await stage.say('[child]');
    await stage.engine.idle();
    const [planned] = await care(id);
    expect(await care(id)).toHaveLength(1);
    if (planned === undefined) throw new Error('no report planned');
    expect(planned.task).toMatchObject({ kind: 'child_report', account: 'zhiban1' });
    for (let times = 0; times < 3; times += 1) {
      stage.clock.advance(30 * minute);
      await stage.engine.idle();
    }
    const due = await stage.read((tx) => tx.events.read({ conversationId: id, kind: 'task_due' }));
    expect(due.map(({ detail }) => detail.account)).toEqual(['zhiban1', 'zhiban2', 'zhuren']);
    const { id: taskId } = planned.task;
    await expect(stage.engine.recordDeed(taskId, volunteer, report('reported'))).rejects.toMatchObject({ code: 'bad_input' });
    await expect(stage.engine.recordDeed(taskId, volunteer, report('not_needed', { note: '误会' }))).rejects.toMatchObject({
      code: 'not_allowed',
    });
    const done = await stage.engine.recordDeed(taskId, volunteer, report('reported', { receiver: '迎泉派出所', receipt: '2026-118' }));
    expect(done.deeds[0]).toMatchObject({ receiver: '迎泉派出所', receipt: '2026-118', at: stage.clock.now(), staffId: volunteer.id });
    expect(done.open).toBe(false);
    expect(await stage.read((tx) => tx.events.verifyChain())).toBeNull();
  });
});
