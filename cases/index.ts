export { clocksAt, findRosterGaps, peopleOnDuty } from './duty-roster.ts';
export { exportTicket } from './export-ticket.ts';
export { loadForms } from './load-forms.ts';
export { isLineOpen, promiseFor } from './promise.ts';
export { summariseTicket } from './summarise-ticket.ts';
