import { describe, expect, test } from 'vitest';
import type { RiskKind, RiskLevel, ScreenResult } from '../../core/risk.ts';
import { makeTurn } from '../testing/make-turn.ts';
import { judgeUrgency } from './judge-urgency.ts';

function screenOf(level: RiskLevel, kind: RiskKind | null = null, failed = false): ScreenResult {
  const findings = kind === null ? [] : [{ level, kind, by: 'lexicon' as const, rule: 'test', words: '' }];
  return { level, kinds: kind === null ? [] : [kind], findings, lowered: [], failed };
}

const quiet = screenOf('none');

function judge(text: string, screen: ScreenResult = quiet) {
  return judgeUrgency(makeTurn(text), screen, { intent: 'dispute', disputeType: '合同纠纷', isMatter: true, fields: {} });
}

describe('red and orange by danger', () => {
  test.each([
    ['imminent', 'suicide', 'red', 'red.life_in_danger'],
    ['elevated', 'child_harm', 'red', 'red.child_harmed'],
    ['elevated', 'suicide', 'orange', 'orange.suicide'],
    ['elevated', 'domestic_violence', 'orange', 'orange.domestic_violence'],
    ['watch', 'suicide', 'yellow', 'yellow.watch'],
  ] as const)('%s %s is %s by %s', (level, kind, urgency, rule) => {
    expect(judge('欠我的钱不还', screenOf(level, kind))).toEqual({ urgency, rule });
  });

  test('a screen that broke is at least orange', () => {
    expect(judge('你好', screenOf('none', null, true)).rule).toBe('orange.screen_failed');
  });
});

test.each([
  ['我们十四个人在南关工地干的，一共欠两万三', 'orange.ten_people'],
  ['木工班十六个，瓦工班九个，工头都没给钱', 'orange.ten_people'],
  ['我们这一排八户都裂了墙', 'orange.five_households'],
  ['大伙准备堵路，修地铁的没人管', 'orange.gathering'],
  ['约好明早一块儿去镇政府门口要说法', 'orange.gathering'],
  ['两车西红柿堆在地头不要了，再放三天就全烂了', 'orange.perishable'],
  ['中介把我身份证照片发到群里了', 'orange.identity_leaked'],
  ['他把我打伤了，缝了五针，医药费不认', 'orange.violence_happened'],
  ['法院传票说下星期三开庭', 'orange.deadline_14_days'],
  ['举证一共给七天，今天已经第五天', 'orange.deadline_14_days'],
  ['房东掐了我家的电，我妈在家吸氧', 'orange.supply_cut'],
  ['挖机明天一早要来推我家房子', 'orange.home_taken'],
  ['吃坏肚子的客人有二十二个客人，都来找店里', 'orange.ten_people'],
  ['上个月他推倒我，手腕骨裂，派出所调解完药费没给', 'orange.violence_happened'],
])('%s is orange by %s', (text, rule) => {
  expect(judge(text)).toEqual({ urgency: 'orange', rule });
});

test.each([
  '我们三个人给他干活没给钱',
  '邻居骂骂咧咧但没动手',
  '五年前他打伤了我，如今只为了房子',
  '石子把我挡风玻璃打裂了',
  '电梯停了，八十岁的婆婆下不了楼',
  '去年我们二十个人去要过说法，早结了，如今是车费的事',
  '西红柿卖了没给钱',
  '后年到期的合同，他现在想涨价',
])('%s is an ordinary dispute', (text) => {
  expect(judge(text)).toEqual({ urgency: 'yellow', rule: 'yellow.dispute' });
});

test('a question, a look-up and what is not ours are blue', () => {
  const blue = (intent: 'question' | 'case_status' | 'out_of_scope') =>
    judgeUrgency(makeTurn('问一下'), quiet, { intent, disputeType: 'none', isMatter: false, fields: {} }).urgency;
  expect([blue('question'), blue('case_status'), blue('out_of_scope')]).toEqual(['blue', 'blue', 'blue']);
});
