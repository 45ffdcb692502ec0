import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../core/call.ts';
import { type ConversationId, createId } from '../../core/ids.ts';
import {
  beginConversation,
  field,
  moment,
  type OpenStore,
  reply,
  residentLine,
  type StoreHarness,
  screenOf,
  ticketDraft,
  triageOf,
} from './contract-fixtures.ts';

function callOf(conversationId: ConversationId, change: Partial<Call> = {}): Call {
  return {
    conversationId,
    source: 'hotline',
    callId: 'pbx-1',
    state: 'ringing',
    stateSequence: 0,
    callerNumber: '13903990288',
    agent: '8001',
    consent: { state: 'not_asked', at: null, by: null },
    recording: null,
    handOff: null,
    startedAt: moment(0),
    answeredAt: null,
    endedAt: null,
    lastEventAt: moment(0),
    settledAt: null,
    ...change,
  };
}

/** Calls: found again by number and id, settled in time, forgotten in words. */
export function describeCalls(open: OpenStore): void {
  let harness: StoreHarness;
  let id: ConversationId;
  beforeEach(async () => {
    harness = await open();
    id = await beginConversation(harness.store, 'a');
  });
  afterEach(() => harness.close());

  describe('calls', () => {
    it('come back as they were saved, by conversation and by id', async () => {
      const { store } = harness;
      const call = callOf(id);
      const changed = callOf(id, {
        state: 'held',
        stateSequence: 4,
        consent: { state: 'given', at: moment(3), by: 'call_centre' },
        recording: { reference: 'rec', seconds: 3 },
        handOff: { to: null, by: createId(), at: moment(2) },
        answeredAt: moment(1),
      });
      await store.transaction((tx) => tx.calls.open(call));
      expect(await store.transaction((tx) => tx.calls.get(id))).toEqual(call);
      await store.transaction((tx) => tx.calls.save(changed));
      expect(await store.transaction((tx) => tx.calls.findByCallId('pbx-1'))).toEqual(changed);
      expect(await store.transaction((tx) => tx.calls.findByCallId('pbx-2'))).toBeNull();
    });

    it('remember an event once, over a restart of the one who asks', async () => {
      const { store } = harness;
      expect(await store.transaction((tx) => tx.calls.noteEvent('e1', id, moment(0)))).toBe(true);
      expect(await store.transaction((tx) => tx.calls.noteEvent('e1', id, moment(1)))).toBe(false);
      await expect(
        store.transaction(async (tx) => {
          await tx.calls.noteEvent('e2', id, moment(2));
          throw new Error('given up');
        }),
      ).rejects.toThrow('given up');
      expect(await store.transaction((tx) => tx.calls.noteEvent('e2', id, moment(3)))).toBe(true);
    });

    it('are found by the number that called, as are the tickets of its owner', async () => {
      const { store } = harness;
      const second = await beginConversation(store, 'b');
      await store.transaction(async (tx) => {
        await tx.calls.open(callOf(id, { startedAt: moment(1) }));
        await tx.calls.open(callOf(second, { callId: 'pbx-2', startedAt: moment(2) }));
      });
      const found = await store.transaction((tx) => tx.calls.fromNumber('13903990288', second));
      expect(found.map(({ conversationId }) => conversationId)).toEqual([id]);
      expect(await store.transaction((tx) => tx.calls.fromNumber('', createId()))).toEqual([]);
      const ticket = await store.transaction((tx) =>
        tx.tickets.open(ticketDraft(id, { fields: { 'applicant.phone': field('139 0399 0288') } }), 'XQ', moment(3)),
      );
      expect(await store.transaction((tx) => tx.tickets.findByPhone('13903990288'))).toEqual([ticket]);
      await store.transaction((tx) => tx.tickets.save({ ...ticket, fields: {} }, moment(4)));
      expect(await store.transaction((tx) => tx.tickets.findByPhone('13903990288'))).toEqual([]);
      expect((await harness.rawBytes()).includes('13903990288')).toBe(false);
    });

    it('wait to be settled from their end, or from a long silence', async () => {
      const { store } = harness;
      const others = [
        await beginConversation(store, 'b'),
        await beginConversation(store, 'c'),
        await beginConversation(store, 'd'),
      ] as const;
      await store.transaction(async (tx) => {
        await tx.calls.open(callOf(id, { state: 'ended', endedAt: moment(10) }));
        await tx.calls.open(callOf(others[0], { callId: 'p2', lastEventAt: moment(5) }));
        await tx.calls.open(callOf(others[1], { callId: 'p3', state: 'ended', endedAt: moment(10), settledAt: moment(11) }));
        await tx.calls.open(callOf(others[2], { callId: null, source: 'console' }));
      });
      const due = await store.transaction((tx) => tx.calls.unsettled(moment(10), moment(4)));
      expect(due.map(({ conversationId }) => conversationId)).toEqual([id]);
      expect(await store.transaction((tx) => tx.calls.unsettled(moment(9), moment(4)))).toEqual([]);
      expect(await store.transaction((tx) => tx.calls.unsettled(moment(9), moment(5)))).toHaveLength(1);
      expect((await store.transaction((tx) => tx.calls.listOpen())).map(({ conversationId }) => conversationId)).toEqual([others[0]]);
    });

    it('lose their words but for the turns that are named, and keep levels and labels', async () => {
      const { store } = harness;
      const [ordinary, grave] = [createId<'turn'>(), createId<'turn'>()];
      await store.transaction(async (tx) => {
        const labels = { screen: screenOf('平常话'), triage: triageOf({ amount: field(5) }) };
        await tx.transcript.append(residentLine(id, '平常话', { turnId: ordinary, ...labels }));
        await tx.transcript.append(residentLine(id, '要紧话', { turnId: grave, screen: screenOf('要紧话') }));
        await tx.transcript.append(residentLine(id, '我说的', { from: 'staff', reply: reply('我说的') }));
        await tx.suggestions.offer(id, ordinary, [{ reply: reply('照着念'), from: 'form', why: '平常话' }], moment(1));
        await tx.calls.forgetWords(id, new Set([grave]));
      });
      const lines = await store.transaction((tx) => tx.transcript.read(id, 0));
      expect(lines.map(({ text }) => text)).toEqual(['', '要紧话', '']);
      expect(lines[0]).toMatchObject({ screen: { level: 'watch' }, triage: { disputeType: '邻里纠纷', fields: {} } });
      expect(JSON.stringify(lines)).not.toMatch(/平常话|我说的/);
      const suggestions = await store.transaction((tx) => tx.suggestions.list({ conversationId: id }));
      expect(suggestions).toMatchObject([{ state: 'withdrawn', reply: { text: '' }, why: '' }]);
    });

    it('keep neither number nor recording of a person who asked to be erased', async () => {
      const { store } = harness;
      await store.transaction((tx) => tx.calls.open(callOf(id, { recording: { reference: 'rec-77', seconds: 1 } })));
      await store.transaction((tx) => tx.erasePerson(id, moment(5)));
      expect(await store.transaction((tx) => tx.calls.get(id))).toMatchObject({ callerNumber: '', recording: null, startedAt: moment(0) });
      expect(await store.transaction((tx) => tx.calls.fromNumber('13903990288', createId()))).toEqual([]);
    });
  });
}
