import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { callPerson, type KnownMatter } from './call-person.ts';
import { nextMove } from './next-question.ts';
import type { SafetyAnswer } from './read-reply.ts';
import { readSafeContact } from './read-safe-contact.ts';
import { isRedAlone, type SafetyAdvance, sayStep } from './safety-advance.ts';
import type { Question, SafetyState } from './safety-state.ts';

/** It is safe to talk: injuries and the children first. */
export function talkSafely(state: SafetyState, context: FlowContext): SafetyAdvance {
  return sayStep({ ...state, step: { kind: 'asked', question: 'hurt', refused: 0 } }, 'safety.home.hurt', context, { question: 'hurt' });
}

/** Only a plain «safe» opens the talk. Anything unclear is asked once more, then we are quiet. */
function answerSafeContact(state: SafetyState, text: string, context: FlowContext): SafetyAdvance {
  const answer = readSafeContact(text);
  if (answer === 'safe') return talkSafely(state, context);
  if (answer === 'unclear' && state.step.kind === 'asked' && state.step.refused === 0)
    return sayStep({ ...state, step: { ...state.step, refused: 1 } }, 'safety.home.ask_again', context, { question: 'safe_contact' });
  return sayStep({ ...state, step: { kind: 'quiet' } }, 'safety.home.quiet', context);
}

/** Goes on after an answer. Where it shows that the danger is nearer, the person is called again and the conversation rises. */
export function answerQuestion(
  state: SafetyState,
  question: Question,
  answer: SafetyAnswer,
  turn: ScreenedTurn,
  context: FlowContext,
  known: KnownMatter,
): SafetyAdvance {
  if (question === 'safe_contact') return answerSafeContact(state, turn.text, context);
  const next = nextMove(state, question, answer, turn.text);
  const nearer = next.nearer && state.level !== 'imminent';
  const denied =
    state.denied ||
    ((answer === 'no' || answer === 'jokes') && (question === 'direct' || (state.topic === 'threat' && answer === 'jokes')));
  const moved: SafetyState = {
    ...state,
    level: nearer ? 'imminent' : state.level,
    denied: denied && !nearer,
    step: next.question === null ? { kind: 'staying', said: 1 } : { kind: 'asked', question: next.question, refused: 0 },
  };
  const offersMatter = (next.question === null || moved.denied) && !isRedAlone(moved, context);
  const step = sayStep(moved, next.key, context, { question: next.question, answer, offersMatter });
  return nearer ? { ...step, effects: callPerson(moved, turn, context, known) } : step;
}
