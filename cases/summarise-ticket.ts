import type { Form } from '../core/form.ts';
import type { Site } from '../core/site.ts';
import type { Ticket } from '../core/ticket.ts';
import { daysFor, deadlinesOf, suggestSize } from './deadlines.ts';
import { exportTicket } from './export-ticket.ts';
import { routeToOffice } from './route-to-office.ts';
import { caseText } from './words.ts';

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
    caseText('giveTo', { level: caseText(routing.first), holder: holder ?? '' }).trim(),
    caseText('term', { days: daysFor(size) }),
    ...deadlinesOf(ticket).map(({ due, label, source }) => caseText('deadline', { due, label, source })),
    ...(contradicted.length > 0 ? [caseText('contradicted', { fields: contradicted.join('、') })] : []),
    ...(unconfirmed.length > 0 ? [caseText('unconfirmed', { fields: unconfirmed.join('、') })] : []),
    ...(exported.evidenceMissing.length > 0 ? [caseText('missing', { evidence: exported.evidenceMissing.join('、') })] : []),
  ];
}
