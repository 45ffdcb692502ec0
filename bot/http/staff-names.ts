import type { StaffId } from '../../core/ids.ts';
import type { Staff } from '../../core/staff.ts';
import type { StoreTransaction } from '../../core/store.ts';
import { roleNames } from '../engine/role-names.ts';

/** The names of colleagues by id, read once for an answer. */
export type StaffNames = {
  /** The name that colleagues see; `null` for nobody. */
  nameOf(id: StaffId | null): string | null;
  /** What a resident may read: the role and the surname. */
  publicNameOf(id: StaffId | null): string | null;
};

/** Reads the names of all staff. */
export async function readStaffNames(tx: StoreTransaction): Promise<StaffNames> {
  const byId = new Map<StaffId, Staff>((await tx.staff.list()).map((staff) => [staff.id, staff]));
  const find = (id: StaffId | null): Staff | null => (id === null ? null : (byId.get(id) ?? null));
  return {
    nameOf: (id) => find(id)?.displayName ?? null,
    publicNameOf: (id) => {
      const staff = find(id);
      if (staff === null) return null;
      const role = roleNames[staff.role];
      return staff.displayName.includes(role) ? role : `${[...staff.displayName][0] ?? ''}${role}`;
    },
  };
}
