import type { Fields } from '../../core/field.ts';
import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { graverUrgency } from '../../core/urgency.ts';
import type { FlowStep } from '../flow-step.ts';
import { composeReply, wording } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import type { FlowState } from '../state.ts';
import { askHandOver } from './hand-over.ts';
import { hasOpenTicket, openTicket, updateTicket } from './ticket-draft.ts';

/** Marks every fact as confirmed by the resident. */
function confirmAll(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { ...field, confirmed: true, confidence: Math.max(field.confidence, 0.95) }]),
  );
}

/** The resident confirmed the read-back: the ticket is opened (or brought up to date) and goes to a person. */
export function submitIntake(turn: ScreenedTurn, state: FlowState, context: FlowContext, secondMatter: boolean): FlowStep {
  const confirmed: FlowState = { ...state, fields: confirmAll(state.fields) };
  const updates = hasOpenTicket(context) && !secondMatter;
  const ticket = updates ? updateTicket(confirmed, context) : openTicket(confirmed, turn, context);
  const urgency = graverUrgency(context.ticket?.urgency ?? 'yellow', turn.triage.urgency);
  const handOff =
    context.owner.kind === 'bot'
      ? [
          {
            kind: 'hand_off',
            reason: wording('reason.confirmed'),
            urgency: graverUrgency(urgency, 'yellow'),
            routes: turn.triage.routes,
          } as const,
        ]
      : [];
  const intake =
    state.intake === null
      ? null
      : ({
          ...state.intake,
          phase: 'done',
          asked: null,
          clarifying: null,
          told: state.intake.told.filter((key) => key !== 'second_matter'),
        } as const);
  const handOver = askHandOver(confirmed, context);
  const waits = state.parked.length > 0;
  const done = composeReply(
    'intake.done',
    { promise: context.duty.words },
    { quickReplies: [waits ? quickReplyTexts.goOn : quickReplyTexts.status] },
  );
  return {
    state: { ...confirmed, intake, queueReplies: 0, pending: handOver === null ? confirmed.pending : 'hand_over' },
    replies: [waits ? { ...done, text: `${done.text}\n${wording('intake.done_parked')}` } : done, ...(handOver === null ? [] : [handOver])],
    effects: [ticket, ...handOff],
  };
}
