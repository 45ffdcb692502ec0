import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { type FlowStep, sayOnly } from '../flow-step.ts';
import { composeReply } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import type { FlowState } from '../state.ts';
import { composeAnswer } from './compose-answer.ts';
import { answerHouseQuestion } from './house-question.ts';

/** Answers a question from the corpus; refuses honestly where nothing fits, and always offers a person. */
export function answerQuestion(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep | null {
  const house = answerHouseQuestion(turn.text, context);
  if (house !== null) return sayOnly(state, house);
  const { answer } = context;
  if (answer === null) return null;
  const person = { quickReplies: [quickReplyTexts.person, quickReplyTexts.register] };
  switch (answer.kind) {
    case 'grounded':
      return sayOnly(state, composeAnswer(answer));
    case 'no_match':
      return {
        state,
        replies: [composeReply(answer.unknownRule === true ? 'answer.no_such_rule' : 'answer.no_match', {}, person)],
        effects: [{ kind: 'record_unknown_question', question: turn.text }],
      };
    case 'unavailable':
      return sayOnly(state, composeReply('answer.unavailable', { promise: context.duty.words }, person));
    default:
      return answer satisfies never;
  }
}
