import { describe, expect, test } from 'vitest';
import type { Field, FieldValue } from '../core/field.ts';
import { addYears, deadlineState, deadlinesOf, suggestSize } from './deadlines.ts';

const createdAt = '2026-11-24T10:00:00.000+08:00';
const field = (value: FieldValue): Field => ({ value, source: 'resident', messageId: null, confirmed: true, at: createdAt, confidence: 1 });

describe('HM-06: small 7 days, medium 15, large 30', () => {
  test.each([
    ['邻里纠纷', {}, '2026-12-01'],
    ['合同纠纷', { amount: field(3_000_000) }, '2026-12-09'],
    ['拖欠农民工工资纠纷', { people_count: field(14) }, '2026-12-24'],
  ] as const)('%s', (disputeType, fields, due) => {
    const ours = deadlinesOf({ disputeType, fields, urgency: 'yellow', createdAt }).find((deadline) => deadline.id === 'settle');
    expect(ours?.due).toBe(due);
  });

  test('a dispute is warned of at 70 % and alarmed at its end', () => {
    const states = ['2026-11-25', '2026-11-30', '2026-12-02'].map((day) =>
      deadlineState(createdAt, '2026-12-01', `${day}T10:00:00.000+08:00`),
    );
    expect(states).toEqual(['ahead', 'near', 'over']);
  });
});

test('the limits of the law start from the day of the matter', () => {
  const fields = { happened_on: field('2026-03-01') };
  const wages = deadlinesOf({ disputeType: '其他劳动争议', fields, urgency: 'yellow', createdAt });
  expect(wages.find((deadline) => deadline.id === 'labour_arbitration')?.due).toBe('2027-03-01');
  const loan = deadlinesOf({ disputeType: '合同纠纷', fields: { ...fields, due_on: field('2024-02-29') }, urgency: 'yellow', createdAt });
  expect(loan.find((deadline) => deadline.id === 'civil_limitation')?.due).toBe('2027-02-28');
  expect(addYears('2024-02-29', 4)).toBe('2028-02-29');
  expect(suggestSize({ disputeType: '医疗纠纷', fields: {}, urgency: 'yellow' })).toBe('large');
});
