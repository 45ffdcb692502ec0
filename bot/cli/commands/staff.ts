import { parseArgs } from 'node:util';
import { systemClock } from '../../../core/clock.ts';
import { XinqiaoError } from '../../../core/errors.ts';
import { type StaffRole, staffRoles } from '../../../core/staff.ts';
import type { Store } from '../../../core/store.ts';
import { composeStore } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import { createOneTimePassword, hashPassword } from '../../http/password.ts';
import type { Command } from '../command.ts';

const help = `Usage: npx xinqiao staff add ACCOUNT --name NAME --role ROLE
       npx xinqiao staff reset-password ACCOUNT

Prints a one-time password; the first sign-in must set a new one. ROLE: ${staffRoles.join(', ')}.
Stop the server first: the database is open in one process at a time.`;

async function addStaff(store: Store, account: string, displayName: string, role: StaffRole, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await store.transaction(async (tx) => {
    if ((await tx.staff.findByAccount(account)) !== null)
      throw new XinqiaoError('bad_input', `there is an account ${account}: choose another, or reset its password`);
    const at = systemClock.now();
    const staff = await tx.staff.create({ account, displayName, role, active: true, mustChangePassword: true, createdAt: at }, hash);
    await tx.events.append({
      at,
      kind: 'staff_added',
      conversationId: null,
      ticketId: null,
      staffId: staff.id,
      detail: { role, by: 'cli' },
    });
  });
}

async function resetPassword(store: Store, account: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await store.transaction(async (tx) => {
    const found = await tx.staff.findByAccount(account);
    if (found === null) throw new XinqiaoError('not_found', `there is no account ${account}`);
    await tx.staff.setPassword(found.staff.id, hash, true);
    const at = systemClock.now();
    await tx.events.append({
      at,
      kind: 'password_reset',
      conversationId: null,
      ticketId: null,
      staffId: found.staff.id,
      detail: { by: 'cli' },
    });
  });
}

/** `staff`: accounts from the command line, for the day on which nobody can sign in. */
export const staffCommand: Command = {
  help,
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { name: { type: 'string' }, role: { type: 'string' } },
    });
    const [action, account] = positionals;
    const role = staffRoles.find((known) => known === values.role);
    const isAdd = action === 'add' && values.name !== undefined && role !== undefined;
    if (account === undefined || !(isAdd || action === 'reset-password')) {
      console.error(help);
      return 2;
    }
    const store = await composeStore(readConfig(process.env));
    try {
      const password = createOneTimePassword();
      if (isAdd) await addStaff(store, account, values.name ?? account, role, password);
      else await resetPassword(store, account, password);
      console.log(`One-time password of ${account}: ${password}`);
    } finally {
      await store.close();
    }
    return 0;
  },
};
