import type { DisputeLabel } from '../../core/dispute-type.ts';
import type { Fields } from '../../core/field.ts';
import { isAtLeast, type ScreenResult } from '../../core/risk.ts';
import type { TriageResult, Turn } from '../../core/turn.ts';
import type { Urgency } from '../../core/urgency.ts';
import { findHouseholdCount, findPeopleCount } from '../extract/people-count.ts';
import { deadlineWithin } from './legal-deadline.ts';

/** A colour and the name of the written rule that gave it (ARCHITECTURE.md, Words). */
export type UrgencyReading = { readonly urgency: Urgency; readonly rule: string };

const manyPeople = 10;
const manyHouseholds = 5;
const deadlineDays = 14;

const together =
  /(?:一起|一块儿?|大伙儿?|大家|都|我们|俺们|全体|集体|联名|约好|凑|召集)[^。]{0,16}(?:去|到|堵|围|拉横幅|上访|要说法|讨|告|闹|找|停工|罢工|没(?:拿|给|发)|欠|不给)/;
const gathering =
  /堵(?:路|门|大门|厂门|工地|小区门)(?!口停)|拉横幅|集体(?:上访|讨|罢工|停工)|聚集|聚众|围(?:了|住|堵)[^,。]{0,6}(?:公司|政府|工地|售楼|物业|项目部)|(?:约好|准备|打算|商量|要)[^。]{0,12}(?:一块儿?|一起|都)[^。]{0,8}(?:去|到)[^。]{0,10}(?:政府|信访|工地|公司|镇|县|市里|门口|北京)|(?:一块儿?|一起)去[^,。]{0,10}(?:政府|信访|工地|镇里|县里|市里|北京)|上访/;
const perishable =
  /(?:西红柿|菜|水果|苹果|梨|桃|葡萄|草莓|鱼|虾|肉|蛋|奶|鲜|花|货|粮|玉米|西瓜|蒜|葱)[^。]{0,20}(?:烂|坏|臭|馊|蔫|死|放不住|等不(?:得|起)|发霉|倒掉)/;
const perishing = /再(?:放|等|拖|压|不)|快(?:要)?(?:烂|坏|臭|死)|堆在|正在|眼看|马上|就全|放不住|等不得/;
const identity =
  /(?:身份证|银行卡号?|户口本|人脸|手机号|病历|裸照|私密照|家庭住址)[^。]{0,14}(?:泄露|发(?:到|在)[^。]{0,6}(?:群|网|朋友圈)|传(?:到|出去)|挂(?:到|在)网|被人?(?:卖|公开|拿去(?:贷款|开户|注册))|冒用|盗用)|(?:冒用|盗用|拿)(?:了)?我(?:的)?身份证[^。]{0,10}(?:贷|开|注册|办|担保)/;
const violenceDone =
  /(?:打|砍|捅|踹|扇|揍|掐|推|砸)(?:了|伤|破|断|晕|成)[^,。]{0,6}(?:我|俺|我(?:妈|爸|爹|娘|儿|老婆|媳妇|弟|哥|家))|(?:把|将)(?:我|俺)[^,。]{0,6}(?:打|砍|捅|踹|扇|揍|掐|推倒)|(?:被|让|叫)(?!车)[^,。]{0,8}(?:打|砍|捅|踹|扇|揍|掐)(?:了|伤|得|成|断|破)|打(?:到|进)(?:住)?院|动(?:了)?手(?!机|术|续|工|套|表|艺)/;
const longAgo = /(?:[一二三四五六七八九十两\d]+|好(?:些|几|多)|多|前)年前|早年|小时候|那年|前年|离了以后没|早就/;

/** The first orange rule that holds, or `null`. */
function orangeRule(turn: Turn, fields: Fields, disputeType: DisputeLabel): string | null {
  const { text } = turn;
  const isDispute = disputeType !== 'none';
  if (identity.test(text)) return 'orange.identity_leaked';
  if (gathering.test(text) && (isDispute || together.test(text))) return 'orange.gathering';
  const people = Number(fields.people_count?.value ?? findPeopleCount(text)?.value ?? 0);
  if (isDispute && people >= manyPeople && people < 10_000 && together.test(text)) return 'orange.ten_people';
  const households = Number(fields.household_count?.value ?? findHouseholdCount(text)?.value ?? 0);
  if (isDispute && households >= manyHouseholds) return 'orange.five_households';
  if (deadlineWithin(text, turn.at, deadlineDays) !== null) return 'orange.deadline_14_days';
  if (isDispute && perishable.test(text) && perishing.test(text)) return 'orange.perishable';
  if (isDispute && violenceDone.test(text) && !longAgo.test(text)) return 'orange.violence_happened';
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
  const orange = orangeRule(turn, reading.fields, reading.disputeType);
  if (orange !== null) return { urgency: 'orange', rule: orange };
  if (screen.level === 'watch') return { urgency: 'yellow', rule: 'yellow.watch' };
  if (reading.intent === 'complaint') return { urgency: 'yellow', rule: 'yellow.complaint' };
  if (reading.disputeType !== 'none') return { urgency: 'yellow', rule: 'yellow.dispute' };
  const blue = {
    case_status: 'blue.look_up',
    privacy: 'blue.privacy',
    out_of_scope: 'blue.out_of_scope',
    question: 'blue.question',
  } as const;
  return { urgency: 'blue', rule: reading.intent in blue ? blue[reading.intent as keyof typeof blue] : 'blue.talk' };
}
