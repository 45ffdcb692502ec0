import type { ScreenedTurn } from '../../core/turn.ts';
import { type FlowStep, sayOnly } from '../flow-step.ts';
import { composeReply } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import { type FlowState, freshState } from '../state.ts';

const askPattern =
  /(?:删除?|删掉|清除|清空|抹掉|注销)(?:掉|了)?(?:我|俺|本人)?(?:的|所有的?|全部)*(?:个人)?(?:信息|资料|记录|数据|账号|聊天|电话|名字)|(?:信息|资料|记录|数据)(?:都|全)?(?:删|清)(?:了|掉|除)/u;
const yesPattern = /确认删除|确定删除|^(?:确认|确定|删|删吧|删了吧|是|是的|对|要删)[。!吧了]*$/u;

/** Asks before erasing, then erases (个人信息保护法 arts. 15, 47); `null` where the turn is about nothing of the kind. */
export function confirmErase(turn: ScreenedTurn, state: FlowState): FlowStep | null {
  const words = turn.text.trim();
  if (state.pending === 'erase') {
    if (yesPattern.test(words)) {
      return {
        state: { ...freshState, greeted: true, safety: state.safety },
        replies: [composeReply('erase.done')],
        effects: [{ kind: 'erase_personal_data' }],
      };
    }
    if (/^(?:不删?|算了|不要|别删|不用|先不|不删了)/u.test(words)) return sayOnly({ ...state, pending: null }, composeReply('erase.kept'));
  }
  if (turn.triage.intent !== 'privacy' && !askPattern.test(words)) return null;
  return sayOnly(
    { ...state, pending: 'erase' },
    composeReply('erase.confirm', {}, { quickReplies: [quickReplyTexts.erase, quickReplyTexts.keep] }),
  );
}
