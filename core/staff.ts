import type { StaffId } from './ids.ts';
import type { Instant } from './instant.ts';

/** What staff are: the roles that permissions hang on. */
export const staffRoles = ['volunteer', 'duty_officer', 'mediator', 'counsellor', 'manager', 'admin'] as const;

/** One role. */
export type StaffRole = (typeof staffRoles)[number];

/** A person who works here. */
export type Staff = {
  readonly id: StaffId;
  /** The name they sign in with. */
  readonly account: string;
  /** The name colleagues see. */
  readonly displayName: string;
  readonly role: StaffRole;
  readonly active: boolean;
  /** The first sign-in with a one-time password must set a new one. */
  readonly mustChangePassword: boolean;
  readonly createdAt: Instant;
};
