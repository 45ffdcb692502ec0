import { expect, test } from 'vitest';
import { settleDisputeType } from './label-rules.ts';
import { type MessageRow, messageRowSchema } from './message-row.ts';

function row(text: string, over: Partial<MessageRow>): MessageRow {
  return messageRowSchema.parse({
    id: 'x-1',
    family: 'x-1',
    text,
    risk: 'elevated',
    risk_kinds: [],
    dispute_type: 'none',
    route: ['human_duty'],
    urgency: 'orange',
    ...over,
  });
}

test('an ordinary message keeps the type that was written', () => {
  expect(settleDisputeType(row('随便', { risk: 'none', dispute_type: '合同纠纷' }))).toBe('合同纠纷');
});

test('danger that names no matter has no type, danger that names one keeps it', () => {
  expect(settleDisputeType(row('他让我等着', { risk_kinds: ['threat_received'], dispute_type: '合同纠纷' }))).toBe('none');
  expect(settleDisputeType(row('欠他八万，他让我等着', { risk_kinds: ['threat_received'], dispute_type: '合同纠纷' }))).toBe('合同纠纷');
});

test('violence at home is a family matter; harm to a child only where the family has one', () => {
  expect(settleDisputeType(row('他又打我了', { risk_kinds: ['domestic_violence'] }))).toBe('婚姻家庭纠纷');
  expect(settleDisputeType(row('老师打孩子', { risk_kinds: ['child_harm'], dispute_type: '婚姻家庭纠纷' }))).toBe('none');
  expect(settleDisputeType(row('判给他的孩子身上有伤', { risk_kinds: ['child_harm'] }))).toBe('婚姻家庭纠纷');
});
