import { expect, test } from 'vitest';
import { maskPersonal } from './mask.ts';

test('covers phones, identity numbers, cards, plates and known names', () => {
  const text = '我叫王翠花,电话13800001234,家里0399-5012345,身份证11010519491231002X,卡号6222 0200 1234 5678 901,车牌晋A12345';
  const masked = maskPersonal(text, ['王翠花']);
  expect(masked).toBe('我叫[姓名],电话[电话],家里[电话],身份证[证件号],卡号[卡号],车牌[车牌]');
});

test('leaves sums, years and article numbers readable', () => {
  const text = '欠我23000元,2024年3月5日写的欠条,民法典第六百七十五条,12348能问';
  expect(maskPersonal(text)).toBe(text);
});
