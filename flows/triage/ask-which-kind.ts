import { type DisputeLabel, disputeTypes } from '../../core/dispute-type.ts';
import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { type FlowStep, sayOnly } from '../flow-step.ts';
import { composeReply, wording } from '../replies/compose-reply.ts';
import type { FlowState } from '../state.ts';

function nameOf(type: DisputeLabel): string {
  return wording('kind.name', { type: type.replace('\u7ea0\u7eb7', '') });
}

/** One question back where two readings of the matter would go different ways; `null` where there is no doubt, or it was asked already. */
export function askWhichKind(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep | null {
  const { rival, disputeType } = turn.triage;
  if (rival === null || rival === undefined || state.pending !== null || state.intake !== null || turn.space === 'group') return null;
  if (state.disputeType !== 'none' && state.disputeType !== disputeType) return null;
  const choices = [disputeType, rival].map((type) => ({ label: nameOf(type), send: nameOf(type) }));
  const other = { label: wording('kind.neither'), send: wording('kind.neither') };
  const reply = composeReply(
    'kind.which',
    { first: choices[0]?.label ?? '', second: choices[1]?.label ?? '' },
    { quickReplies: [...choices, other].slice(0, Math.max(2, context.capabilities.buttons === 0 ? 3 : context.capabilities.buttons)) },
  );
  return sayOnly({ ...state, disputeType: 'none', pending: 'which_kind' }, reply);
}

/** The type that the resident chose; `null` where they said neither: then a person decides. */
export function readWhichKind(text: string, state: FlowState): DisputeLabel | null {
  const offered = state.offered.map(({ send }) => send);
  return (
    disputeTypes.find(
      (type) => offered.includes(nameOf(type)) && (text.includes(nameOf(type)) || text.includes(type.replace('\u7ea0\u7eb7', ''))),
    ) ?? null
  );
}
