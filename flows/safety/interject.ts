import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import type { SafetyTextKey } from '../replies/safety-common-texts.ts';
import { callPerson, type KnownMatter } from './call-person.ts';
import type { SafetyAnswer } from './read-reply.ts';
import { isRedAlone, leave, type SafetyAdvance, sayStep } from './safety-advance.ts';
import type { Question, SafetyState } from './safety-state.ts';

const mostRefusals = 2;

/** The state after one more refusal: asked twice in vain, we stop asking and stay. */
function refuse(state: SafetyState): SafetyState {
  const refused = state.step.kind === 'asked' ? state.step.refused + 1 : mostRefusals;
  const asksOn = state.step.kind === 'asked' && refused < mostRefusals;
  return { ...state, step: asksOn && state.step.kind === 'asked' ? { ...state.step, refused } : { kind: 'staying', said: 1 } };
}

const askedAgain: Partial<Record<Question, SafetyTextKey>> = {
  direct: 'safety.answered.direct',
  now: 'safety.answered.now',
  means: 'safety.answered.means',
  alone: 'safety.answered.alone',
  trusted: 'safety.answered.trusted',
};

/** A question or a fact of the matter in between. Danger first; where it is not near, a question is answered and the talk's own question stands. */
function hearMatter(state: SafetyState, turn: ScreenedTurn, context: FlowContext): SafetyAdvance | null {
  const { step } = state;
  const question = step.kind === 'asked' ? step.question : null;
  if (question === 'safe_contact') return null;
  if (isRedAlone(state, context)) {
    const waits = step.kind === 'staying' || turn.triage.intent === 'question';
    return waits ? sayStep(state, 'safety.matter_later', context) : null;
  }
  if (state.denied || step.kind === 'staying') return leave(state, context, 'matter');
  if (turn.triage.intent !== 'question' || question === null) return null;
  const isAboutSelf = state.topic === 'self' && state.about === 'self';
  const key = (isAboutSelf ? askedAgain[question] : undefined) ?? 'safety.answered.other';
  return { ...sayStep(state, key, context, { question }), answers: true };
}

/**
 * They ask for a person: who comes and when, whatever was asked before; the open question stands. Where nobody was called yet, it is done now. Of
 * violence at home nothing is said before it is safe to talk.
 */
export function tellWhoComes(state: SafetyState, turn: ScreenedTurn, context: FlowContext, known: KnownMatter): SafetyAdvance {
  const question = state.step.kind === 'asked' ? state.step.question : null;
  const isHome = state.topic === 'home' && state.about === 'self';
  const key = isHome ? 'safety.home.person' : state.about === 'child' ? 'safety.child.person' : 'safety.person';
  const called = { ...state, called: true };
  const step = sayStep(called, key, context, { question });
  return state.called ? step : { ...step, effects: callPerson(called, turn, context, known) };
}

/** What people say in between, whatever was asked; `null` where it is an answer. */
export function interject(
  state: SafetyState,
  answer: SafetyAnswer,
  turn: ScreenedTurn,
  context: FlowContext,
  known: KnownMatter,
): SafetyAdvance | null {
  const question = state.step.kind === 'asked' ? state.step.question : null;
  const keep = (key: SafetyTextKey): SafetyAdvance => sayStep(state, key, context);
  switch (answer) {
    case 'acted': {
      const isOwn = state.topic === 'self' && state.about === 'self';
      const acted: SafetyState = { ...state, level: 'imminent', acted: true, step: { kind: 'asked', question: 'rescue', refused: 0 } };
      const key = isOwn ? 'safety.self.acted' : 'safety.medical.imminent.first';
      return { ...sayStep(acted, key, context), effects: callPerson(acted, turn, context, known) };
    }
    case 'asks_method':
      return keep('safety.no_methods');
    case 'objects':
      return keep('safety.objects');
    case 'asks_who':
      return keep('safety.who');
    case 'wants_person':
      return tellWhoComes(state, turn, context, known);
    case 'angry': {
      const next = refuse(state);
      return sayStep(next, state.last === 'safety.angry.0' ? 'safety.angry.1' : 'safety.angry.0', context);
    }
    case 'refuses':
      return sayStep(refuse(state), 'safety.no_hurry', context);
    case 'wants_matter':
      return question === 'safe_contact' ? null : leave(state, context);
    case 'matter':
      return hearMatter(state, turn, context);
    case 'jokes':
    case 'yes':
    case 'no':
    case 'unsure':
    case 'safe_again':
    case 'other':
      return null;
    default: {
      const unknown: never = answer;
      throw new TypeError(`unknown answer ${String(unknown)}`);
    }
  }
}
