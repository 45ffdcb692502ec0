import type { Reply } from '../../core/channel.ts';
import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { fieldOf } from '../extract/field-of.ts';
import type { FlowStep } from '../flow-step.ts';
import { composeReply } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import type { FlowState } from '../state.ts';
import { hasOpenTicket, updateTicket } from './ticket-draft.ts';

/** The body of the trade that a matter could go to; `null` where there is none for its type. */
function bodyFor(state: FlowState, context: FlowContext): string | null {
  return state.disputeType === 'none' ? null : (context.site.industryMediation[state.disputeType] ?? null);
}

/** The question whether the matter may be handed to another body: asked on its own, after the ticket is made (个人信息保护法 art. 23). */
export function askHandOver(state: FlowState, context: FlowContext): Reply | null {
  const body = bodyFor(state, context);
  if (body === null || state.fields.transfer_consent !== undefined) return null;
  const quickReplies = [quickReplyTexts.handOver, quickReplyTexts.keepHere];
  return composeReply('intake.hand_over', { body, phone: context.site.phone }, { quickReplies });
}

/** The answer to that question, or its withdrawal later (art. 15); `null` where the turn says neither. Nothing is handed over without a yes. */
export function hearHandOver(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep | null {
  const body = bodyFor(state, context);
  const words = turn.text.trim().replaceAll(/[。.!~]+$/gu, '');
  const asked = state.pending === 'hand_over';
  if (body === null || !hasOpenTicket(context)) return null;
  const no =
    /^(?:我)?(?:不同意|先?不转|别转|不要转|不用转)[^?]{0,6}$/u.test(words) || (asked && /^(?:不|不行|不用|不要|算了)[了吧]?$/u.test(words));
  const yes =
    /^(?:我)?(?:同意转|可以转|转吧|转过去吧?|愿意转)[^?]{0,4}$/u.test(words) ||
    (asked && /^(?:同意|行|可以|好的?|嗯+|中|转)[了吧啊呀]?$/u.test(words));
  if (!yes && !no) return null;
  const field = { ...fieldOf(turn, no ? 'declined' : 'agreed', 0.95, ''), confirmed: true };
  const next: FlowState = { ...state, pending: null, fields: { ...state.fields, transfer_consent: field } };
  const reply = composeReply(no ? 'intake.hand_over_no' : 'intake.hand_over_yes', { body });
  return { state: next, replies: [reply], effects: [updateTicket(next, context)] };
}
