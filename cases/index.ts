export { formatCaseCode, parseCaseCode } from './case-code.ts';
export { type DisputeSize, deadlinesOf, suggestSize } from './deadlines.ts';
export { findRosterGaps, peopleOnDuty } from './duty-roster.ts';
export { exportedTicketSchema, exportJsonSchema, exportTicket, ticketsToCsv } from './export-ticket.ts';
export { loadForms } from './load-forms.ts';
export { promiseFor } from './promise.ts';
export { routeToOffice } from './route-to-office.ts';
export { summariseTicket } from './summarise-ticket.ts';
