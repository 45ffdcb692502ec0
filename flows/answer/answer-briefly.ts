import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import type { FlowStep } from '../flow-step.ts';
import { composeReply } from '../replies/compose-reply.ts';
import { composeShortAnswer } from './compose-answer.ts';
import { answerHouseQuestion } from './house-question.ts';

/** Answers a question in the middle of something else, before the words that go on with it. */
export function answerBriefly(turn: ScreenedTurn, step: FlowStep, context: FlowContext): FlowStep {
  const house = answerHouseQuestion(turn.text, context);
  if (house !== null) return { ...step, replies: [house, ...step.replies] };
  const { answer } = context;
  if (answer === null) return step;
  if (answer.kind === 'grounded') return { ...step, replies: [composeShortAnswer(answer), ...step.replies] };
  const unsure = composeReply('answer.no_match_short');
  const effects =
    answer.kind === 'no_match' ? [...step.effects, { kind: 'record_unknown_question', question: turn.text } as const] : step.effects;
  return { ...step, replies: [unsure, ...step.replies], effects };
}
