import { surnameOf } from './surname.ts';

/** What stands where a name could stand and is none. */
export const notName =
  /^(?:什么|谁|农民|工人|村民|业主|租客|租户|居民|住户|老人|老板|老公|老婆|老伴|老汉|老实|老是|老赖|老家|老乡|老人家|女的|男的|学生|老师|司机|打工|受害|被|来|在|从|想|要|说|去|给|跟|这|那家|那个|那边|一个|一名|个|您|你|他|她|不|没|问|为|干活|干了|做|因为|本地|外地|咨询|房东|时候|高兴|真|很|好|都是|就|有人|有的|有没|对方|对面|平时|该|应|明天|原告|被告|当事|家属|家里|和谐|成年|来自|南方|北方|单身|方便|全家|全部|全是|应该|连|管|元|向|父母|朋友|银行|前妻|前夫|亲戚|单位|钱|车|水|安全|安排|合同|合伙|工地|公司|物业|经理|冷|和|许多|何|毛病|常|成了|党|强制|强行|项目|广场|万|千|后来|后头|时间|平房|包工|支付|解决|能|于是|金额|花|农|古|双方|易|和我|经常|明|方|单|关|高|邻|隔|楼|对|车主|店|明明|随便|保密|知道|不知|匿名)/u;

/** Characters that begin what somebody does rather than go on with a given name. */
const beginsDeed =
  '欠不拖跑说就给没把打撞骂拿占借赌偷卖跟找让被也都还又在是的了从要向去来租住当砍挪咬踩堵扣退赖躲推压户挖砸踢吵闹喝弄扔挡抢撵辞拆毁违拒搬踩洗修种盖垒收管干做骑叫这那我俺他她你一老死私克剪偷至昨今已每总却只才今带开答答约和与、,，。；;！!?？:：\n ';

function isHan(character: string | undefined): boolean {
  return character !== undefined && /[\u4e00-\u9fa5]/u.test(character);
}

function continuesName(character: string | undefined): boolean {
  return isHan(character) && !beginsDeed.includes(character ?? '');
}

const nick =
  /^(?:老(?!板|公|婆|伴|家|汉|人|师|乡|实|是|赖|太|总|早|大|二|幺)[\u4e00-\u9fa5]|[\u4e00-\u9fa5](?:师傅|老太|老汉|老板|会计|经理|书记|主任|队长|医生|大夫|老师|总|姐|哥|嫂|婶|某某?)(?![\u4e00-\u9fa5]{0}的?时))/u;
const title = /^(?:老板|公|婆)/u;

/**
 * The person's name at the start of a text: a surname with one or two characters that do not begin a deed (许老四把… is 许老四), or what people are
 * called (老纪, 国师傅, 玉姐). `null` where there is none.
 */
export function takeName(text: string): string | null {
  if (text === '' || title.test(text)) return null;
  const called = nick.exec(text)?.[0];
  if (called !== undefined && (!notName.test(called) || /师傅|老板|姐$/u.test(called))) return called;
  if (
    notName.test(text) &&
    !/^(?:万|高|花|何|常|党|成|明|方|单|关|车|冷|毛|和|安|时|全|金|古|易|农|强|许|支|后|千|能|于|解|钱|水|经|楼|对|管|连|元|向|应|有|家|真|平|干|那)[\u4e00-\u9fa5]/u.test(
      text,
    )
  )
    return null;
  const surname = surnameOf(text);
  if (surname === null) return null;
  const rest = [...text.slice(surname.length)];
  const [first, second] = rest;
  // 许老四, 鲍一山: these stand in second place though they may begin other words.
  if (!(continuesName(first) || ((first === '老' || first === '一') && continuesName(second)))) return null;
  const long = continuesName(second) ? `${surname}${first}${second}` : `${surname}${first}`;
  return notWord.test(long) ? null : long;
}

/** Words that begin with a surname and are no name even where one is looked for. */
const notWord =
  /^(?:修|盖[章房楼]|景区|[商店厂卖买专国大人亲婆娘]家|都[\u4e00-\u9fa5]|万元|万块|高兴|高铁|高速|花了|花钱|何时|常常|党员|成年|成了|明天|明明|方便|方法|单位|关门|关系|车子|车主|车间|毛病|和我|和他|安全|安排|时候|时间|全家|全部|全是|金额|农民|农村|强制|强行|许多|支付|后来|后面|后头|千万|能不|于是|解决|钱都|水都|经常|楼上|楼下|对方|对面|对门|管理|连我|元钱|向我|应该|有人|有的|有没|家里|家人|真的|平时|平房|干活|干了|那家|那个|那边|物业|工地|合同|合伙|包工|项目|广场|邻居|隔壁|公司|经理|单身|和谐|明白)/u;

/** A name that was said with 叫 or as an answer: any two to four characters that are no common word. */
export function takeSaidName(text: string): string | null {
  const name = takeName(text);
  if (name !== null) return name;
  const plain = /^[\u4e00-\u9fa5·]{2,4}(?=$|[,，。.;；!！、\s(（])/u.exec(text)?.[0];
  return plain !== undefined && isPlainName(plain) ? plain : null;
}

function isPlainName(text: string): boolean {
  return (
    !notWord.test(text) &&
    !/[的了吗呢吧啊是不没有我你他她它这那什么谁哪怎欠钱]/u.test(text) &&
    !/^(?:随便|保密|知道|匿名|农民|工人|村民|业主)/u.test(text)
  );
}
