import type { Reply } from '../../core/channel.ts';
import type { FlowContext } from '../../core/flow.ts';
import { composeReply, type TextKey } from '../replies/compose-reply.ts';

const questions: readonly (readonly [TextKey, RegExp])[] = [
  ['house.cost', /(?:要钱|收钱|收费|花钱|多少钱(?:一次)?|费用|交钱|免费)(?:不|吗|么|呢|的吗|嘛)?(?:\?|$)/u],
  [
    'greeting.who',
    /你(?:是|到底是)?(?:谁|哪位|什么人|机器人|真人|人工|人还是|机器)|是(?:真人|机器人|人工智能|机器)(?:吗|在|么|还是)|跟机器说/u,
  ],
  ['house.privacy', /(?:会不会|不会|别).{0,6}(?:说出去|泄露|传出去|告诉(?:别人|他|对方|老板))|保密吗|安全吗|能保密/u],
  ['house.where', /(?:你们|中心|综治中心|调解室)?(?:在哪儿?|地址|怎么去|电话是?多少)(?:办|呀|啊|呢)?(?:\?|$)/u],
  ['house.time', /(?:多久|多长时间|几天|啥时候|什么时候)(?:能|才能|可以)?(?:办好|办完|调好|有结果|解决|处理)/u],
  ['house.binding', /调解(?:协议|书|成了|完)?.{0,6}(?:有用|管用|有效|算数|反悔|不认|不履行|作数)/u],
  ['house.voluntary', /(?:对方|他|她|老板|人家)(?:要是|如果)?(?:不来|不愿意|不同意|不配合|不调).{0,6}(?:怎么办|咋办|吗)/u],
];

/** Answers what is asked about us: cost, who we are, secrecy, where, how long, what an agreement is worth. `null` where the turn asks none of it. */
export function answerHouseQuestion(text: string, context: FlowContext): Reply | null {
  if (text.length > 40) return null;
  const found = questions.find(
    ([key, pattern]) =>
      pattern.test(text) && !(key === 'house.cost' && /赔|抚养|彩礼|律师|诉讼|起诉|官司|鉴定|物业|工资|补偿|房租/u.test(text)),
  );
  if (found === undefined) return null;
  const { site } = context;
  return composeReply(found[0], { botName: site.botName, siteName: site.name, address: site.address, phone: site.phone });
}
