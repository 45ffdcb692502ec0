import { takeName } from './name-shape.ts';
import type { FoundParty } from './party-name.ts';
import { surnameOf } from './surname.ts';

/** So little is known of such a party that it is said back before it counts. */
const unsure = 0.45;

const own = /(?:我叫|我是|俺叫|俺是|本人|名字|姓名|我们?村|我们?厂|住在?|电话)$/u;
const clauseStart =
  /(?<=^|[,，。;；:!！?？\s]|被|让|跟|和|与|告|找|的|儿子|闺女|女儿|弟|哥|姐|妹|侄|婿|媳|亲家|朋友|同学|同事|熟人|老乡)/gu;
const stops =
  /[我俺你您他她它咱这那哪谁的了是在有不没就都也还被让把给去来说想要对跟和与因为所以如果但而且一二三四五六七八九十两几\d年月日号天时候今昨明现]/u;
/** What people set against others, and things set against people: wider than where a name is taken for sure. */
const deeds =
  '(?:欠|借|拖|赖|骗|坑|打|骂|撞|砸|咬|占|堵|挡|挖|拆|推|砍|偷|泼|淹|泡|漏|冲|烧|烫|压|刮|蹭|碰|绊|划|割|熏|吵|涨价|乱收|多收|扣|罚|停|断|关|违约|反悔|变卦|推脱|拉黑|逼|不给|不退|不还|不赔|不修|不管|不认|不让|不肯|不接|不发|不结|不签|不办|不干|没给|没退|没还|没修|没发|要价|要我|要多|跑路|跑了|失联|把|弄|害|丢|摔|污染|排|倒|种|垒|盖|圈|霸|独吞|吞了|卷|毁|换了|改了|漏水|招|骗走)';
const doer = new RegExp(
  `^(?:[我俺咱](?:们)?家?(?:的|那个?)?)?([\\u4e00-\\u9fa5]{2,6}?)(?:家)?(?:老是|总是|一直|天天|非|硬|又|还|也|就|在[^,，。]{1,8}?)?${deeds}`,
  'u',
);
const noDoer =
  /^(?:结果|后来|现在|到现在|本来|当时|刚才|突然|老是|总是|一直|天天|每天|每次|可是|但是|然后|所以|因为|如果|要是|听说|邻居|家里|自己|别人|人家|大家|谁|东西|房子?|钱|工资|工钱|车子?|孩子|娃|墙|水|电|地|树|合同|手机|货|衣服|老人|当初|原来|其实|反正|已经|经常|整天|半夜|晚上|白天|早上|下午|中午|平时|上午|上次|上回|下次|前天|前年|前面|屋里|门口|院里|地里|路上|工地|厂里|单位|村里)/u;
const calledBySurname = /(?<![我俺免贵])姓([\u4e00-\u9fa5])(?=[^\u4e00-\u9fa5]|的|那|家|人|$)/u;

/** Whoever acts against the speaker, wherever it stands in the sentence: the words right before the deed. */
const againstMe =
  /([\u4e00-\u9fa5]{2,4})(?:老是?|总是?|天天|一直)?(?:冲|朝|打|骂|吼|撵|推|欺负|吓唬|威胁|逼|欠|坑|骗|堵)(?:着|了)?(?:我|俺|咱|额|人|进|上|到|过)/u;

/** The name at the start of a text where it is a full one: a surname and two characters, or a surname of two. */
function takeFullName(text: string): string | null {
  const name = takeName(text);
  return name !== null && name.length >= 3 && !/[师傅老板经理会计主任]$/u.test(name) ? name : null;
}

/**
 * Who may be the other side where no rule knows: a full name that stands where a party can stand, who does something against somebody, a bare
 * surname. Never sure: it is said back to the resident, who says yes or better.
 */
export function findUnsureParty(text: string): FoundParty | null {
  let found: string | null = null;
  for (const start of text.slice(0, 400).matchAll(clauseStart)) {
    if (own.test(text.slice(Math.max(0, start.index - 3), start.index))) continue;
    const rest = text.slice(start.index, start.index + 24);
    const name = takeFullName(rest);
    if (name !== null) return { name, relation: null, confidence: unsure };
    const body = doer.exec(rest)?.[1];
    if (found === null && body !== undefined && !stops.test(body) && !noDoer.test(body)) found = body;
  }
  const surname = calledBySurname.exec(text)?.[1];
  if (surname !== undefined && surnameOf(surname) !== null) return { name: `${surname}某`, relation: null, confidence: unsure };
  const near = againstMe.exec(text.slice(0, 400))?.[1]?.replace(/^.*[我俺的了在是就也都又还把被让来]/u, '') ?? '';
  if (found === null && near.length >= 2 && !noDoer.test(near)) found = near;
  return found === null ? null : { name: found, relation: null, confidence: unsure };
}
