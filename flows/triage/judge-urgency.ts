import type { DisputeLabel } from '../../core/dispute-type.ts';
import type { Fields } from '../../core/field.ts';
import { isAtLeast, type ScreenResult } from '../../core/risk.ts';
import type { TriageResult, Turn } from '../../core/turn.ts';
import type { Urgency } from '../../core/urgency.ts';
import { numberBody, parseRoughNumber } from '../extract/chinese-number.ts';
import { findHouseholdCount, findPeopleCount } from '../extract/people-count.ts';
import { deadlineWithin } from './legal-deadline.ts';

/** A colour and the name of the written rule that gave it (ARCHITECTURE.md, Words). */
export type UrgencyReading = { readonly urgency: Urgency; readonly rule: string };

const manyPeople = 10;
const manyHouseholds = 5;
const deadlineDays = 14;
const mostPeople = 10_000;
/** A wish for a person that tells no more than that. */
const shortWish = 18;

const ourGroup = /我们|俺们|咱|工友|班组?|一共|大伙|全村|全楼|整(?:个|条|栋|村)/;
const ownNumbers = new RegExp(
  `(?:我们|俺们|咱|班|一共|总共|连[^,。,]{1,10}带[^,。,]{1,6}的|还有)[^,。,\\d]{0,6}?(${numberBody})(?:来|多|几)?(?:个(?!月|多月|半|小时|钟|礼拜|星期|年)|号人?|口人|名|位)`,
  'gu',
);

const together =
  /(?:一起|一块儿?|大伙儿?|大家|都|我们|俺们|全体|集体|联名|约好|凑|召集)[^。]{0,16}(?:去|到|堵|围|拉横幅|上访|要说法|讨|告|闹|找|停工|罢工|没(?:拿|给|发)|欠|不给)/;
const gathering =
  /堵(?:路|门|大门|厂门|工地|小区门)(?!口停)|拉横幅|集体(?:上访|讨|罢工|停工)|聚集|围(?:了|住|堵)[^,。]{0,6}(?:公司|政府|工地|售楼|物业|项目部)|(?:约好|准备|打算|商量|要)[^。]{0,12}(?:一块儿?|一起|都)[^。]{0,8}(?:去|到)[^。]{0,10}(?:政府|信访|工地|公司|镇|县|市里|门口|北京)|(?:一块儿?|一起)去[^,。]{0,10}(?:政府|信访|工地|镇里|县里|市里|北京)|(?:业主|村民|工友|老乡|家长|住户)(?:们)?都?[^,。]{0,8}(?:到|去)[^。]{0,12}(?:一起|一块儿?)[^。]{0,8}(?:找|要|讨|闹)|上访/;
const perishable =
  /(?:西红柿|菜|水果|苹果|梨|桃|葡萄|草莓|鱼|虾|肉|蛋|奶|鲜|花|货|粮|玉米|西瓜|蒜|葱|樱桃|枣|柿|蘑菇|豆腐|冷库)[^。]{0,20}(?:烂|坏|臭|馊|蔫|软|死|放不住|等不(?:得|起)|发霉|倒掉)/;
const perishing =
  /再(?:放|等|拖|压|不)|快(?:要)?(?:烂|坏|臭|死|软)|(?:后天|明天|今天|过两天)[^,。]{0,6}(?:烂|坏|软|死|臭)|肯定全|堆在|正在|眼看|马上|就全|放不住|等不得/;
const identity =
  /(?:身份证|银行卡号?|户口本|人脸|手机号|病历|裸照|私密照|家庭住址)[^。]{0,14}(?:泄露|发(?:到|在)[^。]{0,6}(?:群|网|朋友圈)|传(?:到|出去)|挂(?:到|在)网|被人?(?:卖|公开|拿去(?:贷款|开户|注册))|冒用|盗用)|(?:冒用|盗用|拿)(?:了)?我(?:的)?身份证[^。]{0,10}(?:贷|开|注册|办|担保)/;
const violenceDone =
  /(?:打(?!了?(?:个|张)?(?:借|欠|收|白)条|了?(?:个)?电话)|砍|捅|踹|扇|揍|掐|推|砸)(?:了|伤|破|断|晕|成)[^,。]{0,6}(?:我|俺|我(?:妈|爸|爹|娘|儿|老婆|媳妇|弟|哥|家))|(?:把|将)(?:我|俺)[^,。]{0,6}(?:打|砍|捅|踹|扇|揍|掐|推倒)|(?:被|让|叫)(?!车)[^,。]{0,8}(?:打|砍|捅|踹|扇|揍|掐)(?:了|伤|得|成|断|破)|打(?:到|进)(?:住)?院|(?<!没|没有|未|不|别|先)动(?:了|起)手/;
const overNow =
  /没(?:有)?动手|(?:我|他)家(?:的)?(?:树|狗|猫|鸡|羊|牛|庄稼|菜)[^,。]{0,6}(?:砍|打|毒|药)|(?:砸|打|撞|碰)(?:了|坏|裂|碎)?我(?:家)?(?:的)?(?:车|挡风|玻璃|门|墙|房|窗|树|瓦)|我(?:家)?(?:的)?(?:车|挡风玻璃|玻璃|窗)[^,。]{0,4}(?:砸|打|撞)|拆了板子|(?:早|已经?|都)?出院|处理(?:完|过)|调解(?:完|过)|养好|(?:[一二三四五六七八九十两半几\d]+(?:个)?(?:多)?)(?:年|月)(?:以)?前|(?:[一二三四五六七八九十两\d]+|好(?:些|几|多)|多|前)年前|早年|小时候|那年|前年|离了以后没|早就/;

/** How many of us: the numbers that stand with the words for our own group, added up (木工班十六个，瓦工班九个). */
function countOwnGroup(text: string): number {
  let sum = 0;
  for (const match of text.matchAll(ownNumbers)) {
    const number = parseRoughNumber(match[1] ?? '');
    if (number !== null && number.value < mostPeople) sum += number.value;
  }
  return Math.round(sum);
}

/** The first orange rule that holds, or `null`. `lowered`: the screen saw violence and read it as long over or as no violence. */
function orangeRule(turn: Turn, fields: Fields, disputeType: DisputeLabel, lowered: boolean): string | null {
  const { text } = turn;
  const isDispute = disputeType !== 'none';
  if (identity.test(text)) return 'orange.identity_leaked';
  if (gathering.test(text) && (isDispute || together.test(text))) return 'orange.gathering';
  const people = Math.max(Number(fields.people_count?.value ?? findPeopleCount(text)?.value ?? 0), countOwnGroup(text));
  if (isDispute && people >= manyPeople && people < mostPeople && (together.test(text) || ourGroup.test(text))) return 'orange.ten_people';
  const households = Number(fields.household_count?.value ?? findHouseholdCount(text)?.value ?? 0);
  if (isDispute && households >= manyHouseholds && (ourGroup.test(text) || together.test(text) || /户/.test(text)))
    return 'orange.five_households';
  if (deadlineWithin(text, turn.at, deadlineDays) !== null) return 'orange.deadline_14_days';
  if (perishable.test(text) && perishing.test(text)) return 'orange.perishable';
  if (isDispute && violenceDone.test(text) && !overNow.test(text) && !lowered) return 'orange.violence_happened';
  return null;
}

/** Gives a turn its colour by the written rules, the gravest that holds, with the rule's name. Reads `turn.at`, no clock. */
export function judgeUrgency(
  turn: Turn,
  screen: ScreenResult,
  reading: {
    readonly intent: TriageResult['intent'];
    readonly disputeType: DisputeLabel;
    readonly isMatter: boolean;
    readonly fields: Fields;
  },
): UrgencyReading {
  if (screen.level === 'imminent') return { urgency: 'red', rule: 'red.life_in_danger' };
  if (screen.kinds.includes('child_harm') && isAtLeast(screen.level, 'elevated')) return { urgency: 'red', rule: 'red.child_harmed' };
  if (screen.failed) return { urgency: 'orange', rule: 'orange.screen_failed' };
  if (screen.level === 'elevated') {
    const kind = screen.kinds[0] ?? 'unknown';
    return { urgency: 'orange', rule: `orange.${kind}` };
  }
  const orange = orangeRule(turn, reading.fields, reading.disputeType, screen.lowered.length > 0 || screen.level === 'watch');
  if (orange !== null) return { urgency: 'orange', rule: orange };
  if (screen.level === 'watch') return { urgency: 'yellow', rule: 'yellow.watch' };
  if (reading.intent === 'complaint') return { urgency: 'yellow', rule: 'yellow.complaint' };
  if (reading.intent === 'handoff' && turn.text.length <= shortWish) return { urgency: 'blue', rule: 'blue.talk' };
  if (reading.disputeType !== 'none') return { urgency: 'yellow', rule: 'yellow.dispute' };
  const blue = {
    case_status: 'blue.look_up',
    privacy: 'blue.privacy',
    out_of_scope: 'blue.out_of_scope',
    question: 'blue.question',
  } as const;
  return { urgency: 'blue', rule: reading.intent in blue ? blue[reading.intent as keyof typeof blue] : 'blue.talk' };
}
