import type { Field, Fields, FieldValue } from '../../core/field.ts';
import type { Form, FormField } from '../../core/form.ts';
import { formatDay } from '../extract/date.ts';
import { formatMoney } from '../extract/money.ts';
import { wording } from '../replies/compose-reply.ts';

function describeValue(value: FieldValue, field: FormField): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.join('、');
  if (field.kind === 'money' && typeof value === 'number') return formatMoney(value);
  if (field.kind === 'date' && typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value);
  if (field.kind === 'choice') return field.choices?.find((choice) => choice.value === value)?.label ?? String(value);
  return String(value);
}

/** Tells whether a fact is read back and summed up: what follows from another fact (a grid, evidence that there now is) is not. */
export function isShown(name: string, field: Field): boolean {
  return !['grid', 'relation', 'vulnerable'].includes(name) && !(name === 'evidence_state' && field.value === 'some');
}

/** A field's value in words for people: `3000元`, `2026年10月17日`, `欠条、录音`. */
export function describeField(field: Field, form: FormField): string {
  return describeValue(field.value, form);
}

const spokenLabels: Readonly<Record<string, string>> = {
  story: '事情',
  'respondent.name': '对方',
  'respondent.phone': '对方电话',
  'applicant.name': '您的姓名',
  'applicant.phone': '您的电话',
  'applicant.national_id': '您的身份证号',
  demand: '您想要的',
  amount: '钱数',
  happened_on: '时间',
  place: '地点',
  evidence_held: '凭据',
  other_bodies: '别的部门',
  tried_before: '之前谈过',
  both_willing: '对方愿意谈',
  people_count: '人数',
  household_count: '户数',
  monthly_pay: '每月工钱',
  months_owed: '欠的月数',
  relation: '你们的关系',
};

/** What a field is called when spoken to a resident; the form's label otherwise. */
export function spokenLabel(field: FormField): string {
  return spokenLabels[field.name] ?? field.label.replace(/[(\uff08].*$/u, '');
}

/** What a turn changed, in words: «对方:隔壁老王,钱数:3000元». The story and long texts are left out. */
export function describeChanges(names: readonly string[], fields: Fields, form: Form): string {
  return form.fields
    .filter(
      (field) =>
        names.includes(field.name) &&
        !['story', 'grid', 'relation', 'tried_before', 'vulnerable', 'evidence_state', 'both_willing'].includes(field.name),
    )
    .flatMap((field) => {
      const known = fields[field.name];
      const guessed = known?.source === 'inferred' && field.kind === 'choice';
      return known === undefined || guessed
        ? []
        : [wording('intake.fact', { label: spokenLabel(field), value: describeField(known, field).slice(0, 40) })];
    })
    .join('\uff0c');
}
