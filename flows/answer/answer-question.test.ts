import { describe, expect, it } from 'vitest';
import type { GroundedAnswer } from '../../core/retriever.ts';
import { createTalk } from '../testing/talk.ts';

const question = '楼上漏水泡了我家天花板，该谁赔？';

const grounded: GroundedAnswer = {
  kind: 'grounded',
  entryId: 'leak-upstairs',
  disputeType: '邻里纠纷',
  topic: '楼上漏水',
  meaning: '楼上用水漏到您家，该修好，也该赔。',
  steps: ['拍照录像', '请物业来看'],
  evidence: ['照片'],
  deadlines: [],
  cost: null,
  contacts: [],
  notMediable: null,
  riskNotes: [],
  citations: [
    { law: '民法典', article: '第二百九十六条', version: '2020-05-28', inForce: true },
    { law: '物权法', article: '第九十二条', version: '2007-03-16', inForce: false },
  ],
  confidence: 0.9,
};

describe('an answer', () => {
  it('says first what it means, then the steps, then the articles in force, each with its version', () => {
    const { replies, text } = createTalk(grounded).say(question);
    const order = ['该修好，也该赔', '1. 拍照录像', '《民法典》第二百九十六条'].map((part) => text.indexOf(part));
    expect(order.every((place) => place >= 0)).toBe(true);
    expect(order.toSorted((a, b) => a - b)).toEqual(order);
    expect(text).not.toContain('物权法');
    expect(replies.flatMap(({ citations }) => citations)).toEqual([grounded.citations[0]]);
  });

  it('says of an answer from articles alone that nobody has reviewed it, quotes them and offers a person', () => {
    const quoted = '《灯会管理法》第一条：花灯坏了由保管人修好。';
    const { text } = createTalk({ ...grounded, entryId: null, meaning: quoted, steps: [], evidence: [] }).say(question);
    expect(text).toContain('还没有审过的现成解答');
    expect(text).toContain(quoted);
    expect(text).toContain('找人工');
    expect(text).not.toContain('您可以这样办');
  });

  it('says plainly where nothing was found, notes the question and offers a person', () => {
    const { text, effects } = createTalk({ kind: 'no_match', nearestTopics: [] }).say('卫星频率怎么申请？');
    expect(text).toContain('没找到靠得住的依据');
    expect(text).toContain('真人');
    expect(effects.map(({ kind }) => kind)).toContain('record_unknown_question');
  });

  it('tells a resident who leans on a rule that there is not, that it was not found', () => {
    const { text, effects } = createTalk({ kind: 'no_match', nearestTopics: [], unknownRule: true }).say('《邻里和睦法》第三条罚多少？');
    expect(text).toContain('这条规定，我没查到');
    expect(text).toContain('真人');
    expect(effects.map(({ kind }) => kind)).toContain('record_unknown_question');
  });

  it('says that it is not the resident’s fault where nothing could be looked up', () => {
    expect(createTalk({ kind: 'unavailable', reason: 'fault' }).say(question).text).toContain('不是您的问题');
  });
});
