import { expect, test } from 'vitest';
import type { Field, FieldSource, FieldValue } from '../../core/field.ts';
import { mergeFields } from './merge-fields.ts';

const field = (value: FieldValue, source: FieldSource = 'resident'): Field => ({
  value,
  source,
  messageId: null,
  confirmed: false,
  at: '2026-11-24T10:00:00.000+08:00',
  confidence: 0.9,
});

test('a blank never erases', () => {
  expect(mergeFields({ demand: field('要工钱') }, { demand: field(' ') }).demand?.value).toBe('要工钱');
  expect(mergeFields({ evidence_held: field(['欠条']) }, { evidence_held: field([]) }).evidence_held?.value).toEqual(['欠条']);
});

test('inference never overwrites what a person said, and yields to it', () => {
  expect(mergeFields({ amount: field(100) }, { amount: field(200, 'inferred') }).amount?.value).toBe(100);
  expect(mergeFields({ amount: field(100, 'inferred') }, { amount: field(200) }).amount?.value).toBe(200);
});

test('two differing values are both kept; a correction replaces', () => {
  const both = mergeFields({ amount: field(3_000_000) }, { amount: field(300_000) });
  expect(both.amount?.value).toBe(3_000_000);
  expect(both.amount?.conflicts?.map((other) => other.value)).toEqual([300_000]);
  const corrected = mergeFields(both, { amount: field(300_000) }, ['amount']);
  expect(corrected.amount?.value).toBe(300_000);
  expect(corrected.amount?.conflicts).toBeUndefined();
});

test('lists grow', () => {
  const grown = mergeFields({ evidence_held: field(['欠条']) }, { evidence_held: field(['录音', '欠条']) });
  expect(grown.evidence_held?.value).toEqual(['欠条', '录音']);
});
