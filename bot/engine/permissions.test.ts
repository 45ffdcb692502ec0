import { describe, expect, it } from 'vitest';
import { asId } from '../../core/ids.ts';
import { type Staff, type StaffRole, staffRoles } from '../../core/staff.ts';
import { isAllowed, permissions, requirePermission, type StaffAction } from './permissions.ts';

function person(role: StaffRole, active = true): Staff {
  return {
    id: asId('s'),
    account: 'a',
    displayName: '李某',
    role,
    active,
    mustChangePassword: false,
    createdAt: '2026-11-24T10:00:00+08:00',
  };
}

describe('permissions', () => {
  it('lets duty officers, counsellors, managers and administrators lower red, and nobody else', () => {
    expect(staffRoles.filter((role) => isAllowed(person(role), 'lower_risk'))).toEqual(['duty_officer', 'counsellor', 'manager', 'admin']);
  });

  it('lets a volunteer take over, answer and edit, but not assign or take from a colleague', () => {
    const allowed = (Object.keys(permissions) as StaffAction[]).filter((action) => isAllowed(person('volunteer'), action));
    expect(allowed).toEqual(expect.arrayContaining(['take_over', 'send', 'edit_field', 'take_call']));
    for (const action of ['assign', 'take_from_colleague', 'close_ticket', 'replay_reply'] as const) expect(allowed).not.toContain(action);
  });

  it('denies an inactive account and an action that the table does not name', () => {
    expect(isAllowed(person('admin', false), 'send')).toBe(false);
    expect(isAllowed(person('admin'), 'toString' as StaffAction)).toBe(false);
    expect(() => requirePermission(person('volunteer'), 'lower_risk')).toThrow(/may not lower risk/);
  });
});
