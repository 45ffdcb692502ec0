import { asId } from '../../core/ids.ts';
import type { Staff } from '../../core/staff.ts';
import type { StoreTransaction } from '../../core/store.ts';
import { ApiFailure } from './api-failure.ts';
import { type OneTimePassword, requests } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { createOneTimePassword, hashPassword } from './password.ts';
import { type Server, staffOf } from './server.ts';

async function getStaff(tx: StoreTransaction, id: string): Promise<Staff> {
  const staff = await tx.staff.get(asId(id));
  if (staff === null) throw new ApiFailure(404, 'not_found', 'there is no such account');
  return staff;
}

/** Accounts: list, add, close and open, a new one-time password. Every change is logged. */
export function addStaffRoutes(app: Server, parts: HttpParts): void {
  const { store, clock } = parts;
  const log = (tx: StoreTransaction, by: Staff, kind: string, detail: Readonly<Record<string, unknown>>) =>
    tx.events.append({ at: clock.now(), kind, conversationId: null, ticketId: null, staffId: by.id, detail });

  app.get('/api/console/staff', async () => store.transaction((tx) => tx.staff.list()));

  app.get('/api/console/colleagues', async () => {
    const all = await store.transaction((tx) => tx.staff.list());
    return all.filter((staff) => staff.active).map(({ id, displayName, role, account }) => ({ id, displayName, role, account }));
  });

  app.post('/api/console/staff', { schema: { body: requests.addStaff } }, async (request): Promise<OneTimePassword> => {
    const password = createOneTimePassword();
    const hash = await hashPassword(password);
    const staff = await store.transaction(async (tx) => {
      if ((await tx.staff.findByAccount(request.body.account)) !== null)
        throw new ApiFailure(409, 'bad_input', 'there is such an account already');
      const made = await tx.staff.create({ ...request.body, active: true, mustChangePassword: true, createdAt: clock.now() }, hash);
      await log(tx, staffOf(request), 'staff_added', { staffId: made.id, role: made.role });
      return made;
    });
    return { staff, password };
  });

  app.post(
    '/api/console/staff/:id/state',
    { schema: { params: requests.byId, body: requests.staffState } },
    async (request): Promise<Staff> =>
      store.transaction(async (tx) => {
        const staff = await getStaff(tx, request.params.id);
        const by = staffOf(request);
        if (staff.id === by.id) throw new ApiFailure(400, 'bad_input', 'nobody closes their own account');
        const changed = { ...staff, active: request.body.active };
        await tx.staff.update(changed);
        await log(tx, by, request.body.active ? 'staff_opened' : 'staff_closed', { staffId: staff.id });
        return changed;
      }),
  );

  app.post(
    '/api/console/staff/:id/password',
    { schema: { params: requests.byId, body: requests.none } },
    async (request): Promise<OneTimePassword> => {
      const password = createOneTimePassword();
      const hash = await hashPassword(password);
      const staff = await store.transaction(async (tx) => {
        const found = await getStaff(tx, request.params.id);
        await tx.staff.setPassword(found.id, hash, true);
        await log(tx, staffOf(request), 'password_reset', { staffId: found.id });
        return { ...found, mustChangePassword: true };
      });
      return { staff, password };
    },
  );
}
