import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMoney, formatMoney, readMoneyAnswer } from './money.ts';

test('what is written for people is read back to the same fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000_000 }), (fen) => {
      expect(findMoney(`一共${formatMoney(fen)}`)[0]?.fen).toBe(fen);
      expect(readMoneyAnswer(formatMoney(fen))?.fen).toBe(fen);
    }),
    { numRuns: 2000 },
  );
});

const yuan = (text: string): readonly number[] => findMoney(text).map((money) => money.fen / 100);

describe('sums in the words of residents', () => {
  test.each<[string, readonly number[]]>([
    ['他欠我三千来块', [3000]],
    ['两万三一共十四个人', [23_000]],
    ['一共1.5万', [15_000]],
    ['每月1800拖了5个月', [1800]],
    ['欠了3k', [3000]],
    ['借给他八百六', [860]],
    ['三块五一斤', [3.5]],
    ['损失十来万', [100_000]],
    ['花了一万多块钱', [10_000]],
    ['大概三四千', [3500]],
    ['12块5毛', [12.5]],
    ['不是三万是三千', [30_000, 3000]],
    ['2024年3月他借了5000', [5000]],
    ['五毛钱的事', [0.5]],
    ['一共欠2万3千块', [23_000]],
    ['工资每个月4500块', [4500]],
    ['一天200', [200]],
    ['欠我两万三千五百元', [23_500]],
    ['物业费1200块一年', [1200]],
    ['要赔十七八万', [175_000]],
    ['彩礼三万五', [35_000]],
    ['借走1万2', [12_000]],
    ['赔我医药费3260.5元', [3260.5]],
    ['借了十万块', [100_000]],
    ['定金3,000元', [3000]],
    ['小两万', [20_000]],
    ['押金一千五没退', [1500]],
    ['房租每月800', [800]],
    ['工钱三千五,拖了仨月', [3500]],
    ['欠我们十四个人两万三', [23_000]],
    ['给了他2000块押金', [2000]],
    ['医药费花了8600', [8600]],
    ['退我998元', [998]],
    ['转给他五万块', [50_000]],
    ['月薪6000', [6000]],
    ['赔偿20万', [200_000]],
    ['欠款48000元', [48_000]],
    ['他就给了五百', [500]],
    ['修车花了1850', [1850]],
    ['罚款200元', [200]],
    ['借了三万,还了一万', [30_000, 10_000]],
    ['到手四千二', [4200]],
    ['值个八九百', [850]],
    ['总共两千零五十块', [2050]],
    ['欠三百五十块整', [350]],
    ['一万块钱的货', [10_000]],
    ['十五块', [15]],
    ['付了2.6万首付', [26_000]],
    ['少发我600块', [600]],
    ['亏了五六万', [55_000]],
  ])('%s', (text, sums) => expect(yuan(text)).toEqual(sums));

  test.each([
    '我今年78了',
    '电话13800001234',
    '住3号楼502',
    '一共十四个人',
    '2024年3月5日',
    '拖了5个月',
    '干了二十天',
    '民法典第六百七十五条',
    '走了三里地',
    '两亩半地',
    '一百多平',
    '第三次了',
    '110',
    '上午9点',
    '一起干活的',
    '六岁的娃',
    '二楼',
    '三个儿子',
    '晋A12345',
    '我们五户人家',
  ])('%s holds no sum', (text) => expect(yuan(text)).toEqual([]));
});

describe('answers to how much', () => {
  test.each<[string, number | null]>([
    ['3000', 3000],
    ['三千', 3000],
    ['大概两万三', 23_000],
    ['八百六', 860],
    ['就五百', 500],
    ['1.5万', 15_000],
    ['三四千吧', 3500],
    ['两千多', 2000],
    ['一万二左右', 12_000],
    ['不清楚', null],
    ['没算过', null],
    ['五个月', null],
    ['12500', 12_500],
    ['三万五千八', 35_800],
    ['十来万', 100_000],
    ['1800一个月', 1800],
    ['连本带利四万', 40_000],
    ['6千', 6000],
    ['玖仟', 9000],
    ['两百块', 200],
  ])('%s', (text, sum) => expect(readMoneyAnswer(text)?.fen ?? null).toBe(sum === null ? null : sum * 100));

  test('rates and rough sums are marked', () => {
    expect(findMoney('每月1800')[0]).toMatchObject({ rate: 'month', approximate: false });
    expect(findMoney('一天两百块')[0]).toMatchObject({ rate: 'day' });
    expect(findMoney('三千来块')[0]).toMatchObject({ rate: null, approximate: true, withCurrency: true });
  });
});
