import type { Field } from '../../core/field.ts';
import type { Form } from '../../core/form.ts';
import { type CalendarDay, dayOf } from '../../core/instant.ts';
import { maskPersonal } from '../../core/mask.ts';
import type { Ticket } from '../../core/ticket.ts';
import { fillWords, paperWords as words } from './paper-words.ts';

/** One party as the papers print it; an empty string is left blank for the hand. */
export type PaperParty = {
  readonly title: string;
  readonly name: string;
  readonly gender: string;
  readonly ethnicity: string;
  readonly age: string;
  readonly occupation: string;
  readonly phone: string;
  readonly address: string;
};

/** What both papers print of a ticket. */
export type PaperFacts = {
  readonly caseCode: string;
  readonly parties: readonly PaperParty[];
  readonly disputeType: string;
  /** What happened, in the words told; paragraphs. */
  readonly facts: readonly string[];
  readonly demands: readonly string[];
  /** A party told the matter and confirmed what was read back. */
  readonly byParty: boolean;
  readonly registeredOn: CalendarDay;
  readonly remarks: readonly string[];
};

const organisation =
  /(?:公司|集团|工厂|厂|店|超市|商行|酒店|饭店|宾馆|医院|诊所|学校|幼儿园|银行|合作社|委员会|村委会|居委会|项目部|中心|物业|局|所|站)$/u;
const sides = ['applicant', 'respondent'] as const;

/** What XML 1.0 cannot hold would make a file that Word does not open; marks of direction would print a line turned round. */
function printable(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/gu, '');
}

/** Gender and birthday stand in the number of an identity card (GB 11643-1999): digit 17, digits 7 to 14. */
function readCard(number: string, on: CalendarDay): { readonly gender: string; readonly age: string } {
  const [, year, month, date, sex] = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dXx]$/.exec(number) ?? [];
  if (year === undefined) return { gender: '', age: '' };
  const hadBirthday = on.slice(5) >= `${month}-${date}`;
  return {
    gender: Number(sex) % 2 === 1 ? words.male : words.female,
    age: String(Number(on.slice(0, 4)) - Number(year) - (hadBirthday ? 0 : 1)),
  };
}

/** A demand in more parts is a story, not a list. */
const mostDemands = 9;

/** The demands one by one, without the numbers that people write before them. */
function splitDemands(text: string): readonly string[] {
  const parts = text
    .split(/[；;。\n]+|(?<=[^\d])(?=\d[、.．](?!\d))/u)
    .map((part) => part.replace(/^\s*(?:[\d一二三四五六七八九十]{1,2}[、.．]|[（(][\d一二三四五六七八九十]{1,2}[)）])\s*/u, '').trim())
    .filter((part) => part !== '');
  return parts.length > mostDemands ? [text.replaceAll(/\s+/gu, ' ')] : parts;
}

/** A calendar day as papers write it. */
export function writeDay(day: CalendarDay): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return fillWords(words.day, { year, month: Number(month), date: Number(date) });
}

/**
 * Reads from a ticket what the two papers print. What nobody said stays blank. `masked` leaves the parties' details blank for the hand and
 * covers names and numbers in the story.
 */
export function readPaperFacts(ticket: Ticket, form: Form, options: { readonly masked: boolean }): PaperFacts {
  const registeredOn = dayOf(ticket.createdAt);
  const raw = (name: string): Field['value'] | undefined => ticket.fields[name]?.value;
  const textOf = (name: string): string => {
    const value = raw(name);
    const label = form.fields.find((field) => field.name === name)?.choices?.find((choice) => choice.value === value)?.label;
    return value === undefined || typeof value === 'boolean'
      ? ''
      : printable(label ?? (Array.isArray(value) ? value.join(words.comma) : String(value)));
  };
  const namesOf = (side: string): readonly string[] => {
    const others = raw(`${side}.others`);
    const listed = Array.isArray(others) ? (others as readonly string[]) : typeof others === 'string' ? others.split(/[、,，]/u) : [];
    return [textOf(`${side}.name`), ...listed.map(printable)].filter((name, at) => at === 0 || name.trim() !== '');
  };
  const covered = sides.flatMap(namesOf).filter((name) => name !== '');
  const cover = (text: string): string => (options.masked ? maskPersonal(text, covered) : text);
  const open = (text: string): string => (options.masked ? '' : text);

  const readSide = (side: (typeof sides)[number]): readonly PaperParty[] => {
    const names = namesOf(side);
    return names.map((name, at) => {
      const isOrganisation = organisation.test(name);
      const own = (detail: string): string => (at === 0 ? textOf(`${side}.${detail}`) : '');
      const card = readCard(own('national_id'), registeredOn);
      const personal = (detail: string, known: string): string => (isOrganisation ? words.none : open(own(detail) || known));
      return {
        title: names.length === 1 ? words[side] : fillWords(words.nth, { side: words[side], number: at + 1 }),
        name: open(name),
        gender: personal('gender', card.gender),
        ethnicity: personal('ethnicity', ''),
        age: personal('age', card.age),
        occupation: personal('occupation', ''),
        phone: open(own('phone')),
        address: open(own('address')),
      };
    });
  };

  const line = (template: string, value: string): readonly string[] => (value === '' ? [] : [fillWords(template, { value })]);
  const amount = raw('amount');
  const happened = textOf('happened_on');
  const story = cover(textOf('story') || printable(ticket.summary));
  return {
    caseCode: ticket.caseCode,
    parties: sides.flatMap(readSide),
    disputeType: ticket.disputeType === 'none' ? '' : ticket.disputeType,
    facts: [
      ...story.split('\n').filter((part) => part.trim() !== ''),
      ...line(words.happenedOn, /^\d{4}-\d{2}-\d{2}$/.test(happened) ? writeDay(happened) : happened),
      ...line(words.place, open(textOf('place'))),
      ...line(words.amount, typeof amount === 'number' ? (amount / 100).toFixed(2) : ''),
    ],
    demands: splitDemands(cover(textOf('demand'))),
    byParty: Object.values(ticket.fields).some(({ source, confirmed }) => source === 'resident' && confirmed),
    registeredOn,
    remarks: [
      ...line(words.people, textOf('people_count')),
      ...line(words.evidence, cover(textOf('evidence_held'))),
      ...line(words.agent, open([textOf('agent.name'), textOf('agent.relation')].filter((part) => part !== '').join(words.comma))),
    ],
  };
}
