import { surnameOf } from './surname.ts';

/** A party read from a text: the name or what they are called, the relation where one was said, and how sure the reading is. */
export type FoundParty = { readonly name: string; readonly relation: string | null; readonly confidence: number };

const notName =
  /^(?:什么|谁|农民|工人|村民|业主|租客|租户|居民|住户|老人|女的|男的|学生|老师|司机|打工|受害|被|来|在|从|想|要|说|去|给|跟|和|这|那|一个|一名|个|您|你|他|她|不|没|问|为|干|做|因为|本地|外地|咨询|房东|老板|时候|高兴|真|很|好|都|就|有|对|平|该|应|都|明|原告|被告|当事|家属|和谐|成年|来自|南方|北方|单身|那家|那个|方便|全|应该|连|管|元)/u;
const given = '([\\u4e00-\\u9fa5]{1,5})';
const applicantPatterns: readonly RegExp[] = [
  new RegExp(`(?:我|俺|本人|老汉|老婆子)(?:的)?(?:名字|姓名|大名)?(?:叫|就叫|名叫)(?:做|个)?${given}`, 'u'),
  new RegExp(`(?:我的?|俺的?)?(?:名字|姓名)(?:叫|是|:|:)\\s*${given}`, 'u'),
  new RegExp(`(?:^|[,。,.;!\\s])(?:我|俺|我这边|这里)是${given}`, 'u'),
  new RegExp(`(?:^|[,。,.;!\\s])本人[:,]?\\s*${given}`, 'u'),
];
const stop = /(?:今年|住|电话|手机|是|的|在|,|来|要|家|被|男|女|想|跟|和|这|我|他|说|岁|村|,|啊|呀|呢|吧|了)/u;

function cutName(raw: string): string | null {
  const text = raw.split(stop)[0] ?? '';
  if (text === '' || notName.test(text)) return null;
  const surname = surnameOf(text);
  if (surname === null) return null;
  const name = text.slice(0, surname.length + 2);
  return name.length > surname.length && name.length <= 4 ? name : null;
}

/** The resident's own name where they say it (我叫…, 我是…, 本人…, 我姓王); a bare surname is unsure. */
export function findApplicantName(text: string): FoundParty | null {
  for (const [place, pattern] of applicantPatterns.entries()) {
    const raw = pattern.exec(text)?.[1];
    const name = raw === undefined ? null : cutName(raw);
    if (name !== null) return { name, relation: null, confidence: place < 2 ? 0.95 : 0.8 };
  }
  const surname = /(?:我|俺|免贵)(?:免贵)?姓([\u4e00-\u9fa5]{1,2})/u.exec(text)?.[1];
  const found = surname === undefined ? null : surnameOf(surname);
  return found === null ? null : { name: found, relation: null, confidence: 0.5 };
}

/** A whole answer as a person's name (王建国; 俺叫王建国); `null` where it looks like none. */
export function readNameAnswer(text: string): string | null {
  const said = findApplicantName(text);
  if (said !== null && said.confidence > 0.6) return said.name;
  const plain = text
    .trim()
    .replace(/^(?:我是|我叫|叫|是|姓名|名字|:|:|他叫|她叫)+/u, '')
    .replaceAll(/[。.!,\s]+$/g, '');
  const first = plain.split(/[,。\s]/u)[0] ?? '';
  if (!/^[\u4e00-\u9fa5·]{2,4}$/u.test(first) || surnameOf(first) === null || notName.test(first)) return null;
  return first;
}

const relations: readonly (readonly [string, RegExp])[] = [
  ['配偶', /(?:我|俺)?(?:男人|老公|丈夫|老伴|媳妇|老婆|妻子|当家的|孩子他爸|孩子他妈|孩他爹)/u],
  ['子女', /(?:我|俺)(?:的)?(?:大|二|三|小|几个)?(?:儿子|闺女|女儿|儿女|子女)/u],
  ['儿媳或女婿', /(?:我|俺)?(?:的)?(?:儿媳妇?|女婿)/u],
  ['父母', /(?:我|俺)(?:爸|妈|爹|娘|父亲|母亲)/u],
  ['公婆', /(?:我|俺)?(?:婆婆|公公|公婆|丈母娘|岳父|岳母)/u],
  ['兄弟姐妹', /(?:我|俺)(?:的)?(?:大|二|三|小)?(?:哥|弟弟?|姐|妹妹?|兄弟|嫂子|叔|伯)/u],
  [
    '邻居',
    /(?:隔壁|楼上|楼下|对门|邻居|前院|后院|东边|西边|左邻)(?:家)?(?:的)?(?:那家|那户|住户|邻居|人家|老[\u4e00-\u9fa5]|姓[\u4e00-\u9fa5]的|[\u4e00-\u9fa5]家)?/u,
  ],
  ['包工头', /包工头|工头|带班的|劳务队长/u],
  ['单位老板', /(?:厂里|工地|饭店|店里|公司)?老板/u],
  ['房东', /房东/u],
  ['物业', /[\u4e00-\u9fa5]{0,6}?物业(?:公司)?/u],
];
const adverse =
  /打|骂|闹|吵|欠|借|不还|不给|占|砸|堵|漏|拖|赌|出轨|不管|不养|不让|不理|跑|赶|拆|推|吓|说要|要把|弄|害|撞|坑|骗|扣|辞|躲|克扣|克|挖|盖|砍|偷|泼|踢|撵|喝酒|不回家|不认|抢|吃喝|挪|停水|停电|断水|不干活|不修|堆|放|停车|扔|倒|种|垒|挡|咬/u;

/** Husband and wife by one plain word each, whatever the dialect calls them. */
function spouseWord(word: string): string {
  if (/^(?:男人|老公|当家的|孩子他爸|孩他爹)$/u.test(word)) return '丈夫';
  return /^(?:媳妇|老婆|孩子他妈)$/u.test(word) ? '妻子' : word;
}

function nameBeside(text: string, at: number): string | null {
  const near = text.slice(at, at + 14);
  const named = /(?:叫|名叫|是|姓)([\u4e00-\u9fa5]{1,4})/u.exec(near);
  if (named?.[1] !== undefined && named.index < 6) {
    const name = cutName(named[1]);
    if (name !== null) return name;
    const surname = surnameOf(named[1]);
    if (surname !== null && near[named.index] === '姓') return `${surname}某`;
  }
  const plain = /^(?:的)?([\u4e00-\u9fa5]{2,3}?)(?=欠|不|拖|跑|说|就|给|没|把|打|撞|骂|拿|收|占|一直|老是|至今|到现在|,|。|$)/u.exec(
    near,
  )?.[1];
  if (plain !== undefined && plain.length >= 2 && !notName.test(plain) && surnameOf(plain) !== null && !adverse.test(plain)) return plain;
  const nick = /^(?:家)?(?:的)?(老[\u4e00-\u9fa5]|[\u4e00-\u9fa5]某某?)/u.exec(near)?.[1];
  return nick !== undefined && surnameOf(nick.replace(/^老/u, '')) !== null ? nick : null;
}

const company =
  /([\u4e00-\u9fa5A-Za-z]{2,16}(?:公司|物业|集团|工程队|劳务队|医院|饭店|超市|旅行社|开发商|建筑队|学校|合作社|驾校|健身房|装修队|工厂|砖厂|煤矿))/u;
const trimCompany = /^.*(?:跟|和|在|给|被|找|是|叫|与|了|把|去|说|的|告|因为|从|我们?|这个|那个|一家|个)/u;

/** The other side where the text names it: 隔壁老王, 我男人, 包工头老刘, 顺达劳务公司. */
export function findRespondent(text: string): FoundParty | null {
  const direct =
    /(?:对方|被告|被申请人|那个人|那人|欠钱的|借钱的|司机|肇事的|老板|包工头|工头|房东|他)(?:的?名字)?(?:叫|名叫|是叫)([\u4e00-\u9fa5]{2,4})/u.exec(
      text,
    )?.[1];
  const directName = direct === undefined ? null : cutName(direct);
  const firm = company.exec(text)?.[1]?.replace(trimCompany, '');
  for (const [relation, pattern] of relations) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const around = text.slice(Math.max(0, match.index - 6), match.index + match[0].length + 16);
    if (
      relation !== '邻居' &&
      !adverse.test(around) &&
      !/(?:跟|和|与|告|找|问|被)[^,。]{0,3}$/u.test(text.slice(Math.max(0, match.index - 4), match.index))
    )
      continue;
    const called = directName ?? nameBeside(text, match.index + match[0].length);
    const plain = spouseWord(match[0].replace(/^[我俺](?:的)?/u, ''));
    if (called !== null)
      return {
        name: directName ?? (relation === '邻居' || called.startsWith('老') ? `${plain}${called}` : called),
        relation,
        confidence: 0.9,
      };
    if (firm !== undefined && firm.length >= 4) return { name: firm, relation, confidence: 0.85 };
    const vague = relation === '单位老板' || relation === '包工头' || relation === '物业' || relation === '房东';
    return { name: plain, relation, confidence: vague ? 0.45 : plain.length > 2 ? 0.7 : 0.65 };
  }
  if (directName !== null) return { name: directName, relation: null, confidence: 0.9 };
  if (firm !== undefined && firm.length >= 4 && adverse.test(text)) return { name: firm, relation: null, confidence: 0.75 };
  const called =
    /(?:跟|和|与|借给|被|找|告|欠我钱的|让)(?:我)?(?:的)?(?:同学|朋友|亲戚|同事|表弟|表哥|战友|老乡|工友|邻居|一个叫)?(老[\u4e00-\u9fa5]|[\u4e00-\u9fa5]{2,3}?)(?:家)?(?:借|打|骂|吵|闹|欠|了|两|钱|[0-9一二两三四五六七八九十])/u.exec(
      text,
    )?.[1];
  if (called !== undefined && surnameOf(called.replace(/^老/u, '')) !== null && !notName.test(called))
    return { name: called, relation: null, confidence: 0.7 };
  const owes = /(?:^|[,。,\s]|人)(老[\u4e00-\u9fa5]|[\u4e00-\u9fa5]{2,3})(?:欠|借了?|打了?|骂|撞|占|拖欠|向我借|跟我借|找我借)/u.exec(
    text,
  )?.[1];
  if (owes !== undefined && surnameOf(owes.replace(/^老/u, '')) !== null && !notName.test(owes) && owes.length >= 2)
    return { name: owes, relation: null, confidence: 0.7 };
  return null;
}
