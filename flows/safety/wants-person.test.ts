import { describe, expect, test } from 'vitest';
import { channelCapabilities } from '../../core/channel-capabilities.ts';
import type { FlowContext } from '../../core/flow.ts';
import { makeTurn } from '../testing/make-turn.ts';
import { smallSite } from '../testing/small-site.ts';
import { createTriage } from '../triage/triage-turn.ts';
import { advanceSafety } from './advance-safety.ts';
import { freshTalk, questions, type SafetyState, type SafetyStep, topics } from './safety-state.ts';
import { wantsPerson } from './wants-person.ts';

const triage = createTriage();
const form = { id: 'general', version: 1 } as ReturnType<FlowContext['forms']['formFor']>;
const words = [
  '找人工',
  '转人工',
  '我要找真人',
  '有没有人',
  '有人吗',
  '给我叫个真人来',
  '人工',
  '不想跟机器说',
  '人怎么还没来',
  '啥时候有人来',
];

test.each(words)('%s asks for a person', (text) => expect(wantsPerson(text)).toBe(true));

test.each([
  '有人在',
  '有人陪着我',
  '没人',
  '没有人管我',
  '没谁会管我',
  '别叫人来',
  '不要找人',
  '就我一个人',
  '120来了',
  '医生来了',
  '找我姐',
  '我要找他拼命去',
])('%s asks for nobody', (text) => expect(wantsPerson(text)).toBe(false));

function ask(state: SafetyState, text: string) {
  const turn = makeTurn(text);
  const screen = { level: 'none' as const, kinds: [], findings: [], lowered: [], failed: false };
  const context: FlowContext = {
    now: turn.at,
    site: smallSite,
    forms: { formFor: () => form, find: () => form },
    duty: { answerBy: turn.at, words: '马上（15分钟内）', onDutyNow: false, openLines: [] },
    callOut: { answerBy: turn.at, words: '马上（15分钟内）', onDutyNow: false, openLines: [] },
    capabilities: { ...channelCapabilities.web, buttons: 3, groups: true },
    owner: { kind: 'queue', since: turn.at },
    risk: state.level,
    ticket: null,
    answer: null,
    lookUp: null,
  };
  return advanceSafety(state, { ...turn, screen, triage: triage(turn, screen, null, smallSite, {}) }, context);
}

const steps: readonly SafetyStep[] = [
  ...questions.map((question) => ({ kind: 'asked', question, refused: 0 }) as const),
  { kind: 'quiet' },
  { kind: 'staying', said: 2 },
];

describe.each(topics)('in a talk about %s', (topic) => {
  test.each(steps)('who asks for a person hears who comes and when, and the step stays: %o', (step) => {
    for (const about of ['self', 'other', 'child'] as const)
      for (const text of words) {
        const state: SafetyState = { ...freshTalk, topic, about, level: 'elevated', step, called: true };
        const heard = ask(state, text);
        expect(heard.replies.map(({ key }) => key)).toEqual([expect.stringMatching(/^safety\.(?:home\.|child\.)?person$/)]);
        expect(heard.replies[0]?.text).toContain('马上（15分钟内）');
        expect(heard.state?.step).toEqual(step);
        expect(heard.goOn).toBe(false);
        expect(heard.effects.some(({ kind }) => kind === 'open_ticket')).toBe(false);
      }
  });
});

test('where nobody was called yet, asking calls', () => {
  const heard = ask({ ...freshTalk, topic: 'unknown', about: 'self', level: 'elevated' }, '找人工');
  expect(heard.effects.map(({ kind }) => kind)).toContain('alert_duty');
});
