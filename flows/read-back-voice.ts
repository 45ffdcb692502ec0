import { isAtLeast } from '../core/risk.ts';
import type { ScreenedTurn } from '../core/turn.ts';
import type { FlowStep } from './flow-step.ts';
import { composeReply } from './replies/compose-reply.ts';

const longestReadBack = 300;

/**
 * Puts before the answer what was heard of a voice message, marked as heard by a machine: a slip of the ear must not stand unseen. Not in a
 * group, where nothing that somebody said is repeated, and not before the reviewed words for danger.
 */
export function readBackVoice(step: FlowStep, turn: ScreenedTurn): FlowStep {
  const words = turn.messages
    .flatMap((message) => (message.spoken === true && message.text.trim() !== '' ? [message.text.trim()] : []))
    .join('\n');
  const isDanger = turn.screen.failed || isAtLeast(turn.screen.level, 'watch') || step.replies[0]?.key.startsWith('safety.') === true;
  if (words === '' || turn.space === 'group' || isDanger || step.replies.length === 0) return step;
  const shown = words.length > longestReadBack ? `${words.slice(0, longestReadBack)}…` : words;
  return { ...step, replies: [composeReply('voice.heard', { words: shown }, { origin: 'form' }), ...step.replies] };
}
