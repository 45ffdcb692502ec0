import { afterEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import type { Retriever } from '../../core/retriever.ts';
import { createTestStage, emptyRetriever, type TestStage } from './testing/test-stage.ts';

let stage: TestStage;
afterEach(async () => stage.close());

/** A retriever that waits until it is let go. */
function createWaitingRetriever(): { readonly retriever: Retriever; readonly entered: Promise<void>; readonly letGo: () => void } {
  let letGo: () => void = () => {};
  let enter: () => void = () => {};
  const entered = new Promise<void>((resolve) => {
    enter = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const answer: Retriever['answer'] = async () => {
    enter();
    await gate;
    return { kind: 'no_match', nearestTopics: [] };
  };
  return { retriever: { ...emptyRetriever, answer }, entered, letGo };
}

describe('races', () => {
  it('silences the bot when a person takes over while it drafts, and still records the turn', async () => {
    const { retriever, entered, letGo } = createWaitingRetriever();
    stage = await createTestStage({ retriever });
    const officer = await stage.hire('duty_officer');
    const id = await stage.say('[ask] 借钱不还怎么办');
    const settled = stage.engine.idle();
    await entered;
    await stage.engine.takeOver(id, officer);
    letGo();
    await settled;
    expect(stage.channel.delivered).toEqual([]);
    expect((await stage.lines(id)).map((line) => [line.from, line.screen?.level])).toEqual([['resident', 'none']]);
    expect(await stage.eventKinds(id)).toEqual(['taken_over', 'reply_dropped_takeover']);
    const conversation = await stage.conversation(id);
    expect(conversation.owner.kind).toBe('person');
    expect(conversation.state).toMatchObject({ accompanied: true });
  });

  it('drafts anew when a conversation was taken and handed back while the bot drafted', async () => {
    const { retriever, entered, letGo } = createWaitingRetriever();
    stage = await createTestStage({ retriever });
    const officer = await stage.hire('duty_officer');
    const id = await stage.say('[ask] 借钱不还怎么办');
    const settled = stage.engine.idle();
    await entered;
    await stage.engine.takeOver(id, officer);
    await stage.engine.handBack(id, officer);
    letGo();
    await settled;
    expect(stage.channel.delivered.map((reply) => reply.key)).toEqual(['hand_back', 'echo']);
  });

  it('drops what waits in the outbox when a person takes over', async () => {
    stage = await createTestStage();
    stage.channel.answerWith(() => ({ kind: 'retry', afterMs: 60_000, reason: 'offline' }));
    const officer = await stage.hire('duty_officer');
    const id = await stage.say('你好');
    await stage.engine.idle();
    await stage.engine.takeOver(id, officer);
    stage.channel.answerWith(() => ({ kind: 'sent' }));
    stage.clock.advance(3_600_000);
    await stage.engine.idle();
    expect(stage.channel.delivered).toEqual([]);
    expect((await stage.outbox(id)).map((entry) => entry.state)).toEqual(['dropped']);
  });

  it('gives a conversation to one of two people who take it at the same time', async () => {
    stage = await createTestStage();
    const [first, second] = [await stage.hire('volunteer', 'v1'), await stage.hire('volunteer', 'v2')];
    const id = await stage.say('你好');
    const taken = await Promise.allSettled([stage.engine.takeOver(id, first), stage.engine.takeOver(id, second)]);
    const refused = taken.filter((outcome) => outcome.status === 'rejected');
    expect(taken.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(refused.every((outcome) => hasCode(outcome.reason, 'already_owned'))).toBe(true);
  });

  it('is silent while a person owns the conversation, screens on, and speaks again after the hand back', async () => {
    stage = await createTestStage();
    const officer = await stage.hire('duty_officer');
    const id = await stage.say('你好');
    await stage.engine.idle();
    await stage.engine.takeOver(id, officer);
    await stage.say('[danger]');
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => reply.key)).toEqual(['echo']);
    expect((await stage.conversation(id)).urgency).toBe('red');
    expect(await stage.read((tx) => tx.alerts.open())).toHaveLength(1);
    await stage.engine.handBack(id, officer);
    await stage.say('还在吗');
    await stage.engine.idle();
    expect(stage.channel.delivered.map((reply) => reply.key)).toEqual(['echo', 'hand_back', 'echo']);
  });

  it('handles 50 messages at once to one conversation each once, in order, with no doubled reply', async () => {
    stage = await createTestStage({ settleMs: 0 });
    const texts = Array.from({ length: 50 }, (_, index) => `第${index}句`);
    const ids = await Promise.all(
      texts.flatMap((text, index) => [stage.say(text, { id: `x${index}` }), stage.say(text, { id: `x${index}` })]),
    );
    await stage.engine.idle();
    const id = ids[0];
    if (id === undefined) throw new Error('nothing was said');
    const lines = (await stage.lines(id)).filter((line) => line.from === 'resident');
    expect(lines.map((line) => line.text)).toEqual(texts);
    expect(
      stage.channel.delivered
        .filter((reply) => reply.key === 'echo')
        .map((reply) => reply.text)
        .join('\n')
        .split('\n'),
    ).toEqual(texts);
    expect(await stage.read((tx) => tx.inbox.pending())).toEqual([]);
  });

  it('lets conversations run side by side: one that waits holds up no other', async () => {
    const { retriever, entered, letGo } = createWaitingRetriever();
    stage = await createTestStage({ retriever, settleMs: 0 });
    await stage.say('[ask] 慢', { person: 'slow' });
    await entered;
    await stage.say('快', { person: 'fast' });
    await expect.poll(() => stage.channel.delivered.map((reply) => reply.text)).toEqual(['快']);
    letGo();
    await stage.engine.idle();
    expect(stage.channel.delivered).toHaveLength(2);
  });

  it('refuses a suggestion that a newer turn withdrew', async () => {
    stage = await createTestStage();
    const officer = await stage.hire('duty_officer');
    const id = await stage.say('一');
    await stage.engine.idle();
    await stage.engine.takeOver(id, officer);
    const [old] = await stage.read((tx) => tx.suggestions.list({ conversationId: id, state: 'open' }));
    await stage.say('二');
    await stage.engine.idle();
    if (old === undefined) throw new Error('no suggestion');
    await expect(stage.engine.sendAsStaff(id, officer, { text: old.reply.text, suggestionId: old.id })).rejects.toMatchObject({
      code: 'stale_version',
    });
  });
});
