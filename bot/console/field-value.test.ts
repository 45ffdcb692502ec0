import { describe, expect, it } from 'vitest';
import { fromInput, labelOf, type PanelField, showValue, toInput } from './field-value.ts';

const field = (kind: PanelField['kind'], label = '栏目'): PanelField => ({
  name: 'x',
  label,
  kind,
  required: false,
  pii: false,
  choices: [{ value: 'court', label: '法院在管', words: [] }],
  question: '',
});

describe('values of a field', () => {
  it('shows money in yuan and keeps it in fen', () => {
    expect(labelOf(field('money', '约定工资(分/月)'))).toBe('约定工资(元/月)');
    expect(labelOf(field('money', '涉及金额（分）'))).toBe('涉及金额（元）');
    expect(showValue(field('money'), 1_850_050)).toBe('18,500.5元');
    expect(toInput(field('money'), 1_850_050)).toBe('18500.5');
    expect(fromInput(field('money'), '18,500.5')).toBe(1_850_050);
  });

  it('takes an empty input for an empty field and refuses what is no number', () => {
    expect(fromInput(field('text'), '  ')).toBeNull();
    expect(fromInput(field('money'), '三千')).toBeUndefined();
  });

  it('reads lists by line and choices by label', () => {
    expect(fromInput(field('list'), '欠条\n\n 录音 ')).toEqual(['欠条', '录音']);
    expect(showValue(field('choice'), 'court')).toBe('法院在管');
    expect(showValue(field('boolean'), false)).toBe('否');
  });
});
