import { describe, expect, test } from 'vitest';
import type { RiskKind, RiskLevel, ScreenResult } from '../../core/risk.ts';
import { chooseRoutes } from './choose-routes.ts';

function screenOf(level: RiskLevel, ...kinds: readonly RiskKind[]): ScreenResult {
  return {
    level,
    kinds,
    findings: kinds.map((kind) => ({ level, kind, by: 'lexicon' as const, rule: 'test', words: '' })),
    lowered: [],
    failed: false,
  };
}

const matter = { intent: 'dispute', disputeType: '婚姻家庭纠纷', urgencyRule: 'yellow.dispute' } as const;

describe('danger', () => {
  test.each([
    ['imminent', 'suicide', ['psych_line', 'emergency_110', 'human_duty']],
    ['elevated', 'suicide', ['psych_line', 'human_duty']],
    ['imminent', 'domestic_violence', ['emergency_110', 'dv_protection', 'human_duty']],
    ['elevated', 'child_harm', ['minor_protection', 'human_duty', 'emergency_110']],
    ['elevated', 'threat_made', ['human_duty', 'emergency_110']],
    ['imminent', 'medical', ['emergency_120', 'human_duty']],
  ] as const)('%s %s', (level, kind, routes) => {
    expect(chooseRoutes('', screenOf(level, kind), matter)).toEqual(routes);
  });

  test('violence at home goes to no mediation by itself, not even at watch', () => {
    for (const level of ['watch', 'elevated', 'imminent'] as const) {
      const routes = chooseRoutes('', screenOf(level, 'domestic_violence'), matter);
      expect(routes.filter((route) => route.startsWith('mediator'))).toEqual([]);
    }
  });

  test('a hurt child leads over the violence at home around it', () => {
    expect(chooseRoutes('', screenOf('elevated', 'domestic_violence', 'child_harm'), matter)[0]).toBe('minor_protection');
  });

  test('poison needs an ambulance too', () => {
    expect(chooseRoutes('药我喝了', screenOf('imminent', 'suicide'), matter)).toContain('emergency_120');
  });
});

test('an ordinary matter goes where its type goes; words about feelings are kept beside it', () => {
  expect(chooseRoutes('', screenOf('none'), matter)).toEqual(['mediator_community', 'legal_qa']);
  expect(chooseRoutes('', screenOf('watch', 'suicide'), matter)[0]).toBe('psych_line');
});

test.each([
  ['complaint', 'supervisor_complaint'],
  ['case_status', 'case_status'],
  ['privacy', 'privacy_request'],
  ['handoff', 'human_duty'],
  ['out_of_scope', 'refuse_out_of_scope'],
  ['question', 'legal_qa'],
  ['greeting', 'human_duty'],
] as const)('%s goes to %s', (intent, route) => {
  expect(chooseRoutes('随便说一句话给您听', screenOf('none'), { intent, disputeType: 'none', urgencyRule: 'blue.talk' })[0]).toBe(route);
});

test('a broken screen puts a person first', () => {
  expect(chooseRoutes('', { ...screenOf('none'), failed: true }, matter)[0]).toBe('human_duty');
});
