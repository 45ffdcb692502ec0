import { XinqiaoError } from '../../core/errors.ts';
import type { Staff, StaffRole } from '../../core/staff.ts';

const everyone: readonly StaffRole[] = ['volunteer', 'duty_officer', 'mediator', 'counsellor', 'manager', 'admin'];
const leads: readonly StaffRole[] = ['duty_officer', 'manager', 'admin'];

/** Who may do what to a conversation or a ticket. What is not named here nobody may do. */
export const permissions = {
  take_over: everyone,
  take_from_colleague: leads,
  hand_back: everyone,
  hand_back_for_colleague: leads,
  send: everyone,
  decide_suggestion: everyone,
  take_call: everyone,
  open_ticket: everyone,
  edit_field: everyone,
  set_status: everyone,
  close_ticket: ['duty_officer', 'mediator', 'counsellor', 'manager', 'admin'],
  assign: ['duty_officer', 'mediator', 'manager', 'admin'],
  correct_label: everyone,
  lower_risk: ['duty_officer', 'counsellor', 'manager', 'admin'],
  advance_alert: everyone,
  record_deed: everyone,
  waive_child_report: leads,
  choose_reach: everyone,
  replay_reply: leads,
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;

/** Something that staff may be allowed to do. */
export type StaffAction = keyof typeof permissions;

/** Tells whether a person may do this: the account is active and the role is named for the action. */
export function isAllowed(staff: Staff, action: StaffAction): boolean {
  const roles: readonly StaffRole[] = Object.hasOwn(permissions, action) ? permissions[action] : [];
  return staff.active && roles.includes(staff.role);
}

/** Throws `not_allowed` unless the person may do this. */
export function requirePermission(staff: Staff, action: StaffAction): void {
  if (!isAllowed(staff, action)) throw new XinqiaoError('not_allowed', `the role ${staff.role} may not ${action.replaceAll('_', ' ')}`);
}
