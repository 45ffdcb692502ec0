import type { DisputeLabel } from '../../core/dispute-type.ts';
import type { Fields } from '../../core/field.ts';
import { isAtLeast, type ScreenResult } from '../../core/risk.ts';
import type { TriageResult, Turn } from '../../core/turn.ts';
import type { Urgency } from '../../core/urgency.ts';
import { parseRoughNumber } from '../extract/chinese-number.ts';
import { findHouseholdCount, findPeopleCount } from '../extract/people-count.ts';
import { deadlineWithin } from './legal-deadline.ts';
import {
  crowdNumbers,
  crowdOver,
  frailPerson,
  gathering,
  homeTaken,
  homeWords,
  hurtLately,
  identity,
  longAgo,
  overNow,
  ownNumbers,
  perishable,
  perishing,
  supplyCut,
  together,
  violenceDone,
  withinDays,
} from './urgent-words.ts';

/** A colour and the name of the written rule that gave it (ARCHITECTURE.md, Words). */
export type UrgencyReading = { readonly urgency: Urgency; readonly rule: string };

const manyPeople = 10;
const manyHouseholds = 5;
const deadlineDays = 14;
const mostPeople = 10_000;
/** A wish for a person that tells no more than that. */
const shortWish = 18;

/** How many of us: the numbers that stand with the words for our own group, added up (木工班十六个，瓦工班九个). */
function countOwnGroup(text: string): number {
  let sum = 0;
  for (const match of text.matchAll(ownNumbers)) {
    const number = parseRoughNumber(match[1] ?? '');
    if (number !== null && number.value < mostPeople) sum += number.value;
  }
  return Math.round(sum);
}

/** The largest lot of people that the text counts. */
function countCrowd(text: string): number {
  const numbers = [...text.matchAll(crowdNumbers)].map((match) => parseRoughNumber(match[1] ?? '')?.value ?? 0);
  return Math.max(0, ...numbers.filter((value) => value < mostPeople).map(Math.round));
}

/** The rule of many people that holds, or `null`. */
function crowdRule(text: string, fields: Fields): string | null {
  if (crowdOver.test(text)) return null;
  const named = Number(fields.people_count?.value ?? findPeopleCount(text)?.value ?? 0);
  if (Math.max(named < mostPeople ? named : 0, countOwnGroup(text), countCrowd(text)) >= manyPeople) return 'orange.ten_people';
  const households = Number(fields.household_count?.value ?? findHouseholdCount(text)?.value ?? 0);
  return households >= manyHouseholds ? 'orange.five_households' : null;
}

/** The first orange rule that holds, or `null`. `lowered`: the screen saw violence and read it as long over or as no violence. */
function orangeRule(turn: Turn, fields: Fields, disputeType: DisputeLabel, lowered: boolean): string | null {
  const { text } = turn;
  const isDispute = disputeType !== 'none';
  if (identity.test(text)) return 'orange.identity_leaked';
  if (gathering.test(text) && (isDispute || together.test(text)) && !crowdOver.test(text)) return 'orange.gathering';
  const crowd = isDispute ? crowdRule(text, fields) : null;
  if (crowd !== null) return crowd;
  if (deadlineWithin(text, turn.at, deadlineDays) !== null) return 'orange.deadline_14_days';
  if (perishable.test(text) && perishing.test(text)) return 'orange.perishable';
  if (isDispute && supplyCut.test(text) && frailPerson.test(text)) return 'orange.supply_cut';
  if (isDispute && withinDays.test(text) && homeTaken.test(text) && homeWords.test(text)) return 'orange.home_taken';
  if (isDispute && violenceDone.test(text) && !overNow.test(text) && !lowered) return 'orange.violence_happened';
  if (isDispute && hurtLately.test(text) && !longAgo.test(text)) return 'orange.violence_happened';
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
