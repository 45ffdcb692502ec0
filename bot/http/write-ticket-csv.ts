import type { Field, Fields } from '../../core/field.ts';
import type { Form, FormField } from '../../core/form.ts';
import { maskPersonal } from '../../core/mask.ts';
import type { Ticket } from '../../core/ticket.ts';
import { exportTexts as texts } from './export-texts.ts';
import { writeCsv } from './write-csv.ts';

/** Writes a value as a person reads it: money in yuan, choices by their label. */
function writeValue(field: FormField | undefined, { value }: Field): string {
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value === 'number') return field?.kind === 'money' ? (value / 100).toFixed(2) : String(value);
  if (typeof value === 'string') return field?.choices?.find((choice) => choice.value === value)?.label ?? value;
  return value.join('、');
}

function coverName(name: string): string {
  return name === '' ? '' : `${[...name][0] ?? ''}${'*'.repeat(Math.max(1, [...name].length - 1))}`;
}

function coverValue(field: FormField | undefined, text: string): string {
  if (text === '') return '';
  if (field?.kind === 'name') return coverName(text);
  if (field?.kind === 'phone' && text.length >= 7) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  return texts.covered;
}

function namesIn(form: Form, fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) =>
    form.fields.find((known) => known.name === name)?.kind === 'name' && typeof field.value === 'string' ? [field.value] : [],
  );
}

/** The dispute type as a list shows it. */
export function typeName(type: string): string {
  return type === 'none' ? texts.none : type;
}

/** One ticket as CSV for a person: a line a field, in Chinese. Personal details are covered unless `personal` is set. */
export function ticketToCsv(ticket: Ticket, form: Form, personal: boolean): string {
  const names = namesIn(form, ticket.fields);
  const head = [
    [texts.caseCode, ticket.caseCode],
    [texts.disputeType, typeName(ticket.disputeType)],
    [texts.urgency, texts.urgencies[ticket.urgency]],
    [texts.status, texts.statuses[ticket.status]],
    [texts.createdAt, ticket.createdAt],
    [texts.summary, personal ? ticket.summary : maskPersonal(ticket.summary, names)],
  ].map((row) => [...row, '', '', '']);
  const rows = Object.entries(ticket.fields).map(([name, field]) => {
    const known = form.fields.find((candidate) => candidate.name === name);
    const text = writeValue(known, field);
    const covered = known?.pii === true ? coverValue(known, text) : maskPersonal(text, names);
    return [known?.label ?? name, personal ? text : covered, texts.sources[field.source], field.confirmed ? texts.yes : texts.no, field.at];
  });
  return writeCsv([texts.ticketHeader, ...head, ...rows]);
}

/** A list of tickets as CSV, without any personal detail. */
export function ticketsToCsv(tickets: readonly Ticket[]): string {
  const rows = tickets.map((ticket) => [
    ticket.caseCode,
    typeName(ticket.disputeType),
    texts.urgencies[ticket.urgency],
    texts.statuses[ticket.status],
    ticket.channel,
    ticket.createdAt,
    ticket.updatedAt,
    ticket.promisedBy ?? '',
  ]);
  return writeCsv([texts.listHeader, ...rows]);
}
