import type { Reply } from '../core/channel.ts';
import type { Effect } from '../core/flow.ts';
import type { FlowState } from './state.ts';

/** What one flow gives back to the door: the next state, what to say, what to do. */
export type FlowStep = { readonly state: FlowState; readonly replies: readonly Reply[]; readonly effects: readonly Effect[] };

/** A step that only says something. */
export function sayOnly(state: FlowState, ...replies: readonly Reply[]): FlowStep {
  return { state, replies, effects: [] };
}
