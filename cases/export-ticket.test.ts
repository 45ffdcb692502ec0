import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Field, FieldValue } from '../core/field.ts';
import { asId } from '../core/ids.ts';
import type { Ticket } from '../core/ticket.ts';
import { exportedTicketSchema, exportJsonSchema, exportTicket } from './export-ticket.ts';
import { loadForms } from './load-forms.ts';

const at = '2026-11-24T10:00:00.000+08:00';
const field = (value: FieldValue): Field => ({ value, source: 'resident', messageId: asId('m1'), confirmed: true, at, confidence: 1 });
const form = loadForms().formFor('合同纠纷');
const ticket: Ticket = {
  id: asId('t1'),
  caseCode: 'XQ202611240001',
  conversationId: asId('c1'),
  channel: 'web',
  disputeType: '合同纠纷',
  routes: ['mediator_community'],
  urgency: 'yellow',
  urgencyRule: 'yellow.dispute',
  risk: 'none',
  riskKinds: [],
  status: 'received',
  formId: form.id,
  formVersion: form.version,
  fields: {
    story: field('老李借了王翠花三万,电话13800001234'),
    'applicant.name': field('王翠花'),
    'applicant.phone': field('13800001234'),
    amount: { ...field(3_000_000), conflicts: [field(300_000)] },
    evidence_held: field(['借条']),
    demand: field('还钱'),
  },
  summary: '王翠花说老李借钱不还',
  assigneeId: null,
  promisedBy: at,
  createdAt: at,
  updatedAt: at,
  version: 1,
};

test('an export keeps every fact with its origin and fits its published schema', () => {
  const exported = exportTicket(ticket, form, { masked: false });
  expect(exportedTicketSchema.parse(JSON.parse(JSON.stringify(exported)))).toEqual(exported);
  expect(exported.fields.find((one) => one.name === 'amount')).toMatchObject({ value: 3_000_000, messageId: 'm1', otherValues: [300_000] });
  expect(exported.evidenceMissing.join()).toContain('转账记录');
  expect(exportJsonSchema()).toMatchObject({ type: 'object' });
});

test('a masked export holds no personal detail', () => {
  const text = JSON.stringify(exportTicket(ticket, form, { masked: true }));
  expect(text).not.toContain('王翠花');
  expect(text).not.toContain('13800001234');
});

test('the published schema is the one in the documents', () => {
  expect(JSON.parse(readFileSync('docs/ticket.schema.json', 'utf8'))).toEqual(exportJsonSchema());
});
