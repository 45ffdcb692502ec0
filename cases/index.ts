export { briefLines, briefTicket } from './brief-ticket.ts';
export { clocksAt, findRosterGaps, peopleOnDuty } from './duty-roster.ts';
export { exportTicket } from './export-ticket.ts';
export { loadForms } from './load-forms.ts';
export { isLineOpen, promiseFor } from './promise.ts';
