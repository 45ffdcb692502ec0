import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import { createId } from '../../core/ids.ts';
import {
  beginConversation,
  inbound,
  moment,
  type OpenStore,
  residentLine,
  type StoreHarness,
  screenOf,
  triageOf,
} from './contract-fixtures.ts';

/** What comes in and what is read of it. */
export function describeInbox(open: OpenStore): void {
  let harness: StoreHarness;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(() => harness.close());

  describe('inbox', () => {
    it('get the words of a recording while no turn took it, or why there are none', async () => {
      const { store } = harness;
      const said = inbound('v1', '', { kind: 'voice' });
      const { messageId, conversationId } = await store.transaction((tx) => tx.inbox.accept(said, moment(0)));
      await store.transaction((tx) => tx.inbox.hear(messageId, { unheard: 'timeout' }));
      expect(await store.transaction((tx) => tx.inbox.unhandled(conversationId))).toMatchObject([{ text: '', unheard: 'timeout' }]);
      await store.transaction((tx) => tx.inbox.hear(messageId, { text: '楼上漏水' }));
      expect(await store.transaction((tx) => tx.inbox.unhandled(conversationId))).toMatchObject([{ text: '楼上漏水', spoken: true }]);
      await store.transaction((tx) => tx.inbox.markHandled([messageId], createId()));
      await store.transaction((tx) => tx.inbox.hear(messageId, { text: '太晚了' }));
      expect((await store.transaction((tx) => tx.inbox.find('wechat', 'v1')))?.text).toBe('楼上漏水');
    });

    it('keeps a message once, however often it is delivered', async () => {
      const { store } = harness;
      const first = await store.transaction((tx) => tx.inbox.accept(inbound('m1', '楼上漏水'), moment(1)));
      const again = await store.transaction((tx) => tx.inbox.accept(inbound('m1', '别的话'), moment(2)));
      expect(first.fresh).toBe(true);
      expect(again).toEqual({ ...first, fresh: false });
      const unhandled = await store.transaction((tx) => tx.inbox.unhandled(first.conversationId));
      expect(unhandled).toEqual([
        {
          ...inbound('m1', '楼上漏水'),
          id: first.messageId,
          conversationId: first.conversationId,
          receivedAt: moment(1),
          turnId: null,
        },
      ]);
    });

    it('takes the same id on another channel as another message, and tells persons of a group apart', async () => {
      const { store } = harness;
      const accept = (change: Parameters<typeof inbound>[2]) =>
        store.transaction((tx) => tx.inbox.accept(inbound('m1', '喂', change), moment(0)));
      const wechat = await accept({});
      const telegram = await accept({ channel: 'telegram' });
      const other = await accept({ channelMessageId: 'm2', personKey: 'person-2', space: 'group' });
      expect([telegram.fresh, other.fresh]).toEqual([true, true]);
      expect(new Set([wechat.conversationId, telegram.conversationId, other.conversationId]).size).toBe(3);
      const found = await store.transaction((tx) => tx.conversations.find('wechat', 'chat-1', 'person-2'));
      expect(found).toMatchObject({ id: other.conversationId, space: 'group', chatKey: 'chat-1', personKey: 'person-2', version: 1 });
      expect(await store.transaction((tx) => tx.conversations.find('wechat', 'chat-1', 'nobody'))).toBeNull();
    });

    it('gives messages in the order they came, and conversations that wait longest first', async () => {
      const { store } = harness;
      const texts = Array.from({ length: 50 }, (_, index) => `第${index}句`);
      await beginConversation(store, 'later', '我晚来', 5);
      await Promise.all(texts.map((text, index) => store.transaction((tx) => tx.inbox.accept(inbound(`b${index}`, text), moment(1)))));
      const [first, second] = await store.transaction((tx) => tx.inbox.pending());
      expect(first).toMatchObject({ count: 50, firstAt: moment(1), lastAt: moment(1) });
      expect(second).toMatchObject({ count: 1, firstAt: moment(5) });
      const unhandled = await store.transaction((tx) => tx.inbox.unhandled(first?.conversationId ?? createId()));
      expect(unhandled.map((message) => message.text)).toEqual(texts);
    });

    it('lets one turn take a message and refuses the second', async () => {
      const { store } = harness;
      const conversationId = await beginConversation(store, 'taken');
      const [message] = await store.transaction((tx) => tx.inbox.unhandled(conversationId));
      const ids = message === undefined ? [] : [message.id];
      await store.transaction((tx) => tx.inbox.markHandled(ids, createId()));
      await expect(store.transaction((tx) => tx.inbox.markHandled(ids, createId()))).rejects.toSatisfy((error) =>
        hasCode(error, 'stale_version'),
      );
      expect(await store.transaction((tx) => tx.inbox.pending())).toEqual([]);
    });
  });

  describe('transcript', () => {
    it('keeps the lines of a conversation in order and reads on from a place', async () => {
      const { store } = harness;
      const id = await beginConversation(store, 'talk');
      const answer = {
        key: 'k',
        text: '您好',
        origin: 'fixed',
        quickReplies: [{ label: '好', send: '好' }],
        citations: [],
        privately: false,
      } as const;
      const written = await store.transaction(async (tx) => [
        await tx.transcript.append(residentLine(id, '一')),
        await tx.transcript.append(residentLine(id, '您好', { from: 'bot', reply: answer })),
        await tx.transcript.append(residentLine(id, '三')),
      ]);
      expect(written.map((line) => line.sequence)).toEqual([1, 2, 3]);
      expect(await store.transaction((tx) => tx.transcript.read(id, 0))).toEqual(written);
      expect(await store.transaction((tx) => tx.transcript.read(id, 2))).toEqual(written.slice(2));
    });

    it("adds the screen's and the triage's word to the resident's lines of a turn", async () => {
      const { store } = harness;
      const id = await beginConversation(store, 'talk');
      const turnId = createId<'turn'>();
      await store.transaction(async (tx) => {
        await tx.transcript.append(residentLine(id, '他要打我', { turnId }));
        await tx.transcript.append(residentLine(id, '您现在安全吗', { turnId, from: 'bot' }));
        await tx.transcript.annotate(turnId, screenOf('打我'), triageOf({}));
      });
      const lines = await store.transaction((tx) => tx.transcript.read(id, 0));
      expect(lines.map((line) => line.screen)).toEqual([screenOf('打我'), null]);
      expect(lines.map((line) => line.triage)).toEqual([triageOf({}), null]);
    });
  });
}
