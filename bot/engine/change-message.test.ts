import { afterEach, describe, expect, it } from 'vitest';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

describe('a message that was changed after it was sent', () => {
  let stage: TestStage;
  afterEach(() => stage.close());
  const recall = (id: string): Promise<void> =>
    stage.engine.change({ kind: 'recalled', channel: 'web', channelMessageId: id, at: stage.clock.now() });

  it('is shown to staff as taken back, and is not answered', async () => {
    stage = await createTestStage();
    const id = await stage.say('说错了的一句', { id: 'wrong' });
    await stage.say('真要说的一句', { id: 'right' });
    await recall('wrong');
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => reply.text)).toEqual(['真要说的一句']);
    expect(stage.channel.delivered[0]?.answersMessageId).toBe('right');
    const lines = (await stage.lines(id)).filter((line) => line.from === 'resident');
    expect(lines.map((line) => [line.text, line.recalledAt !== undefined])).toEqual([
      ['说错了的一句', true],
      ['真要说的一句', false],
    ]);
  });

  it('drops the answer that still waits, and marks one that was answered', async () => {
    stage = await createTestStage();
    stage.channel.answerWith(() => ({ kind: 'retry', afterMs: 60_000, reason: 'busy' }));
    const id = await stage.say('问了又收回', { id: 'asked' });
    await stage.engine.idle();
    await recall('asked');
    await recall('asked');
    await recall('never heard of');
    expect((await stage.outbox(id)).map((entry) => entry.state)).toEqual(['dropped']);
    expect((await stage.lines(id))[0]?.recalledAt).toBe(stage.clock.now());
    expect((await stage.eventKinds(id)).filter((kind) => kind === 'message_recalled')).toHaveLength(1);
  });

  it('is still answered where it was a call for help', async () => {
    stage = await createTestStage();
    const id = await stage.say('[danger]', { id: 'cry' });
    await recall('cry');
    await stage.engine.idle();
    expect((await stage.conversation(id)).urgency).toBe('red');
    expect(stage.channel.delivered).toHaveLength(1);
  });

  it('is heard once more, and once only, where it was written anew', async () => {
    stage = await createTestStage();
    const id = await stage.say('欠我3000', { id: 'sum' });
    await stage.engine.idle();
    const edit = { kind: 'edited', channel: 'web', channelMessageId: 'sum', text: '欠我30000', at: stage.clock.now() } as const;
    await stage.engine.change(edit);
    await stage.engine.change(edit);
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => [reply.text, reply.answersMessageId])).toEqual([
      ['欠我3000', 'sum'],
      ['欠我30000', 'sum'],
    ]);
    expect((await stage.lines(id)).filter((line) => line.from === 'resident')).toHaveLength(2);
  });
});
