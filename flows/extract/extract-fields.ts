import type { Field, Fields } from '../../core/field.ts';
import type { Form, FormField } from '../../core/form.ts';
import type { Site } from '../../core/site.ts';
import type { Turn } from '../../core/turn.ts';
import { pickClaim } from './claim-sum.ts';
import { findNationalIds, findPhones, findPlates } from './contact.ts';
import { type FoundDate, findDates } from './date.ts';
import { findDemand } from './demand.ts';
import { findDurations, toMonths } from './duration.ts';
import { findEarlierAttempt, findOtherBodies, refusesToTalk } from './earlier-attempt.ts';
import { findEvidence } from './evidence.ts';
import { fieldOf } from './field-of.ts';
import { findMoney, type Money } from './money.ts';
import { findApplicantName, writesForAnother } from './party-name.ts';
import { findHouseholdCount, findPeopleCount } from './people-count.ts';
import {
  findAge,
  findAgeGroup,
  findFellowApplicants,
  findMoreNames,
  findSpecialNeeds,
  findSpokenForTie,
  saysGuardianAgrees,
  writesAsRespondent,
} from './person-facts.ts';
import { findPlace } from './place.ts';
import { answersNoEvidence, readAnswer } from './read-answer.ts';
import { findRespondent } from './respondent.ts';
import { findVulnerable } from './vulnerable.ts';

type Found = Record<string, Field>;

const dueWords = /(?:到期|约定|说好|答应|保证|还款日|截止|生于|出生)[^,。,]{0,6}$/u;

function addParties(turn: Turn, found: Found): void {
  const applicant = findApplicantName(turn.text);
  if (applicant !== null) found['applicant.name'] = fieldOf(turn, applicant.name, applicant.confidence, applicant.name);
  const respondent = findRespondent(turn.text);
  if (respondent !== null && respondent.name !== applicant?.name) {
    found['respondent.name'] = fieldOf(turn, respondent.name, respondent.confidence, respondent.name);
    if (respondent.relation !== null) found.relation = fieldOf(turn, respondent.relation, 0.75, respondent.name, 'inferred');
  }
  for (const phone of findPhones(turn.text)) {
    const name = `${phone.of}.phone`;
    if (found[name] === undefined) found[name] = fieldOf(turn, phone.number, 0.95, phone.text);
  }
  const id = findNationalIds(turn.text)[0];
  if (id !== undefined) found['applicant.national_id'] = fieldOf(turn, id, 0.95, id);
  const plate = findPlates(turn.text)[0];
  if (plate !== undefined) found.plate = fieldOf(turn, plate, 0.9, plate);
}

/** Pay is spoken of: only then are a monthly sum a wage and a delay months of wages owed. */
const payWords = /工资|工钱|薪|打工|干活|工地|包工|老板|厂|看大门|上班|一月|每月|房租|抚养费|赡养费|欠[我俺]/u;
const noWage = /抚养|赡养|养老|物业|停车|房租|租金|收$|让[^,。,]{0,6}$/u;

/** The text with telephone and identity numbers blanked out, so that none of them is read as a sum. */
function withoutNumbers(text: string): string {
  const blank = (found: string, whole: string): string => whole.replace(found, '　'.repeat(found.length));
  return [...findPhones(text).map((phone) => phone.text), ...findNationalIds(text)].reduce((whole, found) => blank(found, whole), text);
}

/** The length of time is one of not being paid: 拖了五个月, 八个月没发工资, 欠我四个月工钱. */
function isDelay(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 8), start);
  const after = text.slice(end, end + 8);
  if (/^(?:前|后|以|的?(?:物业|停车))|^\d{3,}/u.test(after) || /到现在$/u.test(before)) return false;
  return (
    /(?:拖|欠|压|没发|不发|没开|没给|差|少)[^,。,]{0,5}$/u.test(before) || /^(?:的)?(?:都|也)?(?:没|未|不)(?:发|给|结|开)/u.test(after)
  );
}

/** Who the people are besides their names: age, a helper, the other side writing in, needs, more names on either side. */
function addPeople(turn: Turn, found: Found): void {
  const { text } = turn;
  const group = findAgeGroup(text);
  const age = findAge(text);
  if (group !== null && !writesForAnother(text)) found['applicant.age_group'] = fieldOf(turn, group, 0.85, '', 'inferred');
  if (age !== null && !writesForAnother(text)) found['applicant.age'] = fieldOf(turn, age, 0.85, String(age));
  if (writesForAnother(text)) {
    const tie = findSpokenForTie(text);
    if (tie !== null) found['agent.relation'] = fieldOf(turn, tie, 0.8, tie);
  }
  if (writesAsRespondent(text)) found.side = fieldOf(turn, 'respondent', 0.8, '', 'inferred');
  if (saysGuardianAgrees(text)) found.guardian_consent = fieldOf(turn, 'agreed', 0.9, '');
  const needs = findSpecialNeeds(text);
  if (needs !== null) found.special_needs = fieldOf(turn, needs, 0.8, '');
  const first = found['respondent.name'];
  const more = typeof first?.value === 'string' ? findMoreNames(text, first.value) : [];
  if (more.length > 0) found['respondent.others'] = fieldOf(turn, more, 0.8, more[0] ?? '');
  const fellows = findFellowApplicants(text);
  if (fellows.length > 0) {
    found['applicant.others'] = fieldOf(turn, fellows, 0.75, fellows[0] ?? '');
    if (fellows.includes(String(first?.value))) delete found['respondent.name'];
  }
}

function addSums(turn: Turn, found: Found): void {
  // 高四毛 is a name, no forty cents.
  const names = ['applicant.name', 'respondent.name'].flatMap((name) =>
    typeof found[name]?.value === 'string' ? [String(found[name].value)] : [],
  );
  const text = names.reduce((whole, name) => whole.replaceAll(name, '　'.repeat(name.length)), withoutNumbers(turn.text));
  const sums = findMoney(text);
  const total: Money | undefined = pickClaim(sums, text);
  if (total !== undefined) found.amount = fieldOf(turn, total.fen, total.approximate ? 0.75 : total.withCurrency ? 0.95 : 0.85, total.text);
  const monthly = sums.find(
    (sum) =>
      sum.rate === 'month' &&
      !noWage.test(text.slice(Math.max(0, sum.start - 8), sum.start)) &&
      !/抚养费|赡养|养老|物业费|停车费/u.test(text),
  );
  const months = (payWords.test(text) ? findDurations(text) : [])
    .filter((duration) => isDelay(text, duration.start, duration.start + duration.text.length))
    .map(toMonths)
    .find((count) => count !== null);
  if (monthly !== undefined) found.monthly_pay = fieldOf(turn, monthly.fen, 0.85, monthly.text);
  if (months !== undefined && months !== null) found.months_owed = fieldOf(turn, months, 0.8, '');
  if (total === undefined && monthly !== undefined && months !== undefined && months !== null) {
    found.amount = fieldOf(turn, monthly.fen * months, 0.65, monthly.text, 'inferred');
  }
}

function pickDate(turn: Turn): FoundDate | undefined {
  const dates = findDates(turn.text, turn.at);
  return dates.find((date) => !dueWords.test(turn.text.slice(Math.max(0, date.start - 10), date.start)));
}

function addCircumstances(turn: Turn, site: Site, found: Found): void {
  const date = pickDate(turn);
  const sure = { day: 0.9, month: 0.8, about: 0.65, year: 0.6, vague: 0.5 } as const;
  if (date !== undefined) found.happened_on = fieldOf(turn, date.day, sure[date.precision], date.text);
  const place = findPlace(turn.text, site);
  if (place !== null) {
    found.place = fieldOf(turn, place.place, place.confidence, place.place);
    if (place.gridId !== null) found.grid = fieldOf(turn, place.gridId, 0.9, place.place, 'inferred');
  }
  const people = findPeopleCount(turn.text);
  if (people !== null) found.people_count = fieldOf(turn, people.value, people.approximate ? 0.7 : 0.9, people.text);
  const households = findHouseholdCount(turn.text);
  if (households !== null) found.household_count = fieldOf(turn, households.value, households.approximate ? 0.7 : 0.85, households.text);
}

function addClaims(turn: Turn, found: Found): void {
  const vulnerable = findVulnerable(turn.text);
  if (vulnerable.length > 0) found.vulnerable = fieldOf(turn, vulnerable, 0.7, '', 'inferred');
  const evidence = findEvidence(turn.text);
  if (evidence.length > 0) found.evidence_held = fieldOf(turn, evidence, 0.85, '');
  const demand = findDemand(turn.text);
  if (demand !== null) found.demand = fieldOf(turn, demand, 0.8, demand);
  const attempt = findEarlierAttempt(turn.text);
  if (attempt !== null) found.tried_before = fieldOf(turn, attempt, 0.75, attempt);
  if (refusesToTalk(turn.text)) found.both_willing = fieldOf(turn, false, 0.75, '');
  const bodies = findOtherBodies(turn.text);
  if (bodies[0] !== undefined) found.other_bodies = fieldOf(turn, bodies[0], 0.8, '');
}

/** What a word in a story may not decide: who has it already, what lacks, what was agreed to. */
const unguessed = new Set(['other_bodies', 'evidence_state', 'transfer_consent', 'guardian_consent']);

/** Guesses a choice of the form from the telling: words of two characters or more, the longest one counts. */
function addChoices(turn: Turn, form: Form, found: Found): void {
  for (const field of form.fields) {
    if (field.kind !== 'choice' || unguessed.has(field.name) || found[field.name] !== undefined) continue;
    const best = (field.choices ?? [])
      .flatMap((choice) => choice.words.filter((word) => word.length >= 2 && turn.text.includes(word)).map((word) => ({ choice, word })))
      .sort((a, b) => b.word.length - a.word.length)[0];
    if (best !== undefined) found[field.name] = fieldOf(turn, best.choice.value, 0.65, best.word, 'inferred');
  }
}

/** Words that were taken whole for want of anything better are no answer where the turn plainly speaks of something else. */
function isByTheWay(asked: FormField, answer: Field, found: Found): boolean {
  const loose = (asked.kind === 'place' && answer.confidence <= 0.7) || (asked.kind === 'name' && answer.confidence <= 0.85);
  // 明德学校 may be the other side and the place in one.
  const isSame = (name: string): boolean => typeof answer.value === 'string' && String(found[name]?.value).includes(answer.value);
  const aside = new Set([asked.name, 'relation', 'grid', 'vulnerable', 'side', 'special_needs', 'applicant.age_group', 'agent.relation']);
  const others = Object.keys(found).filter((name) => !aside.has(name) && !isSame(name));
  if (asked.kind === 'list' && answer.confidence <= 0.6) return others.length > 0;
  if (asked.kind === 'text' && asked.name !== 'story') return found[asked.name] === undefined && others.length >= 2;
  return loose && others.length > 0;
}

/**
 * Reads every fact that a turn tells, whatever was asked: names, sums (fen), days, places, phones, evidence, wishes. Where a form and the
 * asked field are known, the words are read as its answer too, and facts that the form has no field for are left out.
 */
export function extractFields(
  turn: Turn,
  options: { readonly form?: Form; readonly asked: FormField | null; readonly site: Site },
): Fields {
  if (turn.text.trim() === '') return {};
  const found: Found = {};
  addParties(turn, found);
  addPeople(turn, found);
  addSums(turn, found);
  addCircumstances(turn, options.site, found);
  addClaims(turn, found);
  const { form, asked } = options;
  // A shop that is the other side does not tell where it is.
  const { place } = found;
  if (place !== undefined && found.grid === undefined && found['respondent.name']?.value === place.value)
    found.place = { ...place, confidence: Math.min(place.confidence, 0.5) };
  if (asked !== null) {
    const answer = readAnswer(asked, turn, options.site);
    if (asked.name === 'evidence_held' && answersNoEvidence(turn.text)) found.evidence_state = fieldOf(turn, 'none', 0.9, '');
    if (answer !== null && !isByTheWay(asked, answer, found)) {
      // A name that was asked for is no party of the other side, and one phone is not both.
      if (asked.name === 'applicant.name' && found['respondent.name']?.value === answer.value) delete found['respondent.name'];
      if (asked.name === 'respondent.name' && found['applicant.name']?.value === answer.value) delete found['applicant.name'];
      if (asked.name === 'respondent.phone' && found['applicant.phone']?.value === answer.value) delete found['applicant.phone'];
      if (asked.kind === 'place' && found['respondent.name']?.value === answer.value) delete found['respondent.name'];
      found[asked.name] = answer;
    }
  }
  if (form === undefined) return found;
  addChoices(turn, form, found);
  const known = new Set(form.fields.map((other) => other.name));
  return Object.fromEntries(Object.entries(found).filter(([name]) => known.has(name)));
}
