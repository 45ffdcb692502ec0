import type { FlowContext } from '../core/flow.ts';
import type { ScreenedTurn } from '../core/turn.ts';
import { composeAnswer } from './answer/compose-answer.ts';
import { answerHouseQuestion } from './answer/house-question.ts';
import { type FlowStep, sayOnly } from './flow-step.ts';
import { asksForPerson } from './handoff/ask-for-person.ts';
import { composeReply, type TextKey, wording } from './replies/compose-reply.ts';
import { isGreeting, isThanks } from './respond-socially.ts';
import type { FlowState } from './state.ts';

/**
 * One step at a door whose servers are abroad (个人信息保护法 arts. 36, 38-40; 促进和规范数据跨境流动规定): general questions are answered from the
 * corpus, everything else is shown the way to a door at home. Nothing is asked for, nothing is remembered, no ticket is opened. Danger never
 * comes here: the safety talk took it before (an emergency that threatens life is exempt).
 */
export function answerPublicly(turn: ScreenedTurn, state: FlowState, context: FlowContext, page: string): FlowStep {
  const { site, answer } = context;
  const ways = page === '' ? '' : wording('public.page', { page });
  const values = { botName: site.botName, siteName: site.name, phone: site.phone, address: site.address, ways };
  const say = (key: TextKey): FlowStep => sayOnly(state, composeReply(key, values));
  const text = turn.text.trim();
  if (text === '') return say('public.words_only');
  if (asksForPerson(turn, state.greeted)) return say('public.person');
  const house = answerHouseQuestion(text, context);
  if (house !== null) return sayOnly(state, house);
  if (isGreeting(text)) return { ...say('public.hello'), state: { ...state, greeted: true } };
  if (isThanks(text)) return say('thanks.reply');
  if (answer?.kind === 'grounded') {
    const found = composeAnswer(answer);
    return sayOnly(state, { ...found, text: `${found.text}\n\n${wording('public.case_elsewhere', values)}`, quickReplies: [] });
  }
  if (answer?.kind === 'no_match' && turn.triage.intent === 'question')
    return { ...say('public.no_match'), effects: [{ kind: 'record_unknown_question', question: turn.text }] };
  return say('public.elsewhere');
}
