import { XinqiaoError } from '../../core/errors.ts';
import { createId, type StaffId } from '../../core/ids.ts';
import type { Staff } from '../../core/staff.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { FieldCipher, SealedPlace } from '../encryption/field-cipher.ts';
import type { Tables } from '../schema.ts';
import type { StoreScope } from '../store-scope.ts';

function placeOf(id: StaffId): SealedPlace {
  return { table: 'staff', column: 'display_name', id };
}

function readStaff(cipher: FieldCipher, row: Tables['staff']): Staff {
  return {
    id: row.id,
    account: row.account,
    displayName: cipher.open(row.display_name, placeOf(row.id)),
    role: row.role,
    active: row.active === 1,
    mustChangePassword: row.must_change_password === 1,
    createdAt: row.created_at,
  };
}

/** Who works here and who is signed in. */
export function createStaff({ db, cipher }: StoreScope): StoreTransaction['staff'] {
  const refuseTaken = async (account: string, id: StaffId): Promise<void> => {
    const other = await db.selectFrom('staff').select('id').where('account', '=', account).where('id', '!=', id).executeTakeFirst();
    if (other !== undefined) throw new XinqiaoError('bad_input', 'this account name is taken');
  };

  return {
    create: async (staff, passwordHash) => {
      const id = createId<'staff'>();
      await refuseTaken(staff.account, id);
      const row: Tables['staff'] = {
        id,
        account: staff.account,
        display_name: cipher.seal(staff.displayName, placeOf(id)),
        role: staff.role,
        active: staff.active ? 1 : 0,
        must_change_password: staff.mustChangePassword ? 1 : 0,
        password_hash: passwordHash,
        created_at: staff.createdAt,
      };
      await db.insertInto('staff').values(row).execute();
      return readStaff(cipher, row);
    },

    list: async () => {
      const rows = await db.selectFrom('staff').selectAll().orderBy('account').execute();
      return rows.map((row) => readStaff(cipher, row));
    },

    get: async (id) => {
      const row = await db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : readStaff(cipher, row);
    },

    findByAccount: async (account) => {
      const row = await db.selectFrom('staff').selectAll().where('account', '=', account).executeTakeFirst();
      return row === undefined ? null : { staff: readStaff(cipher, row), passwordHash: row.password_hash };
    },

    setPassword: async (id, passwordHash, mustChange) => {
      const { numUpdatedRows } = await db
        .updateTable('staff')
        .set({ password_hash: passwordHash, must_change_password: mustChange ? 1 : 0 })
        .where('id', '=', id)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) throw new XinqiaoError('not_found', 'there is no such account');
      await db.deleteFrom('sessions').where('staff_id', '=', id).execute();
    },

    update: async (staff) => {
      await refuseTaken(staff.account, staff.id);
      const { numUpdatedRows } = await db
        .updateTable('staff')
        .set({
          account: staff.account,
          display_name: cipher.seal(staff.displayName, placeOf(staff.id)),
          role: staff.role,
          active: staff.active ? 1 : 0,
          must_change_password: staff.mustChangePassword ? 1 : 0,
        })
        .where('id', '=', staff.id)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) throw new XinqiaoError('not_found', 'there is no such account');
    },

    openSession: async (tokenHash, staffId, expiresAt) => {
      await db.insertInto('sessions').values({ token_hash: tokenHash, staff_id: staffId, expires_at: expiresAt }).execute();
    },

    findSession: async (tokenHash, at) => {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('staff', 'staff.id', 'sessions.staff_id')
        .selectAll('staff')
        .where('sessions.token_hash', '=', tokenHash)
        .where('sessions.expires_at', '>', at)
        .where('staff.active', '=', 1)
        .executeTakeFirst();
      return row === undefined ? null : readStaff(cipher, row);
    },

    closeSession: async (tokenHash) => {
      await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
    },
  };
}
