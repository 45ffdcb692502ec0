import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldValue } from '../../core/field.ts';
import { makeTurn } from '../testing/make-turn.ts';
import { smallSite } from '../testing/small-site.ts';
import { extractFields } from './extract-fields.ts';

function read(text: string): Record<string, FieldValue> {
  const fields = extractFields(makeTurn(text), { asked: null, site: smallSite });
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
}

describe('facts read from one message', () => {
  test.each<[string, Record<string, FieldValue>]>([
    ['我叫王翠花,电话13800001234', { 'applicant.name': '王翠花', 'applicant.phone': '13800001234' }],
    ['俺叫李大山', { 'applicant.name': '李大山' }],
    ['本人赵小军,住柳巷小区3号楼', { 'applicant.name': '赵小军', place: '柳巷小区3号楼', grid: 'g1' }],
    ['隔壁老王把我家墙挖了个洞', { 'respondent.name': '隔壁老王', relation: '邻居' }],
    ['包工头叫刘四海,拖了俺五个月,一月1800', { 'respondent.name': '刘四海', monthly_pay: 180_000, months_owed: 5, amount: 900_000 }],
    ['包工头马建民欠我工钱两万三,一共十四个人', { 'respondent.name': '马建民', amount: 2_300_000, people_count: 14 }],
    ['每月4500,拖了仨月没发', { monthly_pay: 450_000, months_owed: 3, amount: 1_350_000 }],
    ['我男人喝了酒就打我', { 'respondent.name': '丈夫', relation: '配偶' }],
    ['去年国庆借给同学王志强三万块钱', { 'respondent.name': '王志强', amount: 3_000_000, happened_on: '2025-10-01' }],
    ['老李借我五千块钱不还,有欠条', { 'respondent.name': '老李', amount: 500_000, evidence_held: ['欠条'] }],
    ['顺达劳务公司拖欠工资,我想要回工资', { 'respondent.name': '顺达劳务公司', demand: '要回工资' }],
    ['上个月初八让车撞了,车牌晋K12345', { happened_on: '2026-10-17', plate: '晋K12345' }],
    ['已经报过警了,派出所来过', { other_bodies: 'police' }],
    ['申请了劳动仲裁', { other_bodies: 'arbitration' }],
    ['我们楼上下五户都漏', { household_count: 5 }],
    ['要他赔我顶棚钱', { demand: '他赔我顶棚钱' }],
    ['身份证11010519491231002X', { 'applicant.national_id': '11010519491231002X' }],
    ['老板电话是13911112222', { 'respondent.phone': '13911112222' }],
    ['手里有录音和微信记录', { evidence_held: ['微信记录', '录音'] }],
    ['找过他好几次,他不接电话', { tried_before: '找过他好几次' }],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));

  test.each<[string, string]>([
    ['没有欠条,也没有合同', 'evidence_held'],
    ['欠条丢了', 'evidence_held'],
    ['没报警', 'other_bodies'],
    ['我想问问要不要报警', 'other_bodies'],
    ['身份证110105194912310021', 'applicant.national_id'],
    ['我是农民工', 'applicant.name'],
    ['我是来咨询的', 'applicant.name'],
    ['我想问问怎么离婚', 'demand'],
    ['你好,谢谢', 'applicant.name'],
  ])('%s says no %s', (text, name) => expect(read(text)).not.toHaveProperty([name]));
});

test('every fact points to the line that said it', () => {
  const turn = makeTurn(['我叫王翠花', '借给老李三千块'], undefined, 't');
  const fields = extractFields(turn, { asked: null, site: smallSite });
  expect(fields['applicant.name']?.messageId).toBe('t-0');
  expect(fields.amount?.messageId).toBe('t-1');
});

test('nothing crashes it, and every field has an origin and a value', () => {
  const pieces = fc.constantFrom(
    '三',
    '万',
    '年',
    '月',
    '初',
    '欠',
    '我叫',
    '王',
    '1',
    '.',
    '不是',
    '\u202e',
    '😀',
    '\u0000',
    '号',
    '块',
    '前',
    '一',
    '腊',
    '\n',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
      ),
      (text) => {
        const fields = extractFields(makeTurn(text), { asked: null, site: smallSite });
        for (const field of Object.values(fields)) {
          expect(field.messageId).not.toBeNull();
          expect(field.value).not.toBe('');
          expect(Number.isNaN(field.value)).toBe(false);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test.each([`我的卡号${'9'.repeat(60)}元`, '1359348876599999999999999999999元兴达化工厂欠我', '叫'.repeat(4000), '廿'.repeat(4000)])(
  'a flood of one character holds nobody up: %.12s',
  (text) => {
    for (const field of Object.values(extractFields(makeTurn(text), { asked: null, site: smallSite }))) expect(field.value).not.toBe('');
  },
);
