import { afterEach, describe, expect, it } from 'vitest';
import type { Effect } from '../../core/flow.ts';
import { createEchoFlows } from './testing/echo-flows.ts';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

let stage: TestStage;
afterEach(async () => stage.close());

describe('the way of a message', () => {
  it('answers a burst once, with all its lines, and keeps the transcript', async () => {
    stage = await createTestStage();
    const id = await stage.say('喂');
    await stage.say('在吗');
    await stage.say('有人欠我钱');
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => reply.text)).toEqual(['喂\n在吗\n有人欠我钱']);
    expect((await stage.lines(id)).map((line) => line.from)).toEqual(['resident', 'resident', 'resident', 'bot']);
    expect((await stage.outbox(id)).map((entry) => entry.state)).toEqual(['sent']);
  });

  it('changes nothing at a redelivery', async () => {
    stage = await createTestStage();
    await stage.say('一次', { id: 'same' });
    await stage.engine.idle();
    await stage.say('一次', { id: 'same' });
    await stage.engine.idle();
    expect(stage.channel.delivered).toHaveLength(1);
  });

  it('does not wait for the burst to settle when there is danger', async () => {
    stage = await createTestStage({ settleMs: 600_000 });
    const id = await stage.say('[danger]');
    await expect.poll(() => stage.channel.delivered.length).toBe(1);
    const conversation = await stage.conversation(id);
    expect([conversation.risk, conversation.urgency]).toEqual(['imminent', 'red']);
    expect(await stage.read((tx) => tx.alerts.open())).toHaveLength(1);
  });

  it('answers a burst after the settle window by itself', async () => {
    stage = await createTestStage({ settleMs: 30 });
    await stage.say('你好');
    await expect.poll(() => stage.channel.delivered.length).toBe(1);
  });

  it('calls a person when the screen breaks, and the resident hears of it', async () => {
    stage = await createTestStage();
    const id = await stage.say('[break screen]');
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => reply.key)).toEqual(['fall_back']);
    const conversation = await stage.conversation(id);
    expect([conversation.owner.kind, conversation.urgency]).toEqual(['queue', 'red']);
    expect(await stage.read((tx) => tx.alerts.open())).toHaveLength(1);
  });

  it('hands over when a flow breaks after the screen', async () => {
    stage = await createTestStage();
    const id = await stage.say('[break advance]');
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => reply.key)).toEqual(['fall_back']);
    expect((await stage.conversation(id)).owner.kind).toBe('queue');
    expect(await stage.read((tx) => tx.alerts.open())).toHaveLength(0);
  });

  it('calls a person when what a flow wants cannot be written, and the message is not handled twice', async () => {
    const flows = createEchoFlows();
    const broken = { kind: 'no_such_effect' } as unknown as Effect;
    stage = await createTestStage({
      flows: { ...flows, advance: (turn, state, context) => ({ ...flows.advance(turn, state, context), effects: [broken] }) },
    });
    const id = await stage.say('你好');
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => reply.key)).toEqual(['fall_back']);
    expect((await stage.conversation(id)).owner.kind).toBe('queue');
    expect((await stage.lines(id)).map((line) => line.from)).toEqual(['resident', 'bot']);
  });

  it('fills in the case code of the ticket opened in the same turn', async () => {
    stage = await createTestStage();
    const id = await stage.say('[ticket]');
    await stage.engine.idle();
    const ticket = await stage.read(async (tx) => (await tx.tickets.list({ conversationId: id }))[0]);
    expect(ticket?.caseCode).toMatch(/^XQ20261124\d{4}$/);
    expect(stage.channel.delivered[0]?.text).toBe(`[ticket] ${ticket?.caseCode}`);
    expect((await stage.conversation(id)).ticketId).toBe(ticket?.id);
  });

  it('screens what is said in a group without being addressed, and answers danger privately only', async () => {
    stage = await createTestStage();
    const id = await stage.say('吃了吗', { group: true, addressed: false });
    await stage.engine.idle();
    expect(stage.channel.delivered).toEqual([]);
    expect((await stage.lines(id))[0]?.screen?.level).toBe('none');
    await stage.say('[danger]', { group: true, addressed: false });
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => reply.privately)).toEqual([true]);
  });

  it('only raises danger and colour', async () => {
    stage = await createTestStage();
    const id = await stage.say('[danger] [ticket]');
    await stage.engine.idle();
    await stage.say('没事了');
    await stage.engine.idle();
    const conversation = await stage.conversation(id);
    expect([conversation.risk, conversation.urgency]).toEqual(['imminent', 'red']);
    const ticket = await stage.read(async (tx) => (await tx.tickets.list({ conversationId: id }))[0]);
    expect([ticket?.risk, ticket?.urgency, ticket?.urgencyRule]).toEqual(['imminent', 'red', 'red.life']);
  });

  it('gives the screen the recent turns, also after a restart of its memory', async () => {
    const memories: string[][] = [];
    const flows = createEchoFlows();
    stage = await createTestStage({
      flows: {
        ...flows,
        screen: (turn, memory) => {
          memories.push(memory.recent.map((recent) => recent.text));
          return flows.screen(turn, memory);
        },
      },
      settleMs: 0,
    });
    for (const text of ['一', '二', '三']) {
      await stage.say(text);
      await stage.engine.idle();
    }
    expect(memories.at(-1)).toEqual(['一', '二']);
  });

  it('reminds once after silence; a new turn cancels it', async () => {
    stage = await createTestStage();
    await stage.say('[remind]');
    await stage.engine.idle();
    stage.clock.advance(3_600_000);
    await stage.engine.idle();
    stage.clock.advance(7_200_000);
    await stage.engine.idle();
    expect(stage.channel.delivered.filter((reply) => reply.key === 'reminder')).toHaveLength(1);
    await stage.say('[remind]');
    await stage.engine.idle();
    await stage.say('我回来了');
    await stage.engine.idle();
    stage.clock.advance(7_200_000);
    await stage.engine.idle();
    expect(stage.channel.delivered.filter((reply) => reply.key === 'reminder')).toHaveLength(1);
  });

  it('erases on request and still confirms it', async () => {
    stage = await createTestStage();
    const id = await stage.say('我叫张三');
    await stage.engine.idle();
    await stage.say('[erase]');
    await stage.engine.idle();
    expect(stage.channel.delivered.at(-1)?.text).toBe('[erase]');
    expect((await stage.lines(id)).map((line) => line.text).join()).not.toContain('张三');
    expect(await stage.eventKinds(id)).toContain('personal_data_erased');
  });
});

describe('the outbox', () => {
  it('keeps the order of a conversation through failures, backs off, and gives up after eight attempts', async () => {
    stage = await createTestStage();
    let failures = 0;
    stage.channel.answerWith((reply) => {
      if (reply.text !== '甲') return { kind: 'sent' };
      failures += 1;
      return { kind: 'retry', afterMs: 0, reason: 'offline' };
    });
    const id = await stage.say('甲');
    await stage.engine.idle();
    await stage.say('乙');
    await stage.engine.idle();
    expect(stage.channel.delivered).toEqual([]);
    for (let round = 0; round < 12; round += 1) {
      stage.clock.advance(600_000);
      await stage.engine.idle();
    }
    expect(failures).toBe(8);
    expect((await stage.outbox(id)).map((entry) => entry.state)).toEqual(['dead', 'sent']);
    expect(stage.channel.delivered.map((reply) => reply.text)).toEqual(['乙']);
    const officer = await stage.hire('duty_officer');
    stage.channel.answerWith(() => ({ kind: 'sent' }));
    const dead = (await stage.outbox(id))[0];
    if (dead !== undefined) await stage.engine.replayDeadReply(dead.id, officer);
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => reply.text)).toEqual(['乙', '甲']);
  });
});
