import type { FlowContext, SuggestionDraft } from '../core/flow.ts';
import type { ScreenedTurn } from '../core/turn.ts';
import { composeAnswer } from './answer/compose-answer.ts';
import { askField, readBack } from './intake/ask-next.ts';
import { nextField } from './intake/next-field.ts';
import { newIntake } from './intake/start-intake.ts';
import { formOf } from './intake/ticket-draft.ts';
import { wording } from './replies/compose-reply.ts';
import type { FlowState } from './state.ts';

function suggestAnswer(context: FlowContext): SuggestionDraft | null {
  const { answer } = context;
  if (answer?.kind !== 'grounded') return null;
  const why = wording('why.corpus', { topic: answer.topic, confidence: Math.round(answer.confidence * 100) });
  return { reply: composeAnswer(answer), from: 'corpus', why };
}

function suggestQuestion(turn: ScreenedTurn, state: FlowState, context: FlowContext): SuggestionDraft | null {
  const isMatter = state.disputeType !== 'none' || turn.triage.intent === 'dispute' || turn.channel === 'phone' || state.intake !== null;
  if (!isMatter || turn.space === 'group' || state.intake?.phase === 'done') return null;
  const form = formOf(state, context);
  const intake = state.intake ?? newIntake(state, context);
  const next = nextField(form, state.fields, intake, context.site.thresholds.fieldConfidence);
  const step =
    next === null ? readBack(state, intake, form, '', context) : askField(state, { ...intake, noticeGiven: false }, next, '', context);
  const reply = step.replies[0];
  if (reply === undefined) return null;
  return { reply, from: 'form', why: next === null ? wording('why.read_back') : wording('why.form', { label: next.label }) };
}

/** The drafts besides the safety texts: the corpus answer with its citations, and the form's next question. */
export function suggestReplies(turn: ScreenedTurn, state: FlowState, context: FlowContext): readonly SuggestionDraft[] {
  return [suggestAnswer(context), suggestQuestion(turn, state, context)].filter((draft) => draft !== null);
}
