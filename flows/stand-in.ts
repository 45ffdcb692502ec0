import type { Reply } from '../core/channel.ts';
import type { Effect, FlowContext, SuggestionDraft } from '../core/flow.ts';
import { isAtLeast } from '../core/risk.ts';
import type { ScreenedTurn } from '../core/turn.ts';

/** Stands in for the safety flow until it is there. */
export function advanceSafety(
  state: unknown,
  turn: ScreenedTurn,
  _context: FlowContext,
): { readonly state: unknown; readonly replies: readonly Reply[]; readonly effects: readonly Effect[] } {
  if (!isAtLeast(turn.screen.level, 'elevated')) return { state, replies: [], effects: [] };
  const reply: Reply = {
    key: 'safety.stand_in',
    text: '先保证安全。马上打110。',
    origin: 'fixed',
    quickReplies: [],
    citations: [],
    privately: true,
  };
  return { state: { active: true }, replies: [reply], effects: [{ kind: 'alert_duty', reason: 'stand_in' }] };
}

/** Stands in for the safety drafts until they are there. */
export function suggestSafety(_turn: ScreenedTurn, _context: FlowContext): readonly SuggestionDraft[] {
  return [];
}
