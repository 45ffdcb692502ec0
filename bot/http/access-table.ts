import type { Staff, StaffRole } from '../../core/staff.ts';
import { isAllowed, permissions, type StaffAction } from '../engine/permissions.ts';

const everyone: readonly StaffRole[] = ['volunteer', 'duty_officer', 'mediator', 'counsellor', 'manager', 'admin'];
const caseWorkers: readonly StaffRole[] = ['duty_officer', 'mediator', 'counsellor', 'manager', 'admin'];
const leads: readonly StaffRole[] = ['duty_officer', 'manager', 'admin'];
const admins: readonly StaffRole[] = ['admin'];

/** Who may use a route: anybody, any signed-in person even with a one-time password, those who may do an action, or named roles. */
export type Access = 'public' | 'signed_in' | StaffAction | readonly StaffRole[];

/** Who may use each route of the API. A route that is not named here does not start: deny by default. */
export const accessTable: Readonly<Record<string, Access>> = {
  'GET /api/health': 'public',
  'GET /api/resident/centre': 'public',
  'POST /api/resident/messages': 'public',
  'GET /api/resident/visitor': 'public',
  'POST /api/resident/visitor': 'public',
  'POST /api/resident/files': 'public',
  'GET /api/resident/files/:hash': 'public',
  'GET /api/resident/lines': 'public',
  'GET /api/resident/wait': 'public',
  'GET /api/resident/live': 'public',
  'POST /api/resident/case': 'public',
  'GET /api/resident/articles': 'public',
  'POST /api/resident/votes': 'public',

  'POST /api/console/sign-in': 'public',
  'POST /api/console/sign-out': 'signed_in',
  'POST /api/console/password': 'signed_in',
  'GET /api/console/me': 'signed_in',

  'GET /api/console/live': everyone,
  'GET /api/console/site': everyone,
  'GET /api/console/channels': everyone,
  'GET /api/console/colleagues': everyone,
  'GET /api/console/articles': everyone,
  'GET /api/console/queue': everyone,
  'GET /api/console/conversations/:id': everyone,
  'GET /api/console/conversations/:id/files/:hash': everyone,
  'GET /api/console/conversations/:id/files/:hash/sound': everyone,
  'POST /api/console/conversations/:id/take-over': 'take_over',
  'POST /api/console/conversations/:id/hand-back': 'hand_back',
  'POST /api/console/conversations/:id/messages': 'send',
  'POST /api/console/conversations/:id/caller-lines': 'take_call',
  'POST /api/console/conversations/:id/ticket': 'open_ticket',
  'POST /api/console/conversations/:id/risk': 'lower_risk',
  'POST /api/console/suggestions/:id/reject': 'decide_suggestion',
  'POST /api/console/calls': 'take_call',
  'POST /api/console/calls/:id/consent': 'take_call',
  'POST /api/console/calls/:id/end': 'take_call',
  'POST /api/console/calls/:id/hand-off': 'take_call',
  'POST /api/console/tickets/:id/fields': 'edit_field',
  'POST /api/console/tickets/:id/status': 'set_status',
  'POST /api/console/tickets/:id/assignee': 'assign',
  'POST /api/console/tickets/:id/label': 'correct_label',
  'GET /api/console/tickets/:id/export': caseWorkers,
  'GET /api/console/exports/tickets': leads,
  'POST /api/console/alerts/:id/steps': 'advance_alert',
  'POST /api/console/care-tasks/:id/deeds': 'record_deed',
  'GET /api/console/reach': 'choose_reach',
  'POST /api/console/reach': 'choose_reach',
  'GET /api/console/unknown-questions': everyone,
  'POST /api/console/unknown-questions/:id': caseWorkers,
  'GET /api/console/own-knowledge': everyone,
  'POST /api/console/own-knowledge': caseWorkers,
  'POST /api/console/own-knowledge/:id/review': leads,
  'POST /api/console/conversations/:id/votes': everyone,
  'GET /api/console/dead-letters': everyone,
  'POST /api/console/dead-letters/:id/replay': 'replay_reply',
  'GET /api/console/staff': admins,
  'POST /api/console/staff': admins,
  'POST /api/console/staff/:id/state': admins,
  'POST /api/console/staff/:id/password': admins,
};

/** Who may export personal details uncovered; each such export is logged. */
export const mayExportPersonal: readonly StaffRole[] = ['duty_officer', 'mediator', 'manager', 'admin'];

/** Who sees a caller's earlier cases uncovered and may open them; others see what they were about. */
export const maySeeEarlierCases: readonly StaffRole[] = caseWorkers;

/** Who may log the centre's WeChat account into the bot: who scans the code does. */
export const mayLogIn: readonly StaffRole[] = leads;

/** Tells whether a person may use a route of this access. A one-time password opens nothing but its own change. */
export function mayUse(staff: Staff, access: Access): boolean {
  if (!staff.active) return false;
  if (access === 'public' || access === 'signed_in') return true;
  if (staff.mustChangePassword) return false;
  return typeof access === 'string' ? isAllowed(staff, access) : access.includes(staff.role);
}

/** Everything that a person may do, as the console's pages ask for it: actions, and `export`, `export_list`, `staff`, `unknown`, `review_own`. */
export function listRights(staff: Staff): readonly string[] {
  const routes: readonly (readonly [string, string])[] = [
    ['export', 'GET /api/console/tickets/:id/export'],
    ['export_list', 'GET /api/console/exports/tickets'],
    ['staff', 'GET /api/console/staff'],
    ['unknown', 'POST /api/console/unknown-questions/:id'],
    ['review_own', 'POST /api/console/own-knowledge/:id/review'],
  ];
  const actions = (Object.keys(permissions) as StaffAction[]).filter((action) => isAllowed(staff, action));
  const rights = routes.filter(([, route]) => mayUse(staff, accessTable[route] ?? [])).map(([name]) => name);
  return [...actions, ...rights, ...(mayExportPersonal.includes(staff.role) ? ['export_personal'] : [])];
}
