import type { Form } from '../core/form.ts';
import type { Site } from '../core/site.ts';
import type { Ticket } from '../core/ticket.ts';
import { daysFor, deadlinesOf, suggestSize } from './deadlines.ts';
import { exportTicket } from './export-ticket.ts';
import { routeToOffice } from './route-to-office.ts';

const firstWords: Readonly<Record<ReturnType<typeof routeToOffice>['first'], string>> = {
  grid: '网格',
  community: '社区',
  street: '街道(乡镇)',
  county: '县中心',
  industry: '行业调委会',
};

/** The lines under a ticket that help a mediator to begin: what is disputed, what lacks, deadlines with days, whom to give it to and why. */
export function summariseTicket(ticket: Ticket, form: Form, site: Site): readonly string[] {
  const exported = exportTicket(ticket, form, { masked: false });
  const routing = routeToOffice(site, ticket.disputeType, ticket.fields, ticket.urgency);
  const size = suggestSize(ticket);
  const contradicted = exported.fields.filter((field) => field.otherValues.length > 0).map((field) => field.label);
  const unconfirmed = exported.fields.filter((field) => !field.confirmed).map((field) => field.label);
  const holder =
    routing.first === 'industry'
      ? routing.industryBody
      : routing.first === 'grid'
        ? `${routing.grid?.name}(${routing.grid?.worker})`
        : routing[routing.first]?.name;
  return [
    `建议交给:${firstWords[routing.first]}${holder == null ? '' : ` ${holder}`}`,
    `建议期限:${daysFor(size)}天`,
    ...deadlinesOf(ticket).map((deadline) => `${deadline.due} ${deadline.label}(${deadline.source})`),
    ...(contradicted.length > 0 ? [`说法不一:${contradicted.join('、')}`] : []),
    ...(unconfirmed.length > 0 ? [`未核对:${unconfirmed.join('、')}`] : []),
    ...(exported.evidenceMissing.length > 0 ? [`可补证据:${exported.evidenceMissing.join(';')}`] : []),
  ];
}
