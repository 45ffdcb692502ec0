import { expect, test } from 'vitest';
import { loadDisputeModel } from './dispute-model.ts';
import { scoreDispute } from './score-dispute.ts';

const model = loadDisputeModel();
const asMatter = { isMatter: true, kinds: [] } as const;

const plainCases = [
  ['包工头欠我们七个人的工钱，电话也不接', '拖欠农民工工资纠纷'],
  ['物业把电梯停了三天，说不交物业费就不修', '物业纠纷'],
  ['旅行社把我们扔在购物店半天，导游还骂人', '旅游纠纷'],
  ['我骑电动车让一辆货车撞了，交警说他全责', '道路交通事故纠纷'],
  ['上游养猪场的粪水流到我家鱼塘里，鱼死了一片', '环境污染纠纷'],
  ['公司把我辞退了，社保也没交过', '其他劳动争议'],
] as const;

test.each(plainCases)('%s', (text, type) => {
  expect(scoreDispute(text, asMatter, model).type).toBe(type);
  expect(scoreDispute(text, asMatter).type).toBe(type);
});

test('a greeting is no dispute, with and without the model', () => {
  const talk = { isMatter: false, kinds: [] } as const;
  expect(scoreDispute('你好，有人在吗', talk, model).type).toBe('none');
  expect(scoreDispute('你好，有人在吗', talk).type).toBe('none');
});

test('the shipped model is there', () => expect(model).toBeDefined());

test('a long report is sorted by what it tells throughout, not by one word in it', () => {
  const report =
    '游客方某报名参加某旅行社组织的六日游，出发前交清团费。途中导游临时取消两个景区，带全团去了三家购物店。方某等人不愿消费，被安排在偏远的宾馆住宿。返程后方某要求旅行社退还部分团费，旅行社只同意送一张代金券，双方争执不下，请求调解。';
  expect(scoreDispute(report, asMatter, model).type).toBe('旅游纠纷');
});

test('confidence is a probability', () => {
  const { confidence } = scoreDispute('他家的树挡了我家窗户', asMatter, model);
  expect(confidence).toBeGreaterThan(0);
  expect(confidence).toBeLessThanOrEqual(1);
});
