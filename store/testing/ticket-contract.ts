import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import { type ConversationId, createId } from '../../core/ids.ts';
import type { EventRecord, Store } from '../../core/store.ts';
import { beginConversation, field, moment, type OpenStore, type StoreHarness, ticketDraft } from './contract-fixtures.ts';

/** Tickets, alerts and the log of what was done. */
export function describeTickets(open: OpenStore): void {
  let harness: StoreHarness;
  let id: ConversationId;
  beforeEach(async () => {
    harness = await open();
    id = await beginConversation(harness.store, 'a');
  });
  afterEach(() => harness.close());

  describe('tickets', () => {
    it('get codes by prefix and day in China, and come back as they were saved', async () => {
      const { store } = harness;
      const fields = { 'applicant.name': field('王秀英'), amount: { ...field(300000), conflicts: [field(30000)] } };
      const draft = ticketDraft(id, { fields, summary: '楼上漏水三个月', promisedBy: moment(3600), riskKinds: ['threat_received'] });
      const open = (at: string) => store.transaction((tx) => tx.tickets.open(draft, 'XQ', at));
      const ticket = await open('2026-11-24T23:59:59.000+08:00');
      expect(ticket).toMatchObject({ ...draft, caseCode: 'XQ202611240001', version: 1 });
      expect((await open('2026-11-25T00:00:00.000+08:00')).caseCode).toBe('XQ202611250001');
      expect((await open('2026-11-24T16:30:00.000Z')).caseCode).toBe('XQ202611250002');
      expect(await store.transaction((tx) => tx.tickets.findByCode('XQ202611240001'))).toEqual(ticket);
      expect(await store.transaction((tx) => tx.tickets.findByCode('XQ202611249999'))).toBeNull();
      const saved = await store.transaction((tx) => tx.tickets.save({ ...ticket, status: 'sorted', summary: '改' }, moment(9)));
      expect(saved).toEqual({ ...ticket, status: 'sorted', summary: '改', updatedAt: moment(9), version: 2 });
      expect(await store.transaction((tx) => tx.tickets.get(ticket.id))).toEqual(saved);
      await expect(store.transaction((tx) => tx.tickets.save(ticket, moment(10)))).rejects.toSatisfy((error) =>
        hasCode(error, 'stale_version'),
      );
      expect(await store.transaction((tx) => tx.tickets.list({ conversationId: id, status: 'sorted' }))).toEqual([saved]);
      expect(await store.transaction((tx) => tx.tickets.list({ limit: 2 }))).toHaveLength(2);
    });

    it('never share a code: 1,000 at once, some of them given up', async () => {
      const { store } = harness;
      const results = await Promise.allSettled(
        Array.from({ length: 1000 }, (_, index) =>
          store.transaction(async (tx) => {
            const ticket = await tx.tickets.open(ticketDraft(id), 'XQ', moment(0));
            if (index % 10 === 9) throw new Error('given up');
            return ticket.caseCode;
          }),
        ),
      );
      const codes = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(codes).toHaveLength(900);
      expect(new Set(codes).size).toBe(900);
      expect(await store.transaction((tx) => tx.tickets.list({}))).toHaveLength(900);
    });

    it('go on with five digits after 9999', async () => {
      const { store } = harness;
      const next = async () => (await store.transaction((tx) => tx.tickets.open(ticketDraft(id), 'XQ', moment(0)))).caseCode;
      await next();
      await harness.tamper('update case_counters set value = 9998');
      expect([await next(), await next()]).toEqual(['XQ202611249999', 'XQ2026112410000']);
    });
  });

  describe('alerts', () => {
    it('keep their clock and are open until they are closed', async () => {
      const { store } = harness;
      const raised = await store.transaction((tx) => tx.alerts.raise(id, 'red.life', 'duty1', moment(1)));
      expect(raised).toMatchObject({ paged: [{ account: 'duty1', at: moment(1) }], seenAt: null, closedAt: null });
      const moved = {
        ...raised,
        paged: [...raised.paged, { account: 'duty2', at: moment(5) }],
        seenAt: moment(6),
        handledBy: createId<'staff'>(),
      };
      await store.transaction((tx) => tx.alerts.save(moved));
      expect(await store.transaction((tx) => tx.alerts.open())).toEqual([moved]);
      await store.transaction((tx) => tx.alerts.save({ ...moved, closedAt: moment(9) }));
      expect(await store.transaction((tx) => tx.alerts.open())).toEqual([]);
      expect(await store.transaction((tx) => tx.alerts.list({ conversationId: id }))).toHaveLength(1);
      await expect(store.transaction((tx) => tx.alerts.save({ ...moved, id: createId() }))).rejects.toSatisfy((error) =>
        hasCode(error, 'not_found'),
      );
    });
  });

  describe('events', () => {
    const append = (store: Store, kind: string): Promise<EventRecord> =>
      store.transaction((tx) =>
        tx.events.append({ at: moment(1), kind, conversationId: id, ticketId: null, staffId: null, detail: { was: '旧值', count: 2 } }),
      );
    const verify = (store: Store) => store.transaction((tx) => tx.events.verifyChain());

    it('are chained, read by what they are about, and hold', async () => {
      const { store } = harness;
      expect(await verify(store)).toBeNull();
      const written = [];
      for (const kind of ['opened', 'taken_over', 'closed']) written.push(await append(store, kind));
      expect(written.map((event) => event.sequence)).toEqual([1, 2, 3]);
      expect(written[1]?.previousHash).toBe(written[0]?.hash);
      expect(await store.transaction((tx) => tx.events.read({ conversationId: id }))).toEqual(written);
      expect(await store.transaction((tx) => tx.events.read({ kind: 'closed' }))).toEqual(written.slice(2));
      expect(await store.transaction((tx) => tx.events.read({ limit: 2 }))).toEqual(written.slice(1));
      expect(await store.transaction((tx) => tx.events.read({ ticketId: createId() }))).toEqual([]);
      expect(await verify(store)).toBeNull();
    });

    it.each([
      ["update events set at = '2026-01-01T00:00:00.000+08:00' where sequence = 3", 3],
      ["update events set kind = 'handed_back' where sequence = 3", 3],
      ["update events set id = 'another' where sequence = 3", 3],
      ['update events set conversation_id = null where sequence = 3', 3],
      ["update events set ticket_id = 'another' where sequence = 3", 3],
      ["update events set staff_id = 'another' where sequence = 3", 3],
      ['update events set detail = (select detail from events where sequence = 2) where sequence = 3', 3],
      ['update events set detail_digest = (select detail_digest from events where sequence = 2) where sequence = 3', 3],
      ['update events set hash = (select hash from events where sequence = 2) where sequence = 3', 3],
      ['update events set previous_hash = (select hash from events where sequence = 1) where sequence = 3', 3],
      ['delete from events where sequence = 3', 4],
      ['delete from events where sequence = 5', 5],
      ['update events set sequence = 9 where sequence = 5', 9],
    ])('show who wrote into them: %s', async (sql, broken) => {
      const { store } = harness;
      for (let count = 0; count < 5; count += 1) await append(store, 'taken_over');
      await harness.tamper(sql);
      expect(await verify(store)).toBe(broken);
    });
  });
}
