import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FieldSource } from './field.ts';
import { isBlank, mergeFields } from './merge-fields.ts';

const early = '2026-11-24T10:00:00.000+08:00';
const late = '2026-11-24T11:00:00.000+08:00';

function field(value: Field['value'], source: FieldSource, more: Partial<Field> = {}): Field {
  return { value, source, messageId: null, confirmed: false, at: early, confidence: 0.8, ...more };
}

describe('mergeFields', () => {
  it('takes a new fact', () => {
    const { fields, changes } = mergeFields({}, { amount: field(300_000, 'resident') }, 'all');
    expect(fields.amount?.value).toBe(300_000);
    expect(changes).toHaveLength(1);
  });

  it('never lets an inference overwrite what a person said', () => {
    for (const source of ['resident', 'staff'] as const) {
      const { fields, changes } = mergeFields(
        { a: field('said', source) },
        { a: field('guessed', 'inferred', { at: late, confidence: 1 }) },
      );
      expect(fields.a?.value).toBe('said');
      expect(changes).toEqual([]);
    }
  });

  it('never lets a blank erase', () => {
    for (const blank of ['', '  ', []])
      expect(mergeFields({ a: field('x', 'inferred') }, { a: field(blank, 'resident') }, 'all').fields.a?.value).toBe('x');
  });

  it("puts a resident's correction in place and keeps the old value for the log", () => {
    const { fields, changes } = mergeFields(
      { amount: field(3_000_000, 'resident') },
      { amount: field(300_000, 'resident', { at: late }) },
      'all',
    );
    expect(fields.amount?.value).toBe(300_000);
    expect(changes[0]?.was?.value).toBe(3_000_000);
  });

  it('does not bring back what staff corrected when a flow repeats the older word', () => {
    const staffs = field(3, 'staff', { at: late, confirmed: true });
    expect(mergeFields({ a: staffs }, { a: field(4, 'resident') }, 'all').fields.a).toEqual(staffs);
  });

  it("keeps a newer word of the resident's beside the staff's as a conflict, and takes it once it is confirmed", () => {
    const staffs = field(3, 'staff', { confirmed: true });
    const newer = field(4, 'resident', { at: late });
    const kept = mergeFields({ a: staffs }, { a: newer }, 'all').fields.a;
    expect(kept?.value).toBe(3);
    expect(kept?.conflicts?.map((other) => other.value)).toEqual([4]);
    expect(mergeFields({ a: staffs }, { a: { ...newer, confirmed: true } }, 'all').fields.a?.value).toBe(4);
  });

  it('keeps every field, its origin and its value under any inference or blank', () => {
    const anyField = fc.record({
      value: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string(), { maxLength: 2 })),
      source: fc.constantFrom<FieldSource>('resident', 'inferred', 'staff', 'imported'),
      messageId: fc.constant(null),
      confirmed: fc.boolean(),
      at: fc.constantFrom(early, late),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const anyFields = fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyField);
    fc.assert(
      fc.property(anyFields, anyFields, (current, incoming) => {
        const { fields } = mergeFields(current, incoming, 'all');
        for (const [name, was] of Object.entries(current)) {
          const now = fields[name];
          if (now === undefined) return false;
          const isWeaker = isBlank(incoming[name]?.value ?? '') || incoming[name]?.source === 'inferred';
          const isPersons = was.source === 'resident' || was.source === 'staff';
          if (isWeaker && isPersons && JSON.stringify(now.value) !== JSON.stringify(was.value)) return false;
        }
        return true;
      }),
    );
  });
});

describe('words that nobody decided upon', () => {
  it('keeps two differing values; a correction replaces', () => {
    const both = mergeFields({ amount: field(3_000_000, 'resident') }, { amount: field(300_000, 'resident') }).fields;
    expect(both.amount?.value).toBe(3_000_000);
    expect(both.amount?.conflicts?.map((other) => other.value)).toEqual([300_000]);
    const corrected = mergeFields(both, { amount: field(300_000, 'resident') }, ['amount']).fields;
    expect(corrected.amount?.value).toBe(300_000);
    expect(corrected.amount?.conflicts).toBeUndefined();
  });

  it('lets lists grow', () => {
    const grown = mergeFields({ evidence: field(['欠条'], 'resident') }, { evidence: field(['录音', '欠条'], 'resident') }).fields;
    expect(grown.evidence?.value).toEqual(['欠条', '录音']);
  });

  it('never lets a blank erase or an inference win, whatever came before', () => {
    const values = fc.constantFrom<Field['value']>('', ' ', '甲', '乙', 0, 5, false, true, [], ['a'], ['b', 'c']);
    const sources = fc.constantFrom<FieldSource>('resident', 'inferred', 'staff', 'imported');
    fc.assert(
      fc.property(fc.array(fc.tuple(values, sources), { minLength: 1, maxLength: 8 }), (said) => {
        let fields = {};
        let held: Field | undefined;
        for (const [value, source] of said) {
          fields = mergeFields(fields, { a: field(value, source) }).fields;
          const now = (fields as Record<string, Field>).a;
          if (held !== undefined) expect(now).toBeDefined();
          if (now !== undefined) expect(isBlank(now.value)).toBe(false);
          if (held !== undefined && source === 'inferred' && held.source !== 'inferred') expect(now?.value).toEqual(held.value);
          held = now;
        }
      }),
    );
  });
});
