import type { FlowContext, SuggestionDraft } from '../../core/flow.ts';
import { isAtLeast } from '../../core/risk.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { firstQuestion, nextMove } from './next-question.ts';
import { readReply } from './read-reply.ts';
import { readAbout, readTopic } from './read-topic.ts';
import { loadSafetyState, type SafetyState } from './safety-state.ts';
import { keyFor, safetyWording, saySafely } from './say-safely.ts';

/** Drafts for staff while there is danger: the fixed first words where this turn brought it, otherwise the next question of the talk. */
export function suggestSafety(saved: unknown, turn: ScreenedTurn, context: FlowContext): readonly SuggestionDraft[] {
  const { level } = turn.screen;
  if (isAtLeast(level, 'watch')) {
    const topic = readTopic(turn.screen);
    const about = readAbout(turn.text, turn.screen, topic);
    const part = level === 'watch' ? 'watch.check' : `${level}.first`;
    const question = level === 'watch' || level === 'none' ? null : firstQuestion({ topic, about, level });
    const why = safetyWording('safety.why.first', { kind: safetyWording(`safety.kind.${topic}`) });
    return [{ reply: saySafely(keyFor({ topic, about }, part), context, { question }), from: 'safety', why }];
  }
  const state = loadSafetyState(saved);
  if (state === null || state.step.kind !== 'asked') return [];
  return [suggestNext(state, state.step.question, turn, context)];
}

function suggestNext(
  state: SafetyState,
  question: NonNullable<Extract<SafetyState['step'], { kind: 'asked' }>['question']>,
  turn: ScreenedTurn,
  context: FlowContext,
): SuggestionDraft {
  const next = nextMove(state, question, readReply(turn.text, false), turn.text);
  return { reply: saySafely(next.key, context, { question: next.question }), from: 'safety', why: safetyWording('safety.why.next') };
}
