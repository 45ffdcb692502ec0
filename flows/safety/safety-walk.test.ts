import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelCapabilities } from '../../core/channel-capabilities.ts';
import type { FlowContext } from '../../core/flow.ts';
import { type RiskKind, type RiskLevel, riskKinds, type ScreenResult } from '../../core/risk.ts';
import { makeTurn } from '../testing/make-turn.ts';
import { smallSite } from '../testing/small-site.ts';
import { createTriage } from '../triage/triage-turn.ts';
import { advanceSafety } from './advance-safety.ts';

const triage = createTriage();
const form = { id: 'general', version: 1 } as ReturnType<FlowContext['forms']['formFor']>;
const said = [
  '有',
  '没有',
  '不想说',
  '方便',
  '不方便',
  '方便了',
  '躲在厕所',
  '就我一个人',
  '我姐',
  '你是真人吗',
  '别报警',
  '先说我的事',
  '已经喝了',
  '找人工',
  '嗯',
  '',
  '？？？',
];

type Line = { readonly text: string; readonly level: RiskLevel; readonly kind: RiskKind };

const line: fc.Arbitrary<Line> = fc.record({
  text: fc.oneof(fc.constantFrom(...said), fc.string({ maxLength: 30 })),
  level: fc.constantFrom<RiskLevel>('none', 'none', 'none', 'watch', 'elevated', 'imminent'),
  kind: fc.constantFrom(...riskKinds),
});

function screenOf({ level, kind, text }: Line): ScreenResult {
  const findings = level === 'none' ? [] : [{ level, kind, by: 'lexicon' as const, rule: 'test', words: text }];
  return { level, kinds: level === 'none' ? [] : [kind], findings, lowered: [], failed: false };
}

test('whatever is said: a person is called once danger is seen, there is always an answer, and red is never left alone', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 14 }), (lines) => {
      let state: unknown = null;
      let red = false;
      for (const one of lines) {
        const turn = makeTurn(one.text);
        const screen = screenOf(one);
        const screened = { ...turn, screen, triage: triage(turn, screen, null, smallSite, {}) };
        const context: FlowContext = {
          now: turn.at,
          site: smallSite,
          forms: { formFor: () => form, find: () => form },
          duty: { answerBy: turn.at, words: '马上', onDutyNow: false, openLines: [] },
          callOut: { answerBy: turn.at, words: '马上', onDutyNow: false, openLines: [] },
          capabilities: { ...channelCapabilities.web, buttons: 3, groups: true },
          owner: { kind: 'queue', since: turn.at },
          risk: red ? 'imminent' : 'none',
          ticket: null,
          answer: null,
          lookUp: null,
        };
        const before = state;
        const step = advanceSafety(state, screened, context);
        red ||= one.level === 'imminent' || (step.state?.level === 'imminent' && step.state.called);
        const wasQuiet = before === null || (before as { step: { kind: string } }).step.kind === 'checked';
        const isGrave = one.level === 'elevated' || one.level === 'imminent';
        if (isGrave && wasQuiet) expect(step.effects.map((effect) => effect.kind)).toContain('alert_duty');
        if (isGrave) expect(step.replies.length).toBe(1);
        if (!step.goOn) expect(step.replies.length).toBe(1);
        if (red) expect(step.state).not.toBeNull();
        for (const reply of step.replies) {
          expect(reply.privately).toBe(true);
          expect(reply.text).not.toMatch(/\{(?!caseCode)\w+\}/);
        }
        state = step.state === null ? null : JSON.parse(JSON.stringify(step.state));
      }
    }),
    { numRuns: 300, seed: 20_261_124 },
  );
});
