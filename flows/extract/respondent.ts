import { cutName, type FoundParty, notName } from './party-name.ts';
import { surnameOf } from './surname.ts';

type Relation = { readonly name: string; readonly pattern: RegExp; readonly kind: 'kin' | 'neighbour' | 'role' };

const kin = '(?:的)?(?:弟弟?|哥哥?|姐姐?|妹妹?|妈|爸|爹|娘|家人)?';
const relations: readonly Relation[] = [
  {
    name: '配偶',
    kind: 'kin',
    pattern: new RegExp(`(?:我|俺)?(?:男人|老公|丈夫|老伴|媳妇|老婆|妻子|当家的|孩子他爸|孩子他妈|孩他爹)${kin}`, 'u'),
  },
  { name: '子女', kind: 'kin', pattern: /(?:我|俺)(?:的)?(?:大|二|三|小|几个)?(?:儿子|闺女|女儿|儿女|子女)/u },
  { name: '儿媳或女婿', kind: 'kin', pattern: /(?:我|俺)?(?:的)?(?:儿媳妇?|女婿)/u },
  { name: '父母', kind: 'kin', pattern: /(?:我|俺)(?:爸|妈|爹|娘|父亲|母亲)/u },
  { name: '公婆', kind: 'kin', pattern: /(?:我|俺)?(?:婆婆|公公|公婆|丈母娘|岳父|岳母)/u },
  { name: '兄弟姐妹', kind: 'kin', pattern: /(?:我|俺)(?:的)?(?:大|二|三|小)?(?:哥哥?|弟弟?|姐姐?|妹妹?|兄弟|嫂子|小叔子|叔|伯)/u },
  {
    name: '邻居',
    kind: 'neighbour',
    pattern:
      /(?:隔壁|楼上|楼下|对门|邻居|前院|后院|左邻)(?:家)?(?:(?:的)?(?:那家|那户|住户|邻居|人家|老[\u4e00-\u9fa5]|姓[\u4e00-\u9fa5]的)|[\u4e00-\u9fa5]家)?/u,
  },
  { name: '包工头', kind: 'role', pattern: /包工头|工头|带班的|劳务队长/u },
  { name: '单位老板', kind: 'role', pattern: /(?:厂里|工地|饭店|店里|公司)?老板/u },
  { name: '房东', kind: 'role', pattern: /房东/u },
  { name: '物业', kind: 'role', pattern: /(?:[\u4e00-\u9fa5]{2,6}?(?=物业公司))?物业(?:公司)?/u },
];
const adverse =
  /打|骂|闹|吵|欠|借|不还|不给|占|砸|堵|漏|拖|赌|出轨|不管|不养|不让|不理|跑|赶|拆|推|吓|说要|要把|弄|害|撞|坑|骗|扣|辞|躲|克扣|挖|盖|砍|偷|泼|踢|撵|喝|不回家|不认|抢|挪|停水|停电|断水|不干活|不修|堆|放|停车|扔|倒|种|垒|挡|咬|不肯|不退|不签/u;
const opposed = /(?:跟|和|与|告|找|问|被)[^,。]{0,3}$/u;
const object = /(?:把|给|替|帮|害|连|对)(?:我|俺)?$/u;

function plainWord(word: string): string {
  const plain = word.replace(/^[我俺](?:的)?/u, '').replace(/的$/u, '');
  if (/^(?:男人|老公|当家的|孩子他爸|孩他爹)$/u.test(plain)) return '丈夫';
  return /^(?:媳妇|老婆|孩子他妈)$/u.test(plain) ? '妻子' : plain;
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
  const bare = /^(?:的)?([\u4e00-\u9fa5]{2,3}?)(?=欠|不|拖|跑|说|就|给|没|把|打|撞|骂|拿|收|占|一直|老是|至今|到现在|,|。|$)/u.exec(
    near,
  )?.[1];
  if (bare !== undefined && !notName.test(bare) && surnameOf(bare) !== null && !adverse.test(bare)) return bare;
  const nick = /^(?:家)?(?:的)?(老[\u4e00-\u9fa5]|[\u4e00-\u9fa5]某某?)/u.exec(near)?.[1];
  return nick !== undefined && surnameOf(nick.replace(/^老/u, '')) !== null ? nick : null;
}

/** Tells whether the words around a kin or a role set them against the speaker. */
function isOpposed(relation: Relation, text: string, match: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, match.index - 4), match.index);
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 16);
  if (relation.kind === 'neighbour') return true;
  if (object.test(before)) return false;
  if (opposed.test(before)) return true;
  const act = adverse.exec(after);
  if (act === null) return relation.kind === 'role' && adverse.test(text.slice(Math.max(0, match.index - 6), match.index));
  // 我弟弟在煤矿被砸: whom something befell is not the one who did it.
  return relation.kind === 'role' || !after.slice(0, act.index).includes('被');
}

const company =
  /([\u4e00-\u9fa5A-Za-z]{2,16}(?:公司|物业(?!费)|集团|工程队|劳务队|医院|饭店|超市|旅行社|开发商|建筑队|学校|合作社|驾校|健身房|装修队|工厂|砖厂|煤矿))/u;
const trimCompany = /^.*(?:跟|和|在|给|被|找|是|叫|与|了|把|去|说|的|告|因为|从|我们?|这个|那个|一家|个|到|骂)/u;
const noCompany = /[一二两三四五六七八九十半\d]年|个月|欠|什么|时候|侵占|合伙|农村|小额|能|某|别的|其他|人民|为|向|要|想|不/u;

function findFirm(text: string): string | undefined {
  const firm = company.exec(text)?.[1]?.replace(trimCompany, '');
  return firm !== undefined && firm.length >= 4 && !noCompany.test(firm) ? firm : undefined;
}

const direct =
  /(?:对方|被告|被申请人|那个人|那人|欠钱的|借钱的|司机|肇事的|老板|包工头|工头|房东|他)(?:的?名字)?(?:叫|名叫|是叫)([\u4e00-\u9fa5]{2,4})/u;
const roleNoun = '(?:我)?(?:的)?(?:同学|朋友|亲戚|同事|表弟|表哥|战友|老乡|工友|邻居|一个叫)?';
const dealings: readonly RegExp[] = [
  new RegExp(
    `(?:跟|和|与|借给|被|找|告|欠我钱的|让)${roleNoun}(老[\\u4e00-\\u9fa5]|[\\u4e00-\\u9fa5]{2,3}?)(?:家)?(?:借|打|骂|吵|闹|欠|了|两|钱|[0-9一二两三四五六七八九十])`,
    'u',
  ),
  new RegExp(
    `(?:^|[,。\\s]|人)${roleNoun}(老[\\u4e00-\\u9fa5]|[\\u4e00-\\u9fa5]{2,3})(?:欠|借了?|打了?|骂|撞|占|拖欠|向我借|跟我借|找我借)`,
    'u',
  ),
];

function findByDealing(text: string): FoundParty | null {
  for (const pattern of dealings) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined && surnameOf(name.replace(/^老/u, '')) !== null && !notName.test(name))
      return { name, relation: null, confidence: 0.7 };
  }
  return null;
}

/** The other side where the text names it: 隔壁老王, 我男人, 包工头老刘, 顺达劳务公司. A role without a name is unsure. */
export function findRespondent(text: string): FoundParty | null {
  const named = direct.exec(text)?.[1];
  const directName = named === undefined ? null : cutName(named);
  const firm = findFirm(text);
  for (const relation of relations) {
    const match = relation.pattern.exec(text);
    if (match === null || !isOpposed(relation, text, match)) continue;
    const plain = plainWord(match[0]);
    const called = directName ?? nameBeside(text, match.index + match[0].length);
    if (called !== null) {
      const prefixed = directName === null && (relation.kind === 'neighbour' || called.startsWith('老'));
      return { name: prefixed ? plain + called : called, relation: relation.name, confidence: 0.9 };
    }
    if (firm !== undefined && relation.kind === 'role') return { name: firm, relation: relation.name, confidence: 0.85 };
    return { name: plain, relation: relation.name, confidence: relation.kind === 'role' ? 0.45 : 0.7 };
  }
  if (directName !== null) return { name: directName, relation: null, confidence: 0.9 };
  if (firm !== undefined && adverse.test(text)) return { name: firm, relation: null, confidence: 0.75 };
  return findByDealing(text);
}
