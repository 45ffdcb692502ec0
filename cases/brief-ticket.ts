import { z } from 'zod';
import type { Form } from '../core/form.ts';
import { type CalendarDay, dayOf } from '../core/instant.ts';
import type { Site } from '../core/site.ts';
import type { Ticket } from '../core/ticket.ts';
import { daysFor, deadlinesOf, suggestSize } from './deadlines.ts';
import { suggestMediator } from './suggest-mediator.ts';
import { caseText } from './words.ts';

/** What a mediator reads before the first call. Part of the published export. Personal details stand in it as they stand in the ticket. */
export const ticketBriefSchema = z.object({
  summary: z.array(z.string()),
  timeline: z.array(z.object({ day: z.string(), what: z.string() })),
  parties: z.array(z.object({ side: z.enum(['applicant', 'respondent']), name: z.string(), relation: z.string(), phone: z.string() })),
  issues: z.array(z.string()),
  agreed: z.array(z.string()),
  disputed: z.array(z.string()),
  evidence: z.object({ present: z.array(z.string()), missing: z.array(z.string()) }),
  deadlines: z.array(z.object({ day: z.string(), what: z.string(), source: z.string() })),
  risks: z.array(z.string()),
  mediator: z.object({ level: z.string(), holder: z.string(), why: z.array(z.string()) }),
  days: z.number(),
  related: z.array(z.object({ caseCode: z.string(), why: z.string() })),
});

/** What a mediator reads before the first call. */
export type TicketBrief = z.infer<typeof ticketBriefSchema>;

const mostRelated = 5;
const denial = /不认账|不承认|不认|说没|抵赖|耍赖|各说各|不是他|反咬|说法不一/u;
const admission = /承认|认账|打了欠条|写了欠条|答应(?:还|赔|修|退)|说好(?:还|赔|修|退)|同意(?:还|赔|修|退)/u;

function textOf(ticket: Ticket, name: string): string {
  const value = ticket.fields[name]?.value;
  return value === undefined ? '' : Array.isArray(value) ? value.join('、') : String(value);
}

function splitParts(text: string): readonly string[] {
  return text
    .split(/[；;。\n]+/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Open or past cases of the same people or the same address, newest first, without the case itself. */
export function relatedCases(ticket: Ticket, others: readonly Ticket[]): TicketBrief['related'] {
  const ties: readonly (readonly [string, 'samePhone' | 'sameRespondent' | 'sameApplicant' | 'samePlace'])[] = [
    ['applicant.phone', 'samePhone'],
    ['respondent.name', 'sameRespondent'],
    ['applicant.name', 'sameApplicant'],
    ['place', 'samePlace'],
  ];
  const shortest = 3;
  return others
    .filter(({ id }) => id !== ticket.id)
    .flatMap((other) => {
      const same = ties.filter(([name]) => textOf(ticket, name).length >= shortest && textOf(ticket, name) === textOf(other, name));
      // Who is applicant here may be respondent there: both sides came to us.
      const crossed =
        textOf(ticket, 'applicant.name').length >= 2 && textOf(ticket, 'applicant.name') === textOf(other, 'respondent.name')
          ? [caseText('crossed')]
          : [];
      const why = [...same.map(([, key]) => caseText(key)), ...crossed];
      return why.length === 0 ? [] : [{ caseCode: other.caseCode, why: why.join('、'), at: other.createdAt }];
    })
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, mostRelated)
    .map(({ caseCode, why }) => ({ caseCode, why }));
}

function readTimeline(ticket: Ticket): TicketBrief['timeline'] {
  const day = (name: string): CalendarDay | null => (/^\d{4}-\d{2}-\d{2}$/.test(textOf(ticket, name)) ? textOf(ticket, name) : null);
  const rows: { day: string; what: string }[] = [];
  const happened = day('happened_on');
  const due = day('due_on');
  if (happened !== null) rows.push({ day: happened, what: caseText('happened') });
  if (due !== null) rows.push({ day: due, what: caseText('fellDue') });
  if (textOf(ticket, 'tried_before') !== '') rows.push({ day: '', what: caseText('tried', { what: textOf(ticket, 'tried_before') }) });
  rows.push({ day: dayOf(ticket.createdAt), what: caseText('registered', { caseCode: ticket.caseCode }) });
  return rows.sort((a, b) => (a.day || '0').localeCompare(b.day || '0'));
}

function readParties(ticket: Ticket): TicketBrief['parties'] {
  const sides = ['applicant', 'respondent'] as const;
  return sides.flatMap((side) => {
    const others = ticket.fields[`${side}.others`]?.value;
    const names = [textOf(ticket, `${side}.name`), ...(Array.isArray(others) ? (others as readonly string[]) : [])].filter(
      (name) => name !== '',
    );
    return names.map((name, at) => ({
      side,
      name,
      relation: side === 'respondent' && at === 0 ? textOf(ticket, 'relation') : '',
      phone: at === 0 ? textOf(ticket, `${side}.phone`) : '',
    }));
  });
}

function readRisks(ticket: Ticket): readonly string[] {
  const people = Number(ticket.fields.people_count?.value ?? 0);
  const needs = [textOf(ticket, 'vulnerable'), textOf(ticket, 'special_needs')].filter((part) => part !== '');
  return [
    ...(ticket.risk === 'none' ? [] : [caseText('riskPeople')]),
    ...(people >= 10 ? [caseText('riskMany', { people })] : []),
    ...needs.map((what) => caseText('riskCare', { what })),
    ...(ticket.fields.both_willing?.value === false ? [caseText('riskRefused')] : []),
  ];
}

/** Everything a mediator needs to begin, from a ticket, the site and the other tickets. Pure: reads no clock. */
export function briefTicket(ticket: Ticket, form: Form, site: Site, others: readonly Ticket[]): TicketBrief {
  const labelOf = (name: string): string => form.fields.find((field) => field.name === name)?.label ?? name;
  const story = textOf(ticket, 'story');
  const held = ticket.fields.evidence_held?.value;
  const present = Array.isArray(held) ? held.filter((word: string) => word !== '没有') : [];
  const conflicts = Object.entries(ticket.fields).filter(([, field]) => (field.conflicts?.length ?? 0) > 0);
  const open = others.filter(({ status }) => status !== 'closed' && status !== 'withdrawn');
  return {
    summary: [...splitParts(ticket.summary)].slice(0, 10),
    timeline: readTimeline(ticket),
    parties: readParties(ticket),
    issues: [...splitParts(textOf(ticket, 'demand'))],
    agreed: splitParts(story.replaceAll(/[,，]/gu, '\n')).filter((clause) => admission.test(clause) && !denial.test(clause)),
    disputed: [
      ...splitParts(story.replaceAll(/[,，]/gu, '\n')).filter((clause) => denial.test(clause)),
      ...conflicts.map(([name, field]) =>
        caseText('twoValues', {
          label: labelOf(name),
          values: [field, ...(field.conflicts ?? [])].map(({ value }) => String(value)).join(' / '),
        }),
      ),
    ],
    evidence: { present, missing: form.evidence.filter((wanted) => !present.some((word: string) => wanted.includes(word))) },
    deadlines: deadlinesOf(ticket).map(({ due, label, source }) => ({ day: due, what: label, source })),
    risks: [...readRisks(ticket)],
    mediator: { ...suggestMediator(ticket, site, open), why: [...suggestMediator(ticket, site, open).why] },
    days: daysFor(suggestSize(ticket)),
    related: relatedCases(ticket, others),
  };
}

/** The brief as lines for the console's panel: only what the fields above it do not show already. */
export function briefLines(brief: TicketBrief): readonly string[] {
  const { mediator, agreed, disputed, evidence, risks, related } = brief;
  const joined = (parts: readonly string[]): string => parts.join('；');
  return [
    caseText('giveTo', { level: mediator.level, holder: mediator.holder }).trim() + caseText('because', { why: joined(mediator.why) }),
    caseText('term', { days: brief.days }),
    ...brief.deadlines.map(({ day, what, source }) => caseText('deadline', { due: day, label: what, source })),
    ...(agreed.length > 0 ? [caseText('agreed', { what: joined(agreed) })] : []),
    ...(disputed.length > 0 ? [caseText('disputed', { what: joined(disputed) })] : []),
    ...(evidence.missing.length > 0 ? [caseText('missing', { evidence: evidence.missing.join('、') })] : []),
    ...risks,
    ...(related.length > 0 ? [caseText('related', { cases: related.map(({ caseCode, why }) => `${caseCode}(${why})`).join('、') })] : []),
  ];
}
