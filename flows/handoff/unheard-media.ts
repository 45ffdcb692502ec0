import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { graverUrgency } from '../../core/urgency.ts';
import { type FlowStep, sayOnly } from '../flow-step.ts';
import { composeReply, wording } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import type { FlowState } from '../state.ts';
import { handToPerson } from './ask-for-person.ts';

function hasUnheardVoice(turn: ScreenedTurn): boolean {
  return turn.messages.some(({ kind, text }) => kind === 'voice' && text.trim() === '');
}

/** The answer to a turn without a word. A voice that no transcriber read could hold anything, danger too: a person must hear it. */
export function answerWordless(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  const values = { promise: context.duty.words, phone: context.site.phone };
  const person = { quickReplies: [quickReplyTexts.person] };
  if (turn.messages.some(({ isIncomplete }) => isIncomplete === true)) {
    const said = composeReply('media.incomplete', {}, person);
    if (!hasUnheardVoice(turn) || context.owner.kind === 'queue') return sayOnly(state, said);
    const handed = handToPerson(turn, state, context, { reason: 'reason.voice', words: 'media.voice_too' });
    return { ...handed, replies: [said, ...handed.replies] };
  }
  if (!hasUnheardVoice(turn)) return sayOnly(state, composeReply('media.file', {}, person));
  if (context.owner.kind === 'queue') return sayOnly(state, composeReply('media.voice_again', values, { privately: true }));
  const words = turn.messages.some(({ unheard }) => unheard !== undefined) ? 'media.voice_unclear' : 'media.voice';
  return handToPerson(turn, state, context, { reason: 'reason.voice', words });
}

/** Sees to it that a person hears a voice that came together with words; the words are answered as ever. */
export function noteUnheardVoice(turn: ScreenedTurn, step: FlowStep, context: FlowContext): FlowStep {
  if (!hasUnheardVoice(turn) || context.owner.kind !== 'bot') return step;
  if (step.effects.some(({ kind }) => kind === 'hand_off')) return step;
  return {
    ...step,
    replies: [...step.replies, composeReply('media.voice_too', { promise: context.duty.words }, { privately: true })],
    effects: [
      ...step.effects,
      {
        kind: 'hand_off',
        reason: wording('reason.voice'),
        urgency: graverUrgency(turn.triage.urgency, 'yellow'),
        routes: turn.triage.routes.includes('human_duty') ? turn.triage.routes : ['human_duty', ...turn.triage.routes],
      },
    ],
  };
}
