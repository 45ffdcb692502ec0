import { expect, test } from 'vitest';
import type { RiskFinding, RiskLevel, ScreenResult } from '../../core/risk.ts';
import { calmOwnChoices } from './own-choices.ts';

function screened(level: RiskLevel, by: RiskFinding['by']): ScreenResult {
  return { level, kinds: ['suicide'], findings: [{ level, kind: 'suicide', by, rule: 'test', words: '' }], lowered: [], failed: false };
}

test('a tap on one of our own buttons is no sign by itself', () => {
  expect(calmOwnChoices('不想说', screened('watch', 'model'))).toMatchObject({ level: 'none', kinds: [], findings: [] });
  expect(calmOwnChoices('不想说', screened('watch', 'model')).lowered).toHaveLength(1);
});

test.each([
  ['不想说了，活着没意思', screened('watch', 'model')],
  ['不想说', screened('watch', 'lexicon')],
  ['不想说', screened('elevated', 'model')],
])('anything else stays: %s', (text, result) => expect(calmOwnChoices(text, result)).toBe(result));
