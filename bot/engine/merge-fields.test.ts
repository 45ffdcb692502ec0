import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FieldSource } from '../../core/field.ts';
import { isBlank, mergeFields } from './merge-fields.ts';

const early = '2026-11-24T10:00:00.000+08:00';
const late = '2026-11-24T11:00:00.000+08:00';

function field(value: Field['value'], source: FieldSource, more: Partial<Field> = {}): Field {
  return { value, source, messageId: null, confirmed: false, at: early, confidence: 0.8, ...more };
}

describe('mergeFields', () => {
  it('takes a new fact', () => {
    const { fields, changes } = mergeFields({}, { amount: field(300_000, 'resident') });
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
      expect(mergeFields({ a: field('x', 'inferred') }, { a: field(blank, 'resident') }).fields.a?.value).toBe('x');
  });

  it("puts a resident's correction in place and keeps the old value for the log", () => {
    const { fields, changes } = mergeFields({ amount: field(3_000_000, 'resident') }, { amount: field(300_000, 'resident', { at: late }) });
    expect(fields.amount?.value).toBe(300_000);
    expect(changes[0]?.was?.value).toBe(3_000_000);
  });

  it('does not bring back what staff corrected when a flow repeats the older word', () => {
    const staffs = field(3, 'staff', { at: late, confirmed: true });
    expect(mergeFields({ a: staffs }, { a: field(4, 'resident') }).fields.a).toEqual(staffs);
  });

  it("keeps a newer word of the resident's beside the staff's as a conflict, and takes it once it is confirmed", () => {
    const staffs = field(3, 'staff', { confirmed: true });
    const newer = field(4, 'resident', { at: late });
    const kept = mergeFields({ a: staffs }, { a: newer }).fields.a;
    expect(kept?.value).toBe(3);
    expect(kept?.conflicts?.map((other) => other.value)).toEqual([4]);
    expect(mergeFields({ a: staffs }, { a: { ...newer, confirmed: true } }).fields.a?.value).toBe(4);
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
        const { fields } = mergeFields(current, incoming);
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
