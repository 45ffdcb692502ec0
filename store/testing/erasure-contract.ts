import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ConversationId, createId } from '../../core/ids.ts';
import type { Store } from '../../core/store.ts';
import {
  beginConversation,
  field,
  inbound,
  moment,
  type OpenStore,
  outgoing,
  reply,
  residentLine,
  type StoreHarness,
  screenOf,
  ticketDraft,
  triageOf,
} from './contract-fixtures.ts';

/** What must never be readable on the disk, and never at all after an erasure. */
const marks = ['王秀英', '13812345678', '楼上漏水', '幸福里3号楼', 'wxid_wangxy', 'room-8811', 'private-message-77'];
const address = { chatKey: 'room-8811', personKey: 'wxid_wangxy' };

/** Fills every place where a person's words can stand. */
async function tellEverything(store: Store): Promise<ConversationId> {
  const said = '我叫王秀英13812345678，楼上漏水，幸福里3号楼';
  return await store.transaction(async (tx) => {
    const message = inbound('private-message-77', said, { ...address, quotedText: said });
    const { conversationId: id, messageId } = await tx.inbox.accept(message, moment(0));
    const turnId = createId<'turn'>();
    await tx.inbox.markHandled([messageId], turnId);
    const fields = {
      'applicant.name': field('王秀英', messageId),
      'applicant.phone': field('13812345678'),
      places: field(['幸福里3号楼']),
      amount: { ...field(300000), conflicts: [field('楼上漏水'), field(5)] },
    };
    await tx.transcript.append(residentLine(id, said, { id: messageId, turnId, screen: screenOf(said), triage: triageOf(fields) }));
    const answer = reply(said, { quickReplies: [{ label: '王秀英', send: '王秀英' }], origin: 'form' });
    await tx.transcript.append(residentLine(id, said, { from: 'bot', reply: answer, turnId }));
    const replies = [outgoing(id, `发过的：${said}`), outgoing(id, `没发的：${said}`)];
    await tx.outbox.enqueue(replies.map((entry) => ({ ...entry, ...address })));
    const [sending] = await tx.outbox.claim(moment(0), 10);
    await tx.outbox.markSent(sending?.id ?? createId(), moment(1));
    const ticket = await tx.tickets.open(ticketDraft(id, { fields, summary: said }), 'XQ', moment(2));
    const conversation = await tx.conversations.get(id);
    if (conversation === null) throw new Error('no conversation');
    await tx.conversations.save({ ...conversation, ticketId: ticket.id, urgency: 'orange', state: { schemaVersion: 1, said } }, moment(2));
    const [offered] = await tx.suggestions.offer(id, turnId, [{ reply: reply(said), from: 'form', why: said }], moment(3));
    await tx.suggestions.decide(offered?.id ?? createId(), 'edited', createId(), said, moment(4));
    await tx.suggestions.offer(id, turnId, [{ reply: reply(said), from: 'form', why: said }], moment(3));
    await tx.schedule.set(id, moment(1000), reply(said));
    await tx.alerts.raise(id, said, 'duty1', moment(5));
    const event = { at: moment(6), conversationId: id, ticketId: ticket.id, staffId: null };
    await tx.events.append({ ...event, kind: 'ticket_opened', detail: { caseCode: ticket.caseCode, urgency: 'orange', count: 3 } });
    await tx.events.append({
      ...event,
      kind: 'fields_corrected',
      detail: { changes: [{ name: 'applicant.name', was: '王秀英', now: said }] },
    });
    await tx.events.append({ ...event, conversationId: null, kind: 'lowered', detail: { reason: said, to: { risk: 'watch' } } });
    await tx.feedback.recordUnknown('楼上漏水找谁', moment(7));
    return id;
  });
}

async function readEverything(store: Store, id: ConversationId): Promise<string> {
  return await store.transaction(async (tx) => {
    const conversation = await tx.conversations.get(id);
    return JSON.stringify([
      conversation?.state,
      await tx.transcript.read(id, 0),
      (await tx.outbox.list({ conversationId: id })).filter((entry) => entry.state !== 'waiting'),
      await tx.tickets.list({ conversationId: id }),
      await tx.suggestions.list({ conversationId: id }),
      await tx.alerts.list({ conversationId: id }),
      await tx.events.read({}),
      (await tx.conversations.queue({})).filter((row) => row.conversation.id === id).map((row) => row.lastText),
      await tx.schedule.takeDue(moment(10_000), 10),
    ]);
  });
}

/** Personal data: sealed on the disk, and gone when the person asks. */
export function describeErasure(open: OpenStore): void {
  let harness: StoreHarness;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(() => harness.close());

  describe('personal data', () => {
    it('is not readable on the disk', async () => {
      const id = await tellEverything(harness.store);
      const everything = await readEverything(harness.store, id);
      expect(marks.slice(0, 4).every((mark) => everything.includes(mark))).toBe(true);
      const bytes = await harness.rawBytes();
      expect(marks.filter((mark) => bytes.includes(mark))).toEqual([]);
      expect(bytes.includes('XQ202611240001')).toBe(true);
    });

    it('is erased everywhere, and the case, its colours and the chain remain', async () => {
      const { store } = harness;
      const id = await tellEverything(store);
      const other = await beginConversation(store, 'other', '别人的话不动');
      expect(await store.transaction((tx) => tx.erasePerson(id, moment(20)))).toBeGreaterThan(8);
      const left = await readEverything(store, id);
      expect(marks.filter((mark) => left.includes(mark))).toEqual([]);
      await store.transaction(async (tx) => {
        const conversation = await tx.conversations.get(id);
        expect(conversation).toMatchObject({ urgency: 'orange', state: null, ...address });
        const ticket = await tx.tickets.findByCode('XQ202611240001');
        expect(ticket).toMatchObject({ id: conversation?.ticketId, disputeType: '邻里纠纷', urgency: 'yellow', summary: '' });
        expect(ticket?.fields).toEqual({ amount: { ...field(300000), conflicts: [field(5)] } });
        const lines = await tx.transcript.read(id, 0);
        expect(lines[0]).toMatchObject({
          text: '',
          screen: { level: 'watch', kinds: ['threat_received'] },
          triage: { urgency: 'yellow', fields: {} },
        });
        expect(await tx.events.read({ kind: 'ticket_opened' })).toMatchObject([
          { detail: { caseCode: 'XQ202611240001', urgency: 'orange', count: 3 } },
        ]);
        expect(await tx.events.read({ kind: 'lowered' })).toMatchObject([{ detail: { reason: null, to: { risk: 'watch' } } }]);
        expect(await tx.events.verifyChain()).toBeNull();
        expect((await tx.inbox.unhandled(other)).map((message) => message.text)).toEqual(['别人的话不动']);
      });
    });

    it('does not take unread messages, nor a reply on its way, until they were read and sent', async () => {
      const { store } = harness;
      const id = await tellEverything(store);
      await store.transaction((tx) => tx.inbox.accept(inbound('unread', '我还有话', address), moment(10)));
      await store.transaction((tx) => tx.erasePerson(id, moment(20)));
      const waiting = await store.transaction((tx) => tx.outbox.claim(moment(30), 10));
      expect(waiting).toMatchObject([{ ...address, text: expect.stringContaining('没发的') }]);
      await store.transaction((tx) => tx.outbox.markSent(waiting[0]?.id ?? createId(), moment(31)));
      expect((await store.transaction((tx) => tx.outbox.list({ conversationId: id }))).map((entry) => [entry.text, entry.chatKey])).toEqual(
        [
          ['', ''],
          ['', ''],
        ],
      );
      expect((await store.transaction((tx) => tx.inbox.unhandled(id))).map((message) => message.text)).toEqual(['我还有话']);
    });

    it('still knows a redelivery after the erasure, and an erasure twice is one', async () => {
      const { store } = harness;
      const id = await tellEverything(store);
      await store.transaction((tx) => tx.erasePerson(id, moment(20)));
      await store.transaction((tx) => tx.erasePerson(id, moment(21)));
      const again = await store.transaction((tx) => tx.inbox.accept(inbound('private-message-77', '重发', address), moment(22)));
      expect(again).toMatchObject({ fresh: false, conversationId: id });
      expect(await store.transaction((tx) => tx.events.verifyChain())).toBeNull();
    });

    it('cannot be written back into an erased event unseen', async () => {
      const { store } = harness;
      const id = await tellEverything(store);
      await store.transaction((tx) => tx.erasePerson(id, moment(20)));
      await harness.tamper('update events set detail = (select detail from events where sequence = 1) where sequence = 2');
      expect(await store.transaction((tx) => tx.events.verifyChain())).toBe(2);
    });
  });
}
