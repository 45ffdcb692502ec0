import type { DisputeLabel } from '../core/dispute-type.ts';
import type { Fields } from '../core/field.ts';
import { type CalendarDay, dayOf, type Instant } from '../core/instant.ts';
import type { Ticket } from '../core/ticket.ts';
import { caseText } from './words.ts';

/** How large a dispute is: decides in how many days it should be settled (HM-06). */
export type DisputeSize = 'small' | 'medium' | 'large';

/** A day by which something must happen, with the rule behind it. */
export type Deadline = { readonly id: string; readonly label: string; readonly due: CalendarDay; readonly source: string };

const sizeDays: Readonly<Record<DisputeSize, number>> = { small: 7, medium: 15, large: 30 };
const labour: readonly DisputeLabel[] = ['拖欠农民工工资纠纷', '其他劳动争议'];
const largeTypes: readonly DisputeLabel[] = ['征地拆迁纠纷', '医疗纠纷', '山林土地纠纷', '环境污染纠纷'];
const largeSum = 10_000_000;
const mediumSum = 1_000_000;

function numberOf(fields: Fields, name: string): number {
  const value = fields[name]?.value;
  return typeof value === 'number' ? value : 0;
}

/** The day so many days after another. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The same day so many years later; 29 February becomes 28 February. */
export function addYears(day: CalendarDay, years: number): CalendarDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const moved = new Date(Date.UTC(year + years, month - 1, date));
  return moved.getUTCMonth() === month - 1 ? moved.toISOString().slice(0, 10) : `${year + years}-02-28`;
}

/** The suggested size by rule: many people, a large sum or a hard type is large; a sum over 10,000 yuan or labour is medium; else small. */
export function suggestSize(ticket: Pick<Ticket, 'disputeType' | 'fields' | 'urgency'>): DisputeSize {
  const { fields, disputeType } = ticket;
  const many = numberOf(fields, 'people_count') >= 10 || numberOf(fields, 'household_count') >= 5;
  if (many || numberOf(fields, 'amount') >= largeSum || largeTypes.includes(disputeType)) return 'large';
  if (numberOf(fields, 'amount') >= mediumSum || labour.includes(disputeType) || ticket.urgency === 'orange') return 'medium';
  return 'small';
}

/** Days until settlement for a size. */
export function daysFor(size: DisputeSize): number {
  return sizeDays[size];
}

function legalDeadlines(disputeType: DisputeLabel, from: CalendarDay | null, opened: CalendarDay): readonly Deadline[] {
  const found: Deadline[] = [];
  if (labour.includes(disputeType)) {
    found.push({
      id: 'labour_mediation',
      label: caseText('labourMediation'),
      due: addDays(opened, 15),
      source: caseText('labourMediationSource'),
    });
    if (from !== null)
      found.push({
        id: 'labour_arbitration',
        label: caseText('labourArbitration'),
        due: addYears(from, 1),
        source: caseText('labourArbitrationSource'),
      });
  } else if (from !== null && disputeType !== 'none' && disputeType !== '婚姻家庭纠纷') {
    found.push({
      id: 'civil_limitation',
      label: caseText('civilLimitation'),
      due: addYears(from, 3),
      source: caseText('civilLimitationSource'),
    });
  }
  if (disputeType === '征地拆迁纠纷' && from !== null) {
    found.push({
      id: 'administrative_review',
      label: caseText('administrativeReview'),
      due: addDays(from, 60),
      source: caseText('administrativeReviewSource'),
    });
  }
  return found;
}

/** Every deadline of a ticket: our own by its size, and those of the law that its day of origin starts. Sorted by day. */
export function deadlinesOf(ticket: Pick<Ticket, 'disputeType' | 'fields' | 'urgency' | 'createdAt'>): readonly Deadline[] {
  const opened = dayOf(ticket.createdAt);
  const size = suggestSize(ticket);
  const since = ticket.fields.due_on?.value ?? ticket.fields.happened_on?.value;
  const from = typeof since === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(since) ? since : null;
  const ours: Deadline = {
    id: 'settle',
    label: caseText('settle', { days: sizeDays[size] }),
    due: addDays(opened, sizeDays[size]),
    source: caseText('settleSource'),
  };
  return [ours, ...legalDeadlines(ticket.disputeType, from, opened)].sort((a, b) => a.due.localeCompare(b.due));
}

/** Where a deadline stands: warned of at 70 % of its time, over at 100 %. */
export function deadlineState(opened: Instant, due: CalendarDay, now: Instant): 'ahead' | 'near' | 'over' {
  const start = Date.parse(`${dayOf(opened)}T00:00:00Z`);
  const end = Date.parse(`${due}T00:00:00Z`) + 86_400_000;
  const at = Date.parse(now);
  if (at >= end - 8 * 3_600_000) return 'over';
  return (at - start) / (end - start) >= 0.7 ? 'near' : 'ahead';
}
