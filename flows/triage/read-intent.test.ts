import { expect, test } from 'vitest';
import type { ScreenResult } from '../../core/risk.ts';
import { isAbstractQuestion, isOwnMatter, readIntent } from './read-intent.ts';

const quiet: ScreenResult = { level: 'none', kinds: [], findings: [], lowered: [], failed: false };

test.each([
  ['喂', false, 'greeting'],
  ['在吗师傅', false, 'greeting'],
  ['谢谢啊', false, 'thanks'],
  ['转人工，我不跟机器说', false, 'handoff'],
  ['想找个女的调解员说说', false, 'handoff'],
  ['我上礼拜登记的那个事咋样了', false, 'case_status'],
  ['把我留的电话删了', false, 'privacy'],
  ['你们那个调解员收了对方的烟', false, 'complaint'],
  ['明天下雨不', false, 'out_of_scope'],
  ['离婚冷静期是多少天', false, 'question'],
  ['老板欠我三千块不给', true, 'dispute'],
  ['老板欠我三千块，怎么办', true, 'question'],
])('%s', (text, isDispute, intent) => {
  expect(readIntent(text, quiet, isDispute, null)).toBe(intent);
});

test('an answer to a question of the form is no greeting and no thanks', () => {
  expect(readIntent('好的', quiet, false, 'place')).toBe('unclear');
});

test('a question of the law in general is told from somebody’s own matter', () => {
  expect(isAbstractQuestion('故意伤害致人轻伤一般判几年')).toBe(true);
  expect(isAbstractQuestion('他把我打成轻伤判几年')).toBe(false);
  expect(isOwnMatter('老板欠我三千块不给')).toBe(true);
  expect(isOwnMatter('昨晚看的电影里判得太轻了')).toBe(false);
});
