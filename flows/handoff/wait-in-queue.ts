import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import type { FlowStep } from '../flow-step.ts';
import { composeReply } from '../replies/compose-reply.ts';
import { isGreeting, isThanks } from '../respond-socially.ts';
import type { FlowState } from '../state.ts';

const fullEvery = 5;

/** Kind words while nobody has taken the conversation yet: the promise first, then short, then quiet for a while; an anxious «在吗» is always answered. */
export function waitInQueue(turn: ScreenedTurn, state: FlowState, context: FlowContext, changed: boolean): FlowStep {
  const values = { promise: context.duty.words, phone: context.site.phone };
  const next: FlowState = { ...state, queueReplies: state.queueReplies + 1 };
  if (turn.triage.intent === 'greeting' || isGreeting(turn.text))
    return { state: next, replies: [composeReply('queue.still_waiting', values)], effects: [] };
  if (turn.triage.intent === 'thanks' || isThanks(turn.text)) return { state: next, replies: [composeReply('thanks.reply')], effects: [] };
  const place = state.queueReplies % fullEvery;
  const replies = place === 0 ? [composeReply('queue.noted', values)] : place === 1 || changed ? [composeReply('queue.noted_short')] : [];
  return { state: next, replies, effects: [] };
}
