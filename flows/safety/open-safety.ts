import type { Effect, FlowContext } from '../../core/flow.ts';
import { isAtLeast } from '../../core/risk.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { typesetReply } from '../replies/typeset.ts';
import { callPerson, type KnownMatter } from './call-person.ts';
import { firstQuestion } from './next-question.ts';
import { readAbout, readTopic } from './read-topic.ts';
import { isYoung } from './read-young.ts';
import { type SafetyAdvance, sayStep } from './safety-advance.ts';
import { freshTalk, type SafetyState } from './safety-state.ts';
import { keyFor, saySafely } from './say-safely.ts';

const online = /(?:视频|照片|录像)[^。]{0,10}(?:发|传)|发(?:到)?(?:了)?(?:网上|群里|抖音|快手|朋友圈)|传(?:到)?网上/;
const silenceMs = { imminent: 180_000, elevated: 900_000 } as const;

/**
 * One kind line into a silence that grows long. None where somebody else may read the phone: violence at home, and a child who tells of
 * harm.
 */
export function breakSilence(state: SafetyState, context: FlowContext): readonly Effect[] {
  const isWatched = (state.topic === 'home' && state.about === 'self') || state.about === 'child' || state.level === 'watch';
  if (isWatched || state.level === 'watch' || (state.step.kind !== 'asked' && state.step.kind !== 'staying')) return [];
  const key = state.topic === 'self' && state.about === 'self' ? 'safety.silence.self' : 'safety.silence.other';
  return [{ kind: 'remind_later', afterMs: silenceMs[state.level], reply: typesetReply(saySafely(key, context, { young: state.young })) }];
}

/** Danger is seen: the first fixed words, and a person is called at once. */
export function openSafety(
  before: SafetyState | null,
  turn: ScreenedTurn,
  context: FlowContext,
  known: KnownMatter,
  level: 'elevated' | 'imminent',
): SafetyAdvance {
  const fresh = isAtLeast(turn.screen.level, 'watch');
  const topic = turn.screen.failed ? 'unknown' : fresh || before === null ? readTopic(turn.screen) : before.topic;
  const about = fresh || before === null ? readAbout(turn.text, turn.screen, topic) : before.about;
  const young = before?.young === true || about === 'child' || isYoung(turn.text);
  const opened: SafetyState = { ...freshTalk, topic, about, level, called: true, young, acted: before?.acted ?? false };
  const question = firstQuestion(opened);
  const state: SafetyState = { ...opened, step: { kind: 'asked', question, refused: 0 } };
  const returns = before?.step.kind === 'left' && before.topic === topic && before.about === about && before.level === level;
  const key = returns && question === 'direct' ? 'safety.back' : keyFor(state, `${level}.first`);
  return {
    ...sayStep(state, key, context, { question, spread: online.test(turn.text) }),
    effects: callPerson(state, turn, context, known),
  };
}

/** One gentle check, then on with the matter. */
export function checkGently(turn: ScreenedTurn, context: FlowContext): SafetyAdvance {
  const topic = readTopic(turn.screen);
  const about = readAbout(turn.text, turn.screen, topic);
  const young = about === 'child' || isYoung(turn.text);
  const state: SafetyState = { ...freshTalk, topic, about, level: 'watch', step: { kind: 'checked' }, young };
  return { ...sayStep(state, keyFor(state, 'watch.check'), context), goOn: true };
}
