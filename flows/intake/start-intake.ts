import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import type { FlowStep } from '../flow-step.ts';
import { wording } from '../replies/compose-reply.ts';
import type { FlowState } from '../state.ts';
import { absorbFacts } from './absorb-facts.ts';
import { askNext } from './ask-next.ts';
import { readControl } from './control-words.ts';
import { describeChanges } from './describe-field.ts';
import type { IntakeState } from './intake-state.ts';

/** An intake that begins now, over the newest form of the dispute type. */
export function newIntake(state: FlowState, context: FlowContext): IntakeState {
  const form = context.forms.formFor(state.disputeType);
  return {
    formId: form.id,
    formVersion: form.version,
    phase: 'collecting',
    asked: null,
    times: {},
    skipped: [],
    clarifying: null,
    confirming: null,
    consenting: null,
    agreed: [],
    readBack: [],
    noticeGiven: false,
    told: [],
    at: context.now,
  };
}

/** Begins the intake with what was told so far and asks the first thing that is still open. */
export function startIntake(turn: ScreenedTurn, state: FlowState, context: FlowContext, lead = ''): FlowStep {
  const begun: FlowState = { ...state, intake: newIntake(state, context) };
  const form = context.forms.formFor(begun.disputeType);
  const control = readControl(turn.text);
  const { fields, changed } = control === null ? absorbFacts(turn, begun, form, context.site) : { fields: begun.fields, changed: [] };
  const facts = describeChanges(changed, fields, form);
  const heard = facts === '' ? '' : wording('intake.ack.facts', { facts });
  const key = control === null && turn.triage.intent === 'dispute' ? 'intake.start' : 'intake.start_plain';
  return askNext({ ...begun, fields }, form, (lead === '' ? wording(key) : lead) + heard, context);
}

const personal = /^applicant\./;

/** Begins a second matter: the person stays, the facts are new. */
export function startSecondMatter(
  turn: ScreenedTurn,
  state: FlowState,
  context: FlowContext,
  key: 'intake.second_matter' | 'intake.second_parked' = 'intake.second_matter',
): FlowStep {
  const kept = Object.fromEntries(Object.entries(state.fields).filter(([name]) => personal.test(name)));
  const fresh: FlowState = { ...state, fields: kept, disputeType: turn.triage.disputeType, intake: null };
  const words = turn.text.length > 16 || readControl(turn.text) === null ? turn.text : '';
  const step = startIntake({ ...turn, text: words }, fresh, context, wording(key));
  const { intake } = step.state;
  // A ticket of its own, not a part of the one that is open.
  return intake === null ? step : { ...step, state: { ...step.state, intake: { ...intake, told: [...intake.told, 'second_matter'] } } };
}
