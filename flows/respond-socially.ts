import type { FlowContext } from '../core/flow.ts';
import type { ScreenedTurn } from '../core/turn.ts';
import { type FlowStep, sayOnly } from './flow-step.ts';
import { isOpening } from './intake/control-words.ts';
import { composeReply } from './replies/compose-reply.ts';
import { quickReplyTexts } from './replies/quick-reply-texts.ts';
import type { FlowState } from './state.ts';

const greeting =
  /^(?:喂+|在吗|在不在|在没在|有人(?:在)?(?:吗|不|没)|你好+|您好+|早上好|下午好|晚上好|早|哈喽|hello|hi|嗨|老师好?|小桥)[,。.!?~啊呀哈\s]*(?:在吗|在不在|有人吗|你好|您好)?[,。.!?~\s]*$/iu;
const thanks = /^(?:好的?|行|嗯|那)?[,]?\s*(?:谢谢?|多谢|感谢|谢了|麻烦(?:你|您)了|辛苦)[^?]{0,10}$/u;
const bye = /^(?:再见|拜拜|没事了|没别的了?|不用了|先这样吧?|就这些|没了)[^?]{0,6}$/u;
const anger =
  /(?:你们?|这)这?(?:什么|破|狗屁|啥){1,2}(?:玩意|东西|机器|系统|态度)|废物|没用的东西|屁用|骗子|滚|他妈的|垃圾|糊弄|踢皮球|气死我/u;

/** Tells whether the resident only checks that somebody is there. */
export function isGreeting(text: string): boolean {
  return greeting.test(text.trim());
}

/** Tells whether the resident is angry at us and says nothing else: a long telling with an oath in it is a telling. */
export function isAngry(text: string): boolean {
  return text.trim().length <= 24 && anger.test(text.trim());
}

/** Tells whether the resident only thanks. */
export function isThanks(text: string): boolean {
  return thanks.test(text.trim());
}

/** Greetings, thanks, anger, things that are none of our business; `null` where the turn is none of these. */
export function respondSocially(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep | null {
  const words = turn.text.trim();
  const { site } = context;
  if (greeting.test(words) || (turn.triage.intent === 'greeting' && words.length <= 10)) {
    const halfDone = state.intake?.phase === 'suspended';
    if (halfDone)
      return sayOnly(
        state,
        composeReply('greeting.resume', {}, { quickReplies: [quickReplyTexts.goOn, quickReplyTexts.other, quickReplyTexts.person] }),
      );
    if (state.greeted)
      return sayOnly(
        state,
        composeReply('greeting.again', {}, { quickReplies: [quickReplyTexts.ask, quickReplyTexts.register, quickReplyTexts.person] }),
      );
    const reply = composeReply(
      'greeting.hello',
      { botName: site.botName, siteName: site.name },
      { quickReplies: [quickReplyTexts.ask, quickReplyTexts.register, quickReplyTexts.status, quickReplyTexts.person] },
    );
    return sayOnly({ ...state, greeted: true }, reply);
  }
  if (isOpening(words)) return sayOnly(state, composeReply('greeting.listen'));
  if (anger.test(words)) return sayOnly(state, composeReply('anger.reply', {}, { quickReplies: [quickReplyTexts.person] }));
  if (thanks.test(words) || turn.triage.intent === 'thanks') return sayOnly(state, composeReply('thanks.reply'));
  if (bye.test(words)) return sayOnly(state, composeReply('thanks.bye'));
  if (turn.triage.intent === 'out_of_scope')
    return sayOnly(state, composeReply('out_of_scope.reply', {}, { quickReplies: [quickReplyTexts.person] }));
  return null;
}
