import type { ScreenResult } from '../../core/risk.ts';
import { isAtLeast } from '../../core/risk.ts';
import type { TriageResult } from '../../core/turn.ts';
import { isOpening, isQuestion } from '../intake/control-words.ts';

type Intent = TriageResult['intent'];

const longestShort = 14;
const handoff =
  /(?:找|转|要|换|叫|喊|接)(?:个|一下|到|给我)?(?:人工|真人|活人|工作人员|值班员|值班的|客服|你们?领导|领导)|^(?:人工|真人|人工服务|转人工|客服)[。!吧呀啊]*$|(?:跟|和)(?:个)?(?:真人|活人|工作人员|调解员)(?:说|聊|谈|讲)|不(?:想)?(?:跟|和)(?:机器|机器人)(?:说|聊)|叫(?:你们)?领导来|找(?:个)?(?:女|男)的?(?:调解员|同志|工作人员)/;
const caseStatus =
  /[A-Za-z]{2}\d{8}-?\d{4,}|编号[A-Za-z]{2}[-\d]{4,}|(?:上(?:个)?(?:星期|礼拜|周|月)|前(?:天|几天)|昨天|那天)[^。]{0,10}(?:登(?:的)?记|报的|你们说派)[^。]{0,16}(?:咋样|怎么样|谁管|人呢|哪一步|有信)|(?:查|问)(?:一下|下|询)?(?:我的?)?(?:进度|案子|编号|单子)|(?:登记|申请|报|反映)的?(?:那个?)?(?:事|案子|单子|纠纷)(?:儿)?[^,。]{0,8}(?:办|处理|到哪|怎么样|咋样|有信|结果)|(?:我|俺)(?:那|的)?(?:个)?(?:案子|单子|事)(?:儿)?[^,。]{0,4}(?:有信|办到|到哪|咋样了|怎么样了|进展)|^(?:查)?进度\??$/;
const privacy =
  /(?:删|抹|清|销)(?:除|掉|了)?[^,。]{0,6}(?:我)?(?:的)?(?:信息|资料|电话|记录|身份证|名字|聊天)|(?:信息|资料|电话|记录|身份证|名字)[^,。]{0,10}(?:删|抹掉|清掉|去掉|撤回)|谁能看(?:到|见)我(?:的|说)|撤(?:销|回)授权|(?:查看|查一下|知道)[^,。]{0,10}(?:关于我的|我的)(?:记录|信息)|跟你(?:聊|说)的[^,。]{0,8}(?:会|能)[^,。]{0,6}(?:看见|看到|知道)|(?:填|留)的[^,。]{0,12}(?:去掉|删)|我的(?:信息|资料)(?:会不会|能不能)[^,。]{0,6}(?:泄露|给别人|传)/;
const complaint =
  /你们(?:那个|这个)?(?:窗口|调解员|的人|的)[^。]{0,6}(?:的人)?[^。]{0,18}(?:说我|当着|告诉了对方|念错|不耐烦|太磨叽|喝酒来)|你们(?:这)?拖了|说你们不作为|调解员(?:喝酒|让我签字)|我?要?找你们领导[^。]{0,30}(?:不打|没人|没消息|说好)|(?:他|调解员)[^,。]{0,4}(?:才来|迟到)[^。]{0,10}道歉没有|要投诉(?:他|她|那个|换人)|(?:调解员|你们(?:那个|的)?(?:人|工作人员|值班|同志)|网格员|上回来的人|来调解的)[^。]{0,16}(?:收了|偏|向着|骂|态度|不管|推|拖|要钱|吃了|喝了|不公|拉偏)|你们[^,。]{0,8}(?:接电话|窗口|值班|大厅)[^。]{0,16}(?:撂|挂|骂|态度|推|凶)|调解室里?[^。]{0,20}反映|打了[^。]{0,8}没人接[^。]{0,8}投诉|名字写错[^。]{0,20}(?:你们|改了)|(?:投诉|举报|反映)(?:一下)?(?:你们|调解员|网格员|工作人员|你们(?:那个|的)?人)/;
const greeting =
  /^(?:喂+|在吗|在么|在不在|有人(?:在)?(?:吗|没|不)?|你好|您好|hello|hi|师傅|同志|大夫|早上好|晚上好|下午好|上午好|听见不|听得见吗|啊|哎|[,。!?~\s]|在不在啊|小桥|在)+$/i;
const thanks = /^(?:谢谢|多谢|感谢|谢了|辛苦|麻烦(?:您|你)了|知道了|好的?|再见|拜拜|嗯|行|收到|不客气|您|你|了|啦|啊|[,。!~\s])+$/;
const outOfScope =
  /(?:天气|下雨不|下雪不|几度|双色球|彩票(?:买|几号)|股票(?:买|涨)|推荐(?:个|一下|点)?[^,。]{0,6}(?:电影|菜|方子|饭店|手机|小说)|写(?:个|一篇|篇)(?:检讨|作文|诗|论文|情书|小说)|讲个笑话|唱(?:个|首)歌|翻译|代码|作业|菜谱|怎么做(?:菜|饭)|拼车|出一台|出(?:个|台|辆)[^,。]{0,6}(?:九成新|二手)|免费理发|捡到|祝(?:大家|各位)|谁有[^,。]{0,8}(?:卖|转让)|砍一刀|拼团|招聘|求购|代刷|犯太岁|算(?:个)?(?:卦|命)|编个[^,。]{0,8}理由|教我(?:跳|唱|做)|演不演|唱(?:个|首|支)|拿个主意|怎么炖|炖才烂|谁逗|卖蜂蜜|治[^,。]{0,4}(?:腰|腿|头)疼的?(?:方|药))/;
const contactTalk =
  /打错(?:了|电话)|发错(?:了|群)|你是真人|是录音|机器人吗|听(?:得)?见不|听不清|回我一下|你是男的|从哪(?:儿)?说起|再想想$|等会儿再打/;
const abstract =
  /^(?:请问|想问(?:一下|下|问)?|问一下|问下|咨询(?:一下|下)?|@\S+)?[,\s]*[^,。]{0,24}(?:是多少|多少(?:天|年|钱)|判几年|判多久|怎么判|一般判|算不算|合法(?:吗|不)|是什么|什么意思|有(?:什么|啥)(?:区别|不同)|几(?:天|年|级|户|岁)|哪个重|怎么(?:写|申请|算|办理|认定)|咋(?:写|算|申请)|要(?:什么|啥)(?:材料|手续|条件)|有没有(?:规定|法律)|能不能给我找个律师|归谁管|多长时间|多久)(?:的|呢|啊|呀|吗)?[?。!]?$/;
/** Asks about the law or a form in general: no person of theirs stands in it. */
const person = /我(?!国|们国)|俺|咱|他|她|人家|对方|老板|邻居|隔壁|物业|公司|单位|房东|中介|大哥|儿子|媳妇|婆婆|商家|工头/;
/** Talk about how somebody feels, a film, a game, an exam: no matter of law. */
const talk =
  /电影|电视剧|小说|手游|游戏里|同学聚会|考试|作业|天气|睡不着|睡得|做梦|心情|想开|挺好|踏实|放寒假|退休不适应|瑜伽|跳舞|唱歌|追剧|普法|讲座|展板|法律明白人|杀青/;

/** Tells whether a text only speaks of the contact itself: a wrong number, is this a machine, can you hear me. */
export function isContactTalk(text: string): boolean {
  return contactTalk.test(text.trim());
}

/** Tells whether a text asks about the law or a form in general. */
export function isAbstractQuestion(text: string): boolean {
  return text.length <= 32 && abstract.test(text) && !person.test(text);
}

/** Tells whether a text speaks of a matter that somebody has, and not of the law in general or of life. */
export function isOwnMatter(text: string): boolean {
  return !talk.test(text) && !isAbstractQuestion(text);
}

/** Finds what the resident wants of us. `isDispute` tells whether a dispute type was found; `asked` that a question of the form stands open. */
export function readIntent(text: string, screen: ScreenResult, isDispute: boolean, asked: string | null): Intent {
  const words = text.trim();
  if (words === '') return 'unclear';
  if (complaint.test(words)) return 'complaint';
  if (handoff.test(words)) return 'handoff';
  if (caseStatus.test(words)) return 'case_status';
  if (privacy.test(words)) return 'privacy';
  if (asked === null && words.length <= longestShort && greeting.test(words)) return 'greeting';
  if (words.length <= longestShort && thanks.test(words)) return asked === null ? 'thanks' : 'unclear';
  const grave = isAtLeast(screen.level, 'watch');
  if (!grave && asked === null && outOfScope.test(words) && !isDispute) return 'out_of_scope';
  if (contactTalk.test(words) || isOpening(words)) return 'unclear';
  if (isQuestion(words) || isAbstractQuestion(words)) return 'question';
  return isDispute ? 'dispute' : 'unclear';
}
