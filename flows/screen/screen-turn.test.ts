import { expect, test } from 'vitest';
import type { RiskMemory } from '../../core/flow.ts';
import { isAtLeast } from '../../core/risk.ts';
import { type RiskModel, riskLabels } from './risk-model.ts';
import { createScreen } from './screen-turn.ts';

const screen = createScreen();
const fresh: RiskMemory = { level: 'none', recent: [] };

test.each([
  ['我不想活了，欠条在抽屉里', 'suicide', 'elevated'],
  ['药都买好了，就在手边', 'suicide', 'imminent'],
  ['我坐在楼顶上，谁也别劝', 'suicide', 'imminent'],
  ['刚喝了半瓶农药，后悔了', 'suicide', 'imminent'],
  ['自 杀', 'suicide', 'watch'],
  ['想 自.杀 了', 'suicide', 'elevated'],
  ['我拿小刀划自己胳膊', 'self_harm', 'elevated'],
  ['他喝了酒又打我了，胳膊抬不起来', 'domestic_violence', 'elevated'],
  ['他正在砸门，我和孩子躲在厕所', 'domestic_violence', 'imminent'],
  ['今天谁也别拦，我要砍死他', 'threat_made', 'elevated'],
  ['我拎着斧头在他家门口，等他出来', 'threat_made', 'imminent'],
  ['他说再去要钱就打断我的腿', 'threat_received', 'elevated'],
  ['后妈天天拿衣架打孩子，背上全是印子', 'child_harm', 'elevated'],
  ['老伴突然说不出话，嘴歪了', 'medical', 'imminent'],
])('%s', (text, kind, level) => {
  const result = screen(text, fresh);
  expect(isAtLeast(result.level, level as 'watch')).toBe(true);
  expect(result.kinds).toContain(kind);
  expect(result.findings.every((finding) => finding.rule !== '')).toBe(true);
});

test.each([
  '累死我了，这活没法干',
  '笑死人了，他说那路是他爷爷的',
  '跳楼价清仓的货能不能退',
  '商家自杀式降价骗我定金',
  '我跟他死磕到底，墙必须拆',
  '想死我那点血汗钱了',
  '电脑老死机，店里推来推去',
  '故意伤害致人轻伤判几年',
  '老师布置作业：什么是反家庭暴力法',
  '社区要办普法讲座，家暴的保护令怎么申请',
  '那部电影里男主角跳崖没死',
  '我爸去年跳楼走的，留下的房子几个子女咋分',
  '他家的羊把我的树苗啃死了四十棵',
  '大哥车祸死了三年了，抚恤金嫂子不给',
  '他借我三万块钱打了欠条不还',
  '在工地打工半年没拿到工资',
  '他也不打也不骂，就是不着家',
])('ordinary words raise nothing: %s', (text) => {
  expect(isAtLeast(screen(text, fresh).level, 'elevated')).toBe(false);
});

test('what context lowers is kept with the name of the rule', () => {
  const { lowered } = screen('老师布置作业：为什么有人说不想活了', fresh);
  expect(lowered.map(({ rule, by }) => [rule, by])).toContainEqual(['context.teaching_or_fiction', 'context']);
});

test('a denial leaves watch, never nothing', () => {
  expect(screen('你放心，我不会自杀的', fresh).level).toBe('watch');
});

test('fragments of several turns are read together', () => {
  const memory: RiskMemory = { level: 'none', recent: [{ text: '我把药', level: 'none', at: '2026-11-24T10:00:00.000+08:00' }] };
  expect(screen('都买好了', fresh).level).toBe('none');
  expect(isAtLeast(screen('都买好了', memory).level, 'elevated')).toBe(true);
});

test('watch that comes again and again is more than watch', () => {
  const at = '2026-11-24T10:00:00.000+08:00';
  const recent = [
    { text: '活得没滋味', level: 'watch', at },
    { text: '熬不下去', level: 'watch', at },
  ] as const;
  expect(screen('心里一点亮都没有', { level: 'watch', recent: [] }).level).toBe('watch');
  expect(screen('心里一点亮都没有', { level: 'watch', recent }).level).toBe('elevated');
});

test('a huge text is read to its end, in bounded time', () => {
  const text = `${'他家的水管漏了，'.repeat(6000)}我不想活了`;
  const started = performance.now();
  expect(screen(text, fresh).level).toBe('elevated');
  expect(performance.now() - started).toBeLessThan(5000);
});

test('lines that say nothing alone and are grave together are worth one gentle question', () => {
  const at = '2026-11-24T10:00:00.000+08:00';
  const classifier: RiskModel['classifier'] = {
    id: 'by-heart',
    score: (text) => riskLabels.map((label) => (text.includes('钥匙给你') && text.includes('别等我') && label === 'danger' ? 1 : 0)),
  };
  const model = { classifier, thresholds: { watch: 0.5, elevated: 0.01, elevatedInFeelings: 0.01, imminent: 0.5, support: 0 } };
  const recent = [{ text: '钥匙给你放门垫下了', level: 'none', at }] as const;
  const withModel = createScreen({ model });
  expect(withModel('晚饭别等我', fresh).level).toBe('none');
  expect(withModel('晚饭别等我', { level: 'none', recent }).level).toBe('watch');
});
