import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import { createId } from '../../core/ids.ts';
import { moment, type OpenStore, type StoreHarness } from './contract-fixtures.ts';

const account = {
  account: 'li',
  displayName: '李调解',
  role: 'mediator',
  active: true,
  mustChangePassword: true,
  createdAt: moment(0),
} as const;

/** Staff, their sessions, and what they teach us. */
export function describePeople(open: OpenStore): void {
  let harness: StoreHarness;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(() => harness.close());

  describe('staff', () => {
    it('sign in by account; an account name is given once', async () => {
      const { store } = harness;
      const staff = await store.transaction((tx) => tx.staff.create(account, 'hash-1'));
      expect(await store.transaction((tx) => tx.staff.findByAccount('li'))).toEqual({ staff, passwordHash: 'hash-1' });
      expect(await store.transaction((tx) => tx.staff.findByAccount('wang'))).toBeNull();
      await expect(store.transaction((tx) => tx.staff.create(account, 'hash-2'))).rejects.toSatisfy((error) => hasCode(error, 'bad_input'));
      await store.transaction((tx) => tx.staff.setPassword(staff.id, 'hash-3', false));
      await store.transaction((tx) => tx.staff.update({ ...staff, role: 'manager', mustChangePassword: false }));
      const changed = { ...staff, role: 'manager', mustChangePassword: false };
      expect(await store.transaction((tx) => tx.staff.findByAccount('li'))).toEqual({ staff: changed, passwordHash: 'hash-3' });
      expect(await store.transaction((tx) => tx.staff.list())).toEqual([changed]);
      expect(await store.transaction((tx) => tx.staff.get(createId()))).toBeNull();
    });

    it('have sessions until they run out, are closed, or the account is', async () => {
      const { store } = harness;
      const staff = await store.transaction((tx) => tx.staff.create(account, 'hash'));
      await store.transaction(async (tx) => {
        await tx.staff.openSession('token-1', staff.id, moment(100));
        await tx.staff.openSession('token-2', staff.id, moment(100));
      });
      const find = (token: string, seconds: number) => store.transaction((tx) => tx.staff.findSession(token, moment(seconds)));
      expect(await find('token-1', 99)).toEqual(staff);
      expect(await find('token-1', 100)).toBeNull();
      expect(await find('token-0', 1)).toBeNull();
      await store.transaction((tx) => tx.staff.closeSession('token-1'));
      expect(await find('token-1', 1)).toBeNull();
      await store.transaction((tx) => tx.staff.update({ ...staff, active: false }));
      expect(await find('token-2', 1)).toBeNull();
    });
  });

  describe('feedback', () => {
    it('counts a question that found no answer', async () => {
      const { store } = harness;
      const record = (question: string, seconds: number) => store.transaction((tx) => tx.feedback.recordUnknown(question, moment(seconds)));
      await record('狗叫谁管', 1);
      await record('彩礼退不退', 2);
      await record('狗叫谁管', 3);
      const [first, second] = await store.transaction((tx) => tx.feedback.listUnknown('open', 10));
      expect(first).toMatchObject({ question: '狗叫谁管', count: 2, firstAt: moment(1), lastAt: moment(3) });
      expect(second).toMatchObject({ question: '彩礼退不退', count: 1 });
      await store.transaction((tx) => tx.feedback.setUnknownState(first?.id ?? '', 'answered'));
      expect(await store.transaction((tx) => tx.feedback.listUnknown('open', 10))).toEqual([second]);
      expect(await store.transaction((tx) => tx.feedback.listUnknown('answered', 10))).toHaveLength(1);
    });

    it('keeps why a question is on the list, and counts votes by entry', async () => {
      const { store } = harness;
      await store.transaction(async (tx) => {
        await tx.feedback.recordUnknown('定金退不退', moment(1), 'house-deposit-refund');
        await tx.feedback.recordUnknown('狗叫谁管', moment(2));
        await tx.feedback.recordVote('house-deposit-refund', 'resident', false, moment(3));
        await tx.feedback.recordVote('house-deposit-refund', 'staff', true, moment(4));
        await tx.feedback.recordVote('house-deposit-refund', 'resident', false, moment(5));
      });
      const open = await store.transaction((tx) => tx.feedback.listUnknown('open', 10));
      expect(open.map(({ question, reason, entryId }) => [question, reason, entryId])).toEqual([
        ['狗叫谁管', 'no_match', null],
        ['定金退不退', 'voted_down', 'house-deposit-refund'],
      ]);
      expect(await store.transaction((tx) => tx.feedback.countVotes())).toEqual([{ entryId: 'house-deposit-refund', up: 1, down: 2 }]);
    });

    it('keeps what staff add to the corpus through draft, publication and withdrawal', async () => {
      const { store } = harness;
      const [writer, lead] = [createId<'staff'>(), createId<'staff'>()];
      const content = { kind: 'phrasing', entryId: 'house-deposit-refund', phrasing: '交了两万定钱不想买了' } as const;
      const draft = await store.transaction((tx) => tx.ownKnowledge.add({ content, questionId: null, writtenBy: writer }, moment(1)));
      expect(draft).toMatchObject({ state: 'draft', content, writtenBy: writer, reviewedBy: null });
      await store.transaction((tx) => tx.ownKnowledge.review(draft.id, 'published', lead, moment(2)));
      expect(await store.transaction((tx) => tx.ownKnowledge.list())).toEqual([
        { ...draft, state: 'published', reviewedBy: lead, reviewedAt: moment(2) },
      ]);
      await expect(store.transaction((tx) => tx.ownKnowledge.review('none', 'withdrawn', lead, moment(3)))).rejects.toThrow(/no such/);
    });

    it('keeps corrections of labels, newest first, and votes', async () => {
      const { store } = harness;
      const correction = (now: string, seconds: number) =>
        ({ turnId: createId<'turn'>(), label: 'urgency', was: 'blue', now, staffId: createId<'staff'>(), at: moment(seconds) }) as const;
      const [one, two] = [correction('yellow', 1), correction('orange', 2)];
      await store.transaction(async (tx) => {
        await tx.feedback.recordCorrection(one);
        await tx.feedback.recordCorrection(two);
        await tx.feedback.recordVote('entry-1', 'resident', true, moment(3));
      });
      expect(await store.transaction((tx) => tx.feedback.listCorrections(10))).toEqual([two, one]);
    });
  });
}
