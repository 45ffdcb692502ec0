import type { Fields } from '../../core/field.ts';
import type { Effect, FlowContext } from '../../core/flow.ts';
import type { Form } from '../../core/form.ts';
import { graverRisk, isAtLeast } from '../../core/risk.ts';
import type { Route } from '../../core/route.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { wording } from '../replies/compose-reply.ts';
import { typeset } from '../replies/typeset.ts';
import type { FlowState } from '../state.ts';
import { routesOfType } from '../triage/choose-routes.ts';
import { describeField, isShown } from './describe-field.ts';
import { agreedFields } from './side-questions.ts';

const mostLines = 10;
const longest = 120;

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
}

/** The facts in at most ten lines for the mediator; what was not confirmed and what contradicts is marked. */
export function summariseFields(form: Form, fields: Fields, disputeType: string): string {
  const lines = [wording('summary.type', { value: disputeType === 'none' ? form.label : disputeType })];
  for (const part of form.fields) {
    const field = fields[part.name];
    if (field === undefined || part.name === 'grid' || part.name === 'applicant.national_id') continue;
    if (part.name === 'evidence_state' && !isShown(part.name, field)) continue;
    const others = (field.conflicts ?? []).map((other) => describeField(other, part)).join('、');
    const marks =
      (field.confirmed ? '' : wording('summary.unconfirmed')) + (others === '' ? '' : wording('summary.conflict', { value: others }));
    // The described value has its own unit.
    const label = part.label.replace(/（分）$/u, '');
    lines.push(wording('summary.line', { label, value: shorten(describeField(field, part)) }) + marks);
  }
  return typeset(lines.slice(0, mostLines).join('\n'));
}

/** The form of a state: the one that its intake holds, else the newest for the dispute type. */
export function formOf(state: FlowState, context: FlowContext): Form {
  const { intake } = state;
  return (intake === null ? null : context.forms.find(intake.formId, intake.formVersion)) ?? context.forms.formFor(state.disputeType);
}

/** Where the whole matter goes: the turn that confirms it says little by itself. Where no type is sure, a person decides. */
function routesOf(state: FlowState, { triage, screen }: ScreenedTurn): readonly Route[] {
  if (state.disputeType === 'none') return [...new Set<Route>(['human_duty', ...triage.routes])];
  if (triage.disputeType !== 'none' || triage.intent === 'handoff' || isAtLeast(screen.level, 'watch')) return triage.routes;
  return [...new Set([...routesOfType(state.disputeType), ...triage.routes.filter((route) => route === 'human_duty')])];
}

/** The effect that opens a ticket with every fact known so far. */
export function openTicket(state: FlowState, turn: ScreenedTurn, context: FlowContext): Effect {
  const form = formOf(state, context);
  const { triage, screen } = turn;
  return {
    kind: 'open_ticket',
    draft: {
      disputeType: state.disputeType,
      routes: routesOf(state, turn),
      urgency: triage.urgency === 'blue' && state.disputeType !== 'none' ? 'yellow' : triage.urgency,
      urgencyRule: triage.urgencyRule,
      risk: graverRisk(context.risk, screen.level),
      riskKinds: screen.level === 'none' ? [] : screen.kinds,
      status: 'received',
      formId: form.id,
      formVersion: form.version,
      fields: agreedFields(form, state),
      summary: summariseFields(form, agreedFields(form, state), state.disputeType),
      promisedBy: context.duty.answerBy,
    },
  };
}

/** The effect that brings an open ticket up to date with the facts. */
export function updateTicket(state: FlowState, context: FlowContext): Effect {
  const form = formOf(state, context);
  return {
    kind: 'update_ticket',
    patch: {
      fields: agreedFields(form, state),
      summary: summariseFields(form, agreedFields(form, state), state.disputeType),
      formId: form.id,
      formVersion: form.version,
      ...(state.disputeType === 'none' ? {} : { disputeType: state.disputeType }),
    },
  };
}

/** Tells whether the conversation has a ticket that is still worked on. */
export function hasOpenTicket(context: FlowContext): boolean {
  return context.ticket !== null && context.ticket.status !== 'closed' && context.ticket.status !== 'withdrawn';
}
