import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import { type ConversationId, createId } from '../../core/ids.ts';
import type { OutboxEntry, Store } from '../../core/store.ts';
import { beginConversation, moment, type OpenStore, outgoing, reply, type StoreHarness } from './contract-fixtures.ts';

async function enqueue(store: Store, ...entries: Parameters<typeof outgoing>[]): Promise<void> {
  await store.transaction((tx) => tx.outbox.enqueue(entries.map((entry) => outgoing(...entry))));
}

async function claim(store: Store, seconds = 0, limit = 10): Promise<readonly OutboxEntry[]> {
  return await store.transaction((tx) => tx.outbox.claim(moment(seconds), limit));
}

function texts(entries: readonly OutboxEntry[]): readonly string[] {
  return entries.map((entry) => entry.text);
}

/** Replies on their way, reminders, and drafts for staff. */
export function describeOutbox(open: OpenStore): void {
  let harness: StoreHarness;
  let id: ConversationId;
  beforeEach(async () => {
    harness = await open();
    id = await beginConversation(harness.store, 'a');
  });
  afterEach(() => harness.close());

  describe('outbox', () => {
    it('gives out one reply of a conversation at a time, in order', async () => {
      const { store } = harness;
      const other = await beginConversation(store, 'b');
      await enqueue(store, [id, '一'], [id, '二'], [other, '甲']);
      const first = await claim(store);
      expect(first.map(({ text, sequence, state, attempts }) => [text, sequence, state, attempts])).toEqual([
        ['一', 1, 'sending', 1],
        ['甲', 1, 'sending', 1],
      ]);
      expect(await claim(store)).toEqual([]);
      await store.transaction((tx) => tx.outbox.markSent(first[0]?.id ?? createId(), moment(1)));
      expect(texts(await claim(store))).toEqual(['二']);
      expect(texts(await store.transaction((tx) => tx.outbox.list({ state: 'sent' })))).toEqual(['一']);
    });

    it('gives out what somebody in danger waits for before everything older', async () => {
      const { store } = harness;
      const other = await beginConversation(store, 'b');
      await enqueue(store, [id, '早来的'], [other, '要命的']);
      await store.transaction(async (tx) => {
        const conversation = await tx.conversations.get(other);
        if (conversation !== null) await tx.conversations.save({ ...conversation, urgency: 'red' }, moment(1));
      });
      expect(texts(await claim(store, 2, 1))).toEqual(['要命的']);
      expect(texts(await claim(store, 2, 1))).toEqual(['早来的']);
    });

    it('gives an entry back whole and keeps to the limit', async () => {
      const { store } = harness;
      const other = await beginConversation(store, 'b');
      const whole = outgoing(id, '附条文', {
        quickReplies: [{ label: '是', send: '是' }],
        citations: [{ law: '民法典', article: '第二百八十八条', version: 'unknown', inForce: true }],
        privately: true,
      });
      await store.transaction((tx) => tx.outbox.enqueue([whole, outgoing(other, '另一个')]));
      expect(await claim(store, 0, 1)).toEqual([{ ...whole, sequence: 1, state: 'sending', attempts: 1, reason: null }]);
    });

    it('tries again at the hour asked for, and the ones behind it wait', async () => {
      const { store } = harness;
      await enqueue(store, [id, '一'], [id, '二']);
      const [entry] = await claim(store);
      await store.transaction((tx) => tx.outbox.retryAt(entry?.id ?? createId(), moment(60), 'timeout'));
      expect(await claim(store, 59)).toEqual([]);
      expect(await claim(store, 60)).toMatchObject([{ text: '一', attempts: 2, reason: 'timeout' }]);
    });

    it('goes on past a dead reply, and sends it when it is put back', async () => {
      const { store } = harness;
      await enqueue(store, [id, '一'], [id, '二']);
      const [entry] = await claim(store);
      const dead = entry?.id ?? createId<'reply'>();
      await store.transaction((tx) => tx.outbox.markDead(dead, 'gone'));
      expect(texts(await claim(store))).toEqual(['二']);
      expect(await store.transaction((tx) => tx.outbox.list({ conversationId: id, state: 'dead' }))).toMatchObject([{ reason: 'gone' }]);
      await store.transaction((tx) => tx.outbox.replay(dead, moment(5)));
      expect(await claim(store, 4)).toEqual([]);
      expect(await claim(store, 5)).toMatchObject([{ text: '一', attempts: 1 }]);
      await expect(store.transaction((tx) => tx.outbox.replay(dead, moment(6)))).rejects.toSatisfy((error) =>
        hasCode(error, 'stale_version'),
      );
    });

    it("drops the bot's words when a person takes over, not the person's, and does not send again what was just failing", async () => {
      const { store } = harness;
      await enqueue(store, [id, '在路上'], [id, '机器人'], [id, '调解员', { origin: 'staff' }]);
      const [underWay] = await claim(store);
      expect(await store.transaction((tx) => tx.outbox.dropWaiting(id, 'taken_over'))).toBe(1);
      await store.transaction((tx) => tx.outbox.retryAt(underWay?.id ?? createId(), moment(1), 'timeout'));
      expect(texts(await claim(store, 10))).toEqual(['调解员']);
      const dropped = await store.transaction((tx) => tx.outbox.list({ state: 'dropped' }));
      expect(dropped.map((entry) => [entry.text, entry.reason])).toEqual([
        ['在路上', 'taken_over'],
        ['机器人', 'taken_over'],
      ]);
    });

    it('takes up after a crash what was being sent', async () => {
      const { store } = harness;
      await enqueue(store, [id, '一'], [id, '二']);
      await claim(store);
      expect(await store.transaction((tx) => tx.outbox.releaseSending(moment(3)))).toBe(1);
      expect(texts(await claim(store, 3))).toEqual(['一']);
    });
  });

  describe('schedule', () => {
    it('keeps one reminder a conversation and gives it out once, when it is due', async () => {
      const { store } = harness;
      await store.transaction((tx) => tx.schedule.set(id, moment(10), reply('旧')));
      await store.transaction((tx) => tx.schedule.set(id, moment(20), reply('新')));
      const due = (seconds: number) => store.transaction((tx) => tx.schedule.takeDue(moment(seconds), 10));
      expect(await due(19)).toEqual([]);
      expect(await due(20)).toMatchObject([{ conversationId: id, dueAt: moment(20), reply: reply('新') }]);
      expect(await due(30)).toEqual([]);
      await store.transaction((tx) => tx.schedule.set(id, moment(40), reply('作废')));
      await store.transaction((tx) => tx.schedule.cancel(id));
      expect(await due(50)).toEqual([]);
    });
  });

  describe('suggestions', () => {
    const draft = (text: string) => ({ reply: reply(text), from: 'corpus', why: '库里有' }) as const;

    it('of an earlier turn are withdrawn by the next', async () => {
      const { store } = harness;
      const first = await store.transaction((tx) => tx.suggestions.offer(id, createId(), [draft('甲'), draft('乙')], moment(1)));
      await store.transaction((tx) => tx.suggestions.offer(id, createId(), [draft('丙')], moment(2)));
      const list = await store.transaction((tx) => tx.suggestions.list({ conversationId: id }));
      expect(list.map(({ reply: { text }, state }) => [text, state])).toEqual([
        ['甲', 'withdrawn'],
        ['乙', 'withdrawn'],
        ['丙', 'open'],
      ]);
      const stale = store.transaction((tx) => tx.suggestions.decide(first[0]?.id ?? createId(), 'accepted', createId(), null, moment(3)));
      await expect(stale).rejects.toSatisfy((error) => hasCode(error, 'stale_version'));
      expect(await store.transaction((tx) => tx.suggestions.withdrawOpen(id, moment(4)))).toBe(1);
    });

    it('keep what staff made of them', async () => {
      const { store } = harness;
      const staffId = createId<'staff'>();
      const [offered] = await store.transaction((tx) => tx.suggestions.offer(id, createId(), [draft('甲')], moment(1)));
      const suggestionId = offered?.id ?? createId<'suggestion'>();
      const decided = await store.transaction((tx) => tx.suggestions.decide(suggestionId, 'edited', staffId, '改过的', moment(2)));
      expect(decided).toEqual({ ...offered, state: 'edited', decidedBy: staffId, decidedAt: moment(2), sentText: '改过的' });
      expect(await store.transaction((tx) => tx.suggestions.get(suggestionId))).toEqual(decided);
      const twice = store.transaction((tx) => tx.suggestions.decide(suggestionId, 'rejected', staffId, null, moment(3)));
      await expect(twice).rejects.toSatisfy((error) => hasCode(error, 'stale_version'));
    });
  });
}
