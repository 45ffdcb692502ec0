import type { FieldValue } from '../../core/field.ts';
import type { FormView } from '../http/api-schema.ts';
import { text } from './text.ts';

/** A field of the form as the panel needs it. */
export type PanelField = FormView['fields'][number];

/** The label of a field; money is kept in fen and shown in yuan. */
export function labelOf(field: PanelField): string {
  return field.kind === 'money' ? field.label.replace(/([(（])分/, `$1${text.ticket.yuan}`) : field.label;
}

/** A value as staff read it. */
export function showValue(field: PanelField, value: FieldValue): string {
  if (typeof value === 'boolean') return value ? text.ticket.yes : text.ticket.no;
  if (typeof value === 'number')
    return field.kind === 'money'
      ? `${(value / 100).toLocaleString('zh-CN', { maximumFractionDigits: 2 })}${text.ticket.yuan}`
      : String(value);
  if (typeof value === 'string') return field.choices?.find((choice) => choice.value === value)?.label ?? value;
  return value.join('、');
}

/** A value as it stands in its input. */
export function toInput(field: PanelField, value: FieldValue | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(field.kind === 'money' ? value / 100 : value);
  return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : value.join('\n');
}

/** What an input holds as a value; an empty one is `null`, and `undefined` where it cannot be one. */
export function fromInput(field: PanelField, input: string): FieldValue | null | undefined {
  const trimmed = input.trim();
  if (trimmed === '') return null;
  if (field.kind === 'money' || field.kind === 'number') {
    const number = Number(trimmed.replace(/[,,]/g, ''));
    if (!Number.isFinite(number)) return undefined;
    return field.kind === 'money' ? Math.round(number * 100) : number;
  }
  if (field.kind === 'boolean') return trimmed === 'true';
  if (field.kind === 'list')
    return trimmed
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return trimmed;
}
