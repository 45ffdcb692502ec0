import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../core/conversation.ts';
import { hasCode } from '../../core/errors.ts';
import { type ConversationId, createId } from '../../core/ids.ts';
import type { Store } from '../../core/store.ts';
import { beginConversation, inbound, moment, type OpenStore, residentLine, type StoreHarness, ticketDraft } from './contract-fixtures.ts';

async function change(store: Store, id: ConversationId, part: Partial<Conversation>): Promise<Conversation> {
  return await store.transaction(async (tx) => {
    const conversation = await tx.conversations.get(id);
    if (conversation === null) throw new Error('no conversation');
    return await tx.conversations.save({ ...conversation, ...part }, moment(100));
  });
}

/** Conversations, the queue, and what a transaction is. */
export function describeConversations(open: OpenStore): void {
  let harness: StoreHarness;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(() => harness.close());

  describe('conversations', () => {
    it('begin with the bot and come back as they were saved', async () => {
      const { store } = harness;
      const id = await beginConversation(store, 'c');
      const fresh = await store.transaction((tx) => tx.conversations.get(id));
      expect(fresh).toMatchObject({ owner: { kind: 'bot' }, risk: 'none', urgency: 'blue', state: null, ticketId: null, version: 1 });
      const part = {
        owner: { kind: 'person', staffId: createId<'staff'>(), since: moment(9) },
        risk: 'elevated',
        riskKinds: ['suicide', 'medical'],
        urgency: 'red',
        state: { schemaVersion: 3, intake: { asked: ['name'] } },
        ticketId: null,
      } as const;
      const saved = await change(store, id, part);
      expect(saved).toMatchObject({ ...part, version: 2, updatedAt: moment(100) });
      expect(await store.transaction((tx) => tx.conversations.get(id))).toEqual(saved);
    });

    it('refuse a write over a newer version', async () => {
      const { store } = harness;
      const id = await beginConversation(store, 'c');
      const old = await store.transaction((tx) => tx.conversations.get(id));
      await change(store, id, { urgency: 'orange' });
      if (old === null) throw new Error('no conversation');
      await expect(store.transaction((tx) => tx.conversations.save(old, moment(1)))).rejects.toSatisfy((error) =>
        hasCode(error, 'stale_version'),
      );
      await expect(store.transaction((tx) => tx.conversations.save({ ...old, id: createId() }, moment(1)))).rejects.toSatisfy((error) =>
        hasCode(error, 'not_found'),
      );
    });

    it('do not grow stale through a new message', async () => {
      const { store } = harness;
      const id = await beginConversation(store, 'c');
      await store.transaction((tx) => tx.inbox.accept(inbound('next', '还有', { chatKey: 'c' }), moment(1)));
      expect((await store.transaction((tx) => tx.conversations.get(id)))?.version).toBe(1);
    });

    it('queue by colour, then by who waits longest, then the rest with the newest first', async () => {
      const { store } = harness;
      const staffId = createId<'staff'>();
      const waits = (seconds: number) => ({ owner: { kind: 'queue', since: moment(seconds) } }) as const;
      const ids: Record<string, ConversationId> = {};
      for (const [index, name] of ['old', 'new', 'late', 'early', 'red', 'mine'].entries())
        ids[name] = await beginConversation(store, name, `我是${name}`, index);
      const idOf = (name: string): ConversationId => ids[name] ?? createId();
      await change(store, idOf('late'), { ...waits(50), urgency: 'yellow' });
      await change(store, idOf('early'), { ...waits(40), urgency: 'yellow' });
      await change(store, idOf('red'), { urgency: 'red' });
      await change(store, idOf('mine'), { urgency: 'yellow', owner: { kind: 'person', staffId, since: moment(60) } });
      const names = async (filter: Parameters<Parameters<Parameters<Store['transaction']>[0]>[0]['conversations']['queue']>[0]) =>
        (await store.transaction((tx) => tx.conversations.queue(filter))).map((row) => row.lastText.slice(2));
      expect(await names({})).toEqual(['red', 'mine', 'early', 'late', 'new', 'old']);
      await store.transaction((tx) => tx.transcript.append(residentLine(idOf('mine'), '我在', { from: 'staff', staffId, at: moment(70) })));
      expect(await names({})).toEqual(['red', 'early', 'late', 'mine', 'new', 'old']);
      expect(await names({ owner: 'queue', limit: 1 })).toEqual(['early']);
      expect(await names({ staffId })).toEqual(['mine']);
      expect(await names({ urgency: 'red' })).toEqual(['red']);
    });

    it('stand in the queue with ticket, last words and open alert', async () => {
      const { store } = harness;
      const id = await beginConversation(store, 'full', '第一句');
      await beginConversation(store, 'other', '别人');
      await store.transaction((tx) => tx.inbox.accept(inbound('second', '第二句', { chatKey: 'full' }), moment(7)));
      const { ticket, alert } = await store.transaction(async (tx) => {
        const closed = await tx.alerts.raise(id, 'red.old', 'duty1', moment(1));
        await tx.alerts.save({ ...closed, closedAt: moment(2) });
        return {
          ticket: await tx.tickets.open(ticketDraft(id), 'XQ', moment(3)),
          alert: await tx.alerts.raise(id, 'red.new', 'duty1', moment(3)),
        };
      });
      await change(store, id, { ticketId: ticket.id });
      const rows = await store.transaction((tx) => tx.conversations.queue({ status: 'received' }));
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject({ ticket, lastText: '第二句', lastAt: moment(7), openAlert: alert });
    });
  });

  describe('a transaction', () => {
    it('that fails leaves nothing', async () => {
      const { store } = harness;
      const id = await beginConversation(store, 'c');
      await expect(
        store.transaction(async (tx) => {
          await tx.inbox.accept(inbound('lost', '不该留下'), moment(1));
          await tx.transcript.append(residentLine(id, '不该留下'));
          await tx.tickets.open(ticketDraft(id), 'XQ', moment(1));
          await tx.events.append({ at: moment(1), kind: 'x', conversationId: id, ticketId: null, staffId: null, detail: {} });
          throw new Error('broken on purpose');
        }),
      ).rejects.toThrow('broken on purpose');
      const left = await store.transaction(async (tx) => ({
        lost: await tx.conversations.find('wechat', 'chat-1', 'person-1'),
        lines: await tx.transcript.read(id, 0),
        tickets: await tx.tickets.list({}),
        events: await tx.events.read({}),
        chain: await tx.events.verifyChain(),
        pending: (await tx.inbox.pending()).length,
      }));
      expect(left).toEqual({ lost: null, lines: [], tickets: [], events: [], chain: null, pending: 1 });
      expect((await store.transaction((tx) => tx.inbox.accept(inbound('lost', '再来'), moment(2)))).fresh).toBe(true);
    });

    it('runs after the one before it: no change is lost between reading and writing', async () => {
      const { store } = harness;
      const id = await beginConversation(store, 'c');
      const count = async () =>
        await store.transaction(async (tx) => {
          const conversation = await tx.conversations.get(id);
          if (conversation === null) throw new Error('no conversation');
          await new Promise((resolve) => setImmediate(resolve));
          const said = Number(conversation.state?.said ?? 0) + 1;
          await tx.conversations.save({ ...conversation, state: { schemaVersion: 1, said } }, moment(1));
        });
      await Promise.all(Array.from({ length: 30 }, count));
      expect((await store.transaction((tx) => tx.conversations.get(id)))?.state).toEqual({ schemaVersion: 1, said: 30 });
    });

    it('inside another one is refused, not waited for for ever', async () => {
      const { store } = harness;
      const inner = store.transaction(async () => await store.transaction(async () => 1));
      await expect(inner).rejects.toThrow('inside another');
      expect(await store.transaction(async () => 2)).toBe(2);
    });
  });
}
