import { takeName, takeSaidName } from './name-shape.ts';
import { findOrganisations } from './organisation.ts';
import type { FoundParty } from './party-name.ts';
import { type Relation, relations } from './relation.ts';
import { surnameOf } from './surname.ts';
import { findUnsureParty } from './unsure-party.ts';

const adverse =
  /打|骂|闹|吵|欠|借|不还|不给|占|砸|堵|漏|拖|赌|出轨|不管|不养|不让|不理|跑|赶|拆|推|吓|说要|要把|弄|害|撞|坑|骗|扣|辞|躲|克扣|挖|盖|砍|偷|泼|踢|撵|喝|不回家|不认|抢|挪|停水|停电|断水|不干活|不修|堆|放|停车|扔|倒|种|垒|挡|咬|不肯|不退|不签|独占|没管|没一个|不出|要回|不让我|回娘家/u;
const opposed = /(?:跟|和|与|告|找|问|被|让)[^,。]{0,3}$/u;
const object = /(?:把|给|替|帮|害|连|对)(?:我|俺)?$/u;

function plainWord(word: string): string {
  const plain = word.replace(/^[我俺](?:的)?/u, '').replace(/的$/u, '');
  if (/^(?:男人|老公|当家的|(?:孩子|娃|孩儿|孩)(?:他|她)(?:爸爸?|爹|大))$/u.test(plain)) return '丈夫';
  return /^(?:媳妇|老婆|婆姨|(?:孩子|娃|孩儿|孩)(?:他|她)(?:妈妈?|娘))$/u.test(plain) ? '妻子' : plain;
}

/** A name ends within so many characters: no more is looked at. */
const nameReach = 24;

/** The name that stands right after a relation or a role: 叫…, 姓…的, or the name itself. */
function nameBeside(text: string, at: number): string | null {
  const near = text.slice(at, at + 16);
  const named = /^[^,。,]{0,4}?(?:名字)?(?:叫|名叫|就叫)(?:做)?/u.exec(near);
  if (named !== null) {
    const rest = text.slice(at + named[0].length, at + named[0].length + nameReach);
    const body = findOrganisations(rest).find((other) => other.start === 0 && other.exact);
    const name = body?.name ?? takeSaidName(rest);
    if (name !== null) return name;
  }
  const surname = /^[^,。,]{0,3}?姓([\u4e00-\u9fa5]{1,2})/u.exec(near)?.[1];
  const family = surname === undefined ? null : surnameOf(surname);
  if (family !== null) return `${family}某`;
  return takeName(near.replace(/^(?:家)?(?:的)?(?:是)?[:]?/u, ''));
}

/** Tells whether the words around a kin or a role set them against the speaker. */
function isOpposed(relation: Relation, text: string, match: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, match.index - 4), match.index);
  const after = text.slice(match.index + match[0].length, match.index + match[0].length + 16);
  if (relation.kind === 'neighbour') return true;
  if (object.test(before)) return false;
  // 我和老伴报名去北京: together, not against.
  if (opposed.test(before) && !/(?:我|俺)(?:和|跟|与)$/u.test(before)) return true;
  const act = adverse.exec(after);
  if (act === null) return relation.kind === 'role' && adverse.test(text.slice(Math.max(0, match.index - 6), match.index));
  // 我弟弟在煤矿被砸: whom something befell is not the one who did it.
  return relation.kind === 'role' || !/被|让/u.test(after.slice(0, act.index));
}

/** Who is named with 叫 and is not the other side: the writer, a place, a witness, a child. */
const namesOther =
  /(?:我|俺|额|咱|本人|名字|姓名|大名|小区|小区名|村子?|镇|街|路|楼盘|证人|工友|律师|孩子|娃|网格员|替我[^,。]{1,3}|他耳背)$/u;
const called = /([\u4e00-\u9fa5]{0,6}?)(?:名字)?(?:叫|名叫)(?:做)?(?=[\u4e00-\u9fa5])/gu;
const bareSurname = /(?:[,，。]|他|她|的)姓([\u4e00-\u9fa5])(?:的[^,，。]{0,3})?(?=$|[,，。])/u;
const notCalled = /^(?:他|她|我|俺|你|人|不|个|了|着|什么|啥|的|我们|他们|一声|价|板|苦|嚷|车|外卖|号|冤|醒|停)/u;
const afterName = /^[\u4e00-\u9fa5A-Za-z0-9·]{2,14}(?=$|[,，。.;；!！、\s])/u;

function findCalled(text: string): FoundParty | null {
  for (const match of text.matchAll(called)) {
    const who = match[1] ?? '';
    const before = text.slice(Math.max(0, match.index - 3), match.index) + who;
    const rest = text.slice(match.index + match[0].length, match.index + match[0].length + nameReach);
    if (namesOther.test(before) || notCalled.test(rest)) continue;
    const person = takeSaidName(rest);
    const organisation = findOrganisations(rest).find((other) => other.start === 0 && other.exact);
    if (organisation !== undefined) return { name: organisation.name, relation: null, confidence: 0.9 };
    const words = afterName.exec(rest)?.[0];
    const firm = /(?:公司|单位|店名?|商家|厂家?|厂子|机构|中心|社|院|房|行|楼|部|门诊|牙科|超市|酒楼|卖家)$/u.test(who);
    if (firm && words !== undefined) return { name: words, relation: null, confidence: 0.9 };
    if (person !== null) return { name: person, relation: null, confidence: 0.9 };
  }
  const surname = bareSurname.exec(text)?.[1];
  return surname === undefined || surnameOf(surname) === null ? null : { name: `${surname}某`, relation: null, confidence: 0.75 };
}

const labelled =
  /(?:被申请人|对方当事人|对方|借款人|欠款人|被告|单位|公司|商家|旅行社|开发商|厂家|厂子|店家|物业)(?:姓名|名称|名字)?(?::|是|就是)\s*([\u4e00-\u9fa5A-Za-z0-9·]{2,16})(?=$|[,，。.;；!！、\s])/u;

function findLabelled(text: string): FoundParty | null {
  const raw = labelled.exec(text)?.[1];
  if (raw === undefined || /^(?:谁|什么|我|一个|个|本地|外地|不)/u.test(raw)) return null;
  return { name: raw, relation: null, confidence: 0.9 };
}

const roles =
  '(?:店主|店家|教练|支书|书记|发小|哥们|街坊|护工|保安|租客|租户|房客|买主|货主|木匠|瓦匠|电工|保姆|卖家|买家|司机|车主|主播|合伙人|合伙的|原房主|房主|中介|库管|肇事的|老板娘|会计|队长|厂长|园长|经理|校长|村长|组长|主任|医生|大夫|导游|领队|群主|鸡场主|场主|承包人|施工的|打井的|借钱的|欠钱的|收钱的|养羊的|邻村的|同村的|本村的|一个叫|女方|男方|前夫|前妻|小工|师傅|住的|种地的|开店的|推土机的)';
const roleThenName = new RegExp(`${roles}(?:的)?(?:是|叫|:)?`, 'gu');
const dealBefore =
  /(?:借给|租给|卖给|转给|告|跟|和|与|被|让|找|欠我钱的是|供|给|由|归)(?:了)?(?:我|俺)?(?:的)?(?:同村|同学|朋友|亲戚|同事|战友|老乡|工友|邻居|那个)?(?:的)?/gu;
const dealAfter =
  /^(?:家)?(?:的[羊狗牛猪鸡车树墙]|欠|借|拖|打|骂|撞|占|把|砍|挪|撵|偷|卖|压|独占|说好|合伙|合买|吵|闹|跑|不|盖|砌|干|做|担保|砸|咬|拿|领|垒|堵|种|推|找我|向我|跟我|问我|要我|[一二两三四五六七八九十\d]|[,，。]|$|一|挖|犁|踩|啃|平)/u;

function takeParty(text: string): string | null {
  const household = /^([\u4e00-\u9fa5])家(?=的|垒|把|占|堵|盖|,|，|。|$|不|一)/u.exec(text);
  if (
    household?.[1] !== undefined &&
    surnameOf(household[1]) !== null &&
    !/[我俺他她人大国公那这后前上下商厂店卖买专邻婆娘亲冤]/u.test(household[1])
  )
    return household[0];
  const surname = /^姓([\u4e00-\u9fa5])(?:的|(?=$|[,，。]))/u.exec(text)?.[1];
  if (surname !== undefined && surnameOf(surname) !== null) return `${surname}某`;
  return takeName(text);
}

function findByDealing(text: string): FoundParty | null {
  for (const match of text.matchAll(roleThenName)) {
    const name = takeParty(text.slice(match.index + match[0].length));
    if (name !== null) return { name, relation: null, confidence: 0.85 };
  }
  for (const start of text.matchAll(/(?<=^|[,，。;；\s]|后院|前院|旁边|隔壁|对面|坏了|占了|问了|找过|让|听说|的)/gu)) {
    const rest = text.slice(start.index + start[0].length);
    if (findOrganisations(rest.slice(0, 18)).some((other) => other.start === 0)) continue;
    const name = takeParty(rest);
    const after = rest.slice(name === null ? 0 : name.endsWith('某') && rest.startsWith('姓') ? 3 : name.length);
    if (
      name !== null &&
      !/^(?:我|俺)/u.test(rest) &&
      /^(?:家)?(?:的[羊狗牛猪鸡车树墙]|欠|借|拖|打|骂|撞|占|把|砍|挪|偷|卖|压|独占|(?:和|、|跟|与)[\u4e00-\u9fa5]{2,3}(?:欠|借|拖|打|骂|把|占|都|两)|卷|给我|要我|骑|开车|登记|收了|收我|拿了|来|挖|犁|啃|种|的[\u4e00-\u9fa5]{0,3}(?:店|场|铺|厂|馆|摊|作坊)|管账|开的|干的|垒|堵|推|那家|不)/u.test(
        after,
      )
    )
      return { name, relation: null, confidence: 0.75 };
  }
  for (const match of text.matchAll(dealBefore)) {
    const rest = text.slice(match.index + match[0].length);
    const name = takeParty(rest);
    if (name !== null && dealAfter.test(rest.slice(name.endsWith('某') && rest.startsWith('姓') ? 3 : name.length)))
      return { name, relation: null, confidence: 0.75 };
  }
  const surname = /(?<![我俺])姓([\u4e00-\u9fa5])的/u.exec(text)?.[1];
  if (surname !== undefined && surnameOf(surname) !== null) return { name: `${surname}某`, relation: null, confidence: 0.75 };
  const owner = /(?:是|让)([\u4e00-\u9fa5]{2,4})(?:开的|干的|弄的|办的)/u.exec(text)?.[1];
  const own = owner === undefined ? null : takeName(owner);
  return own === null ? null : { name: own, relation: null, confidence: 0.75 };
}

function findFirm(text: string): FoundParty | null {
  const medical = /手术|打针|输液|看病|误诊|漏诊|接生|补牙|护士|医生|大夫|治坏|病历|切口|药/u.test(text);
  const all = findOrganisations(text).filter(({ name }) => medical || !/医院|诊所|门诊|卫生院|保健院|[县市][一二三]院$/u.test(name));
  const exact = all.find((one) => one.exact);
  if (exact !== undefined) return { name: exact.name, relation: null, confidence: 0.75 };
  const kind = all[0];
  return kind === undefined || !adverse.test(text) ? null : { name: kind.name, relation: null, confidence: 0.5 };
}

function relationNear(text: string, name: string): string | null {
  const at = text.indexOf(name);
  const near = text.slice(Math.max(0, at - 8), at === -1 ? 0 : at + name.length + 4);
  return relations.find((relation) => relation.pattern.test(near))?.name ?? null;
}

/**
 * The other side where the text names it: 隔壁老王, 我男人闫小兵, 包工头许老四, 店叫力美健身房, 被申请人：…. A role or a neighbour without a name is unsure, so
 * that the name is asked; kin without a name can be told apart.
 */
export function findRespondent(text: string): FoundParty | null {
  const label = findLabelled(text);
  const name = findCalled(text);
  const dealt = findByDealing(text);
  const firm = findFirm(text);
  let unnamed: FoundParty | null = null;
  for (const relation of relations) {
    const match = relation.pattern.exec(text);
    if (match === null) continue;
    const beside = nameBeside(text, match.index + match[0].length);
    // 我爸李贵, 我闺女小红: a named relative is the other side only where something is set against them.
    if (!isOpposed(relation, text, match) && !(beside !== null && relation.kind === 'role')) continue;
    const plain = plainWord(match[0]);
    const neighbour =
      relation.kind === 'neighbour' &&
      /老[\u4e00-\u9fa5]$|[\u4e00-\u9fa5]家$/u.test(match[0]) &&
      !/(?:邻居|隔壁|对门|楼上|楼下|前院|后院|人)家$/u.test(match[0]) &&
      beside === null;
    const person = beside ?? (label ?? name)?.name ?? null;
    if (person !== null) {
      const prefixed = beside !== null && (relation.kind === 'neighbour' || beside.startsWith('老')) && !/某$/u.test(beside);
      return { name: prefixed ? plain + person : person, relation: relation.name, confidence: 0.9 };
    }
    if (neighbour) return { name: plain, relation: relation.name, confidence: 0.85 };
    if (firm !== null && firm.confidence > 0.6 && relation.kind === 'role') return { ...firm, relation: relation.name, confidence: 0.85 };
    if (dealt !== null) return { ...dealt, relation: relation.name };
    const definite =
      relation.kind === 'kin' ? relation.name !== '亲戚' && !/[仨俩几两]|儿女|子女/u.test(plain) : /^(?:隔壁|楼上|楼下|对门)/u.test(plain);
    unnamed ??= { name: plain, relation: relation.name, confidence: definite ? 0.7 : 0.45 };
  }
  const best = label ?? name ?? dealt ?? (unnamed?.confidence === 0.7 ? unnamed : null) ?? firm ?? unnamed ?? findUnsureParty(text);
  // Who is only guessed at has no tie that could be told.
  const isGuess = best !== null && best !== unnamed && best.confidence < 0.5;
  return best === null
    ? null
    : { ...best, relation: best.relation ?? unnamed?.relation ?? (isGuess ? null : relationNear(text, best.name)) };
}
