import { expect, test } from 'vitest';
import { disputeTypes } from '../core/dispute-type.ts';
import { loadForms } from './load-forms.ts';

const forms = loadForms();

test('every dispute type has a form of its own, and none asks more than ten things', () => {
  const ids = disputeTypes.map((type) => forms.formFor(type).id);
  expect(new Set(ids).size).toBe(18);
  for (const type of disputeTypes) {
    const required = forms.formFor(type).fields.filter((field) => field.required && field.when === undefined);
    expect(required.length, type).toBeLessThanOrEqual(10);
    expect(required.map((field) => field.name)).toContain('applicant.phone');
  }
});

test('every field is asked in plain words that fit a phone', () => {
  for (const type of disputeTypes) {
    for (const field of forms.formFor(type).fields) {
      expect(field.question.length, `${type} ${field.name}`).toBeLessThanOrEqual(50);
      expect(field.label.length, `${type} ${field.name}`).toBeGreaterThan(1);
    }
  }
});

test('a form is found by id and version, an unknown version is not', () => {
  const form = forms.formFor('拖欠农民工工资纠纷');
  expect(forms.find(form.id, form.version)?.label).toBe('拖欠农民工工资纠纷');
  expect(forms.find(form.id, 99)).toBeNull();
  expect(forms.formFor('none').id).toBe('general');
});
