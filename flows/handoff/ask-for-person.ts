import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { graverUrgency } from '../../core/urgency.ts';
import type { FlowStep } from '../flow-step.ts';
import { formOf, hasOpenTicket, openTicket, updateTicket } from '../intake/ticket-draft.ts';
import { composeReply, type TextKey, wording } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import type { FlowState } from '../state.ts';

const askPatterns =
  /(?:找|转|要|换|叫|喊|接|来)(?:个|一下|到)?(?:人工|真人|活人|工作人员|值班员|客服|大活人)|^(?:人工|真人|人工服务|转人工|客服)[。!吧呀啊]*$|(?:跟|和|找|让)(?:个)?(?:真人|人|工作人员|调解员)(?:说话|聊|谈|讲|说说|来)|有(?:没有)?(?:真)?人(?:吗|在吗|管吗|能说话)|不(?:想)?(?:跟|和)(?:机器|机器人)(?:说|聊)/u;

/** Tells whether the resident asks for a person. «有人吗» alone at the very start is a greeting. */
export function asksForPerson(turn: ScreenedTurn, greeted: boolean): boolean {
  const words = turn.text.trim();
  if (/^有人(?:在)?(?:吗|不|没)?[?]*$/u.test(words)) return greeted;
  return turn.triage.intent === 'handoff' || askPatterns.test(words);
}

/** Hands the conversation to a person: a ticket with a code where there is none, the queue, and a promise that the roster can keep. */
export function handToPerson(
  turn: ScreenedTurn,
  state: FlowState,
  context: FlowContext,
  options: { readonly reason: 'reason.asked' | 'reason.complaint' | 'reason.upset' | 'reason.voice'; readonly words?: TextKey } = {
    reason: 'reason.asked',
  },
): FlowStep {
  const { duty, site, ticket } = context;
  if (context.owner.kind === 'queue' && options.words === undefined) {
    return {
      state: { ...state, queueReplies: state.queueReplies + 1 },
      replies: [composeReply('handoff.queued_again', { promise: duty.words, phone: site.phone }, { privately: true })],
      effects: [],
    };
  }
  const open = hasOpenTicket(context);
  const suspended: FlowState = {
    ...state,
    queueReplies: 0,
    intake: state.intake === null || state.intake.phase === 'done' ? state.intake : { ...state.intake, phase: 'suspended' },
  };
  const halfDone = suspended.intake?.phase === 'suspended' && formOf(suspended, context).fields.length > 0;
  const offer = halfDone || state.disputeType !== 'none';
  const values = { promise: duty.words, phone: site.phone, ...(open && ticket !== null ? { caseCode: ticket.caseCode } : {}) };
  const text = wording(options.words ?? 'handoff.queued', values);
  const reply = composeReply(options.words ?? 'handoff.queued', values, {
    privately: true,
    quickReplies: offer ? [quickReplyTexts.goOn] : [],
  });
  return {
    state: suspended,
    replies: [{ ...reply, text: offer && options.words === undefined ? `${text}\n${wording('handoff.queued_offer')}` : text }],
    effects: [
      open ? updateTicket(state, context) : openTicket(state, turn, context),
      {
        kind: 'hand_off',
        reason: wording(options.reason),
        urgency: graverUrgency(turn.triage.urgency, 'yellow'),
        routes: turn.triage.routes.includes('human_duty') ? turn.triage.routes : ['human_duty', ...turn.triage.routes],
      },
    ],
  };
}
