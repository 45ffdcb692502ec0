import type { FlowContext } from '../core/flow.ts';
import type { FormField } from '../core/form.ts';
import { mergeFields } from '../core/merge-fields.ts';
import type { ScreenedTurn } from '../core/turn.ts';
import { learnType } from './advance-conversation.ts';
import type { FlowStep } from './flow-step.ts';
import { absorbFacts } from './intake/absorb-facts.ts';
import { isQuestion } from './intake/control-words.ts';
import type { IntakeState } from './intake/intake-state.ts';
import { nextField } from './intake/next-field.ts';
import { readCorrection } from './intake/read-correction.ts';
import { newIntake } from './intake/start-intake.ts';
import { formOf, hasOpenTicket, updateTicket } from './intake/ticket-draft.ts';
import type { FlowState } from './state.ts';

/** Kinds whose answers can be told from other talk, so that they may be read while a person leads the conversation. */
const strictKinds = new Set<FormField['kind']>(['phone', 'national_id', 'plate', 'money', 'date', 'number', 'choice']);

function readableAsked(intake: IntakeState, turn: ScreenedTurn): FormField | null {
  const field = intake.asked;
  // 头上缝了六针 answers what we asked, though it opens the safety talk.
  if (field?.name === 'injured' && intake.phase === 'collecting' && !isQuestion(turn.text)) return field;
  if (field === null || strictKinds.has(field.kind) || field.name === 'applicant.name') return field;
  // On the phone the volunteer types the caller's answers to the suggested question; in a chat people talk about other things too.
  return turn.channel === 'phone' && !isQuestion(turn.text) ? field : null;
}

/** While a person leads: keeps the facts up to date, says nothing, remembers which question would come next. */
export function accompanyTurn(turn: ScreenedTurn, before: FlowState, context: FlowContext): FlowStep {
  if (turn.space === 'group') return { state: before, replies: [], effects: [] };
  const learned = learnType(before, turn, context);
  const base = learned.intake ?? { ...newIntake(learned, context), phase: 'suspended' as const };
  const fitting = context.forms.formFor(learned.disputeType);
  const intake = base.formId === 'general' && base.phase !== 'done' ? { ...base, formId: fitting.id, formVersion: fitting.version } : base;
  const state: FlowState = { ...learned, intake };
  const form = formOf(state, context);
  const correction = readCorrection(turn, { form, fields: state.fields, readBack: [], site: context.site });
  const corrected =
    correction === null ? state.fields : mergeFields(state.fields, correction.fields, Object.keys(correction.fields)).fields;
  const asked = readableAsked(intake, turn);
  const { fields } =
    correction === null ? absorbFacts(turn, { ...state, intake: { ...intake, asked } }, form, context.site) : { fields: corrected };
  const next = nextField(form, fields, intake, context.site.thresholds.fieldConfidence);
  const after: FlowState = { ...state, fields, intake: { ...intake, asked: next, phase: intake.phase === 'done' ? 'done' : 'suspended' } };
  return { state: after, replies: [], effects: hasOpenTicket(context) ? [updateTicket(after, context)] : [] };
}
