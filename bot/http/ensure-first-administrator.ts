import type { Clock } from '../../core/clock.ts';
import type { Store } from '../../core/store.ts';
import { createOneTimePassword, hashPassword } from './password.ts';

/** The account that the first start makes. */
export const firstAccount = 'admin';

/** Makes the account `admin` where there are no staff yet. Gives its one-time password, to be shown once, or `null` where staff exist. */
export async function ensureFirstAdministrator(store: Store, clock: Clock): Promise<string | null> {
  const password = createOneTimePassword();
  const hash = await hashPassword(password);
  return await store.transaction(async (tx) => {
    if ((await tx.staff.list()).length > 0) return null;
    await tx.staff.create(
      { account: firstAccount, displayName: '管理员', role: 'admin', active: true, mustChangePassword: true, createdAt: clock.now() },
      hash,
    );
    return password;
  });
}
