import { expect, test } from 'vitest';
import { deadlineWithin } from './legal-deadline.ts';

const today = '2026-11-24T10:00:00.000+08:00';

test.each([
  ['判决书11月20日收到的，想上诉', 'appeal', '2026-12-05'],
  ['11月18日签的调解协议，想去法院确认', null, null],
  ['10月28日签的调解协议，想去法院确认', 'judicial_confirmation', '2026-11-27'],
  ['去年12月1日被辞退的，还能仲裁吗', 'labour_arbitration', '2026-12-01'],
  ['今年6月1日被辞退的，还能仲裁吗', null, null],
  ['法院通知12月1日开庭', 'dated', '2026-12-01'],
  ['法院通知明年3月开庭', null, null],
  ['听说仲裁就一年，是不是快过了', 'nearly_over', null],
  ['上诉期还剩三天', 'days_left', null],
  ['12月1日交房租', null, null],
])('%s', (text, rule, day) => {
  const found = deadlineWithin(text, today, 14);
  expect(found?.rule ?? null).toBe(rule);
  expect(found?.day ?? null).toBe(day);
});
