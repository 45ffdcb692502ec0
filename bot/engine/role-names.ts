import type { StaffRole } from '../../core/staff.ts';

/** What a resident reads where a case says who has it; the surname follows. */
export const roleNames: Readonly<Record<StaffRole, string>> = {
  volunteer: '志愿者',
  duty_officer: '值班员',
  mediator: '调解员',
  counsellor: '心理咨询师',
  manager: '负责人',
  admin: '管理员',
};
