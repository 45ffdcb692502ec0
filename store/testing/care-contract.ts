import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createId } from '../../core/ids.ts';
import { beginConversation, moment, type OpenStore, type StoreHarness } from './contract-fixtures.ts';

/** What is planned and done after danger, and the calls of people on duty. */
export function describeCare(open: OpenStore): void {
  let harness: StoreHarness;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(() => harness.close());

  describe('care', () => {
    it('keeps plans and deeds as records of their own; a closing deed alone ends a task', async () => {
      const { store } = harness;
      const conversationId = await beginConversation(store, 'care');
      const plan = { conversationId, alertId: null, account: 'zhiban1', createdAt: moment(0) };
      const [report, later] = await store.transaction(async (tx) => [
        await tx.care.plan({ ...plan, kind: 'child_report', dueAt: moment(60) }),
        await tx.care.plan({ ...plan, kind: 'follow_up_7d', dueAt: moment(9000) }),
      ]);
      if (report === undefined || later === undefined) throw new Error('not planned');
      const openAt = (seconds: number) => store.transaction((tx) => tx.care.open(moment(seconds), 10));
      expect(await openAt(59)).toEqual([]);
      expect(await openAt(60)).toEqual([report]);
      const deed = {
        taskId: report.id,
        conversationId,
        staffId: createId<'staff'>(),
        receiver: '派出所',
        receipt: '7号',
        note: '孩子在奶奶家',
      };
      await store.transaction((tx) => tx.care.record({ ...deed, at: moment(70), outcome: 'not_reached' }));
      expect(await openAt(70)).toHaveLength(1);
      await store.transaction((tx) => tx.care.remind(report.id, 'zhuren', moment(75)));
      await store.transaction((tx) => tx.care.record({ ...deed, at: moment(80), outcome: 'reported' }));
      expect(await openAt(9000)).toEqual([later]);
      const [first, second] = await store.transaction((tx) => tx.care.list({ conversationId }));
      expect(first).toMatchObject({ open: false, task: { ...report, account: 'zhuren', remindedAt: moment(75) } });
      expect(first?.deeds.map(({ outcome, receipt }) => [outcome, receipt])).toEqual([
        ['not_reached', '7号'],
        ['reported', '7号'],
      ]);
      expect(second).toEqual({ task: later, deeds: [], open: true });
      await store.transaction((tx) => tx.erasePerson(conversationId, moment(99)));
      const erased = await store.transaction((tx) => tx.care.get(report.id));
      expect(erased?.deeds.map(({ receipt, note }) => [receipt, note])).toEqual([
        ['7号', ''],
        ['7号', ''],
      ]);
      expect((await harness.rawBytes()).includes('孩子在奶奶家')).toBe(false);
    });
  });

  describe('pages', () => {
    it('are given to one sender at a time, tried again, and end sent or dead', async () => {
      const { store } = harness;
      const conversationId = await beginConversation(store, 'pages');
      const page = { conversationId, alertId: null, reason: 'red_alert', account: 'zhiban1', by: 'webhook', chatKey: '' } as const;
      await store.transaction((tx) => tx.pages.enqueue({ ...page, at: moment(0) }));
      const claim = (seconds: number) => store.transaction((tx) => tx.pages.claim(moment(seconds), moment(seconds + 30), 10));
      const [claimed] = await claim(0);
      if (claimed === undefined) throw new Error('nothing to send');
      expect(claimed).toMatchObject({ attempts: 1, state: 'waiting' });
      expect(await claim(1)).toEqual([]);
      await store.transaction((tx) => tx.pages.retryAt(claimed.id, moment(5), 'timeout'));
      expect(await claim(5)).toMatchObject([{ id: claimed.id, attempts: 2, failure: 'timeout' }]);
      await store.transaction((tx) => tx.pages.markSent(claimed.id, moment(6)));
      expect(await claim(100)).toEqual([]);
      expect(await store.transaction((tx) => tx.pages.list({ conversationId }))).toMatchObject([{ state: 'sent', sentAt: moment(6) }]);
    });

    it('remember how a person wishes to be called', async () => {
      const { store } = harness;
      const staff = await store.transaction((tx) =>
        tx.staff.create(
          { account: 'li', displayName: '李', role: 'duty_officer', active: true, mustChangePassword: false, createdAt: moment(0) },
          'hash',
        ),
      );
      const read = () => store.transaction((tx) => tx.pages.reachOf(staff.id));
      expect(await read()).toEqual({ by: 'console', chatKey: '' });
      await store.transaction((tx) => tx.pages.setReach(staff.id, { by: 'telegram', chatKey: '4711' }));
      await store.transaction((tx) => tx.pages.setReach(staff.id, { by: 'wechat', chatKey: 'wx-1' }));
      expect(await read()).toEqual({ by: 'wechat', chatKey: 'wx-1' });
    });
  });
}
