import { XinqiaoError } from '../../core/errors.ts';
import type { FieldValue } from '../../core/field.ts';
import type { FormField } from '../../core/form.ts';

const longestText = 4000;

function isCalendarDay(value: FieldValue): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function fits(field: FormField, value: FieldValue): boolean {
  switch (field.kind) {
    case 'money':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return isCalendarDay(value);
    case 'choice':
      return typeof value === 'string' && (field.choices ?? []).some((choice) => choice.value === value);
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string' && item.length <= longestText);
    default:
      return typeof value === 'string' && value.length <= longestText;
  }
}

/** Throws `bad_input` where a value that staff typed is not of the field's kind. */
export function checkFieldValue(field: FormField, value: FieldValue): void {
  if (!fits(field, value)) throw new XinqiaoError('bad_input', `the field ${field.name} takes a ${field.kind}`);
}
