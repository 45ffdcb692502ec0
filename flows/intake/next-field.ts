import type { Fields } from '../../core/field.ts';
import type { Form, FormField } from '../../core/form.ts';
import { isAtLeast, type RiskLevel } from '../../core/risk.ts';
import type { IntakeState } from './intake-state.ts';

/** Whom we talk to, as far as it decides what may be asked. */
export type AskedPerson = 'child' | 'in_danger';

/** Whom the facts and the conversation show us to talk to: a child under 14, somebody in danger. */
export function askedPersons(fields: Fields, risk: RiskLevel): readonly AskedPerson[] {
  return [
    ...(fields['applicant.age_group']?.value === 'child' ? (['child'] as const) : []),
    ...(isAtLeast(risk, 'elevated') ? (['in_danger'] as const) : []),
  ];
}

function holds(fields: Fields, condition: NonNullable<FormField['when']>): boolean {
  const value = fields[condition.field]?.value;
  return value !== undefined && condition.in.some((wanted) => wanted === value);
}

/** Tells whether a field still lacks a value that counts: none, or one under the floor that was not yet asked about. */
export function isOpen(field: FormField, fields: Fields, floor: number): boolean {
  // «Nothing at hand» answers the question about evidence.
  if (field.name === 'evidence_held' && fields.evidence_state?.value === 'none') return false;
  const known = fields[field.name];
  return known === undefined || known.confidence < floor;
}

/** The most useful field still open: the first required one in the form's order that was not skipped; `null` when all is said. */
export function nextField(
  form: Form,
  fields: Fields,
  intake: Pick<IntakeState, 'skipped'>,
  floor: number,
  person: readonly AskedPerson[] = [],
): FormField | null {
  return (
    form.fields.find(
      (field) =>
        field.required &&
        !intake.skipped.includes(field.name) &&
        (field.when === undefined || holds(fields, field.when)) &&
        !field.notAsked.some((kind) => person.includes(kind)) &&
        isOpen(field, fields, floor),
    ) ?? null
  );
}

/** The name of a field that holds two differing values, or `null`. */
export function conflictingField(form: Form, fields: Fields): FormField | null {
  return form.fields.find((field) => (fields[field.name]?.conflicts?.length ?? 0) > 0) ?? null;
}
