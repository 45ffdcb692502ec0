import { parseInstant } from '../../core/instant.ts';
import { listRights } from './access-table.ts';
import { ApiFailure } from './api-failure.ts';
import { type Me, requests } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { createRateLimit } from './limit-rate.ts';
import { findPasswordFault, hashPassword, verifyPassword } from './password.ts';
import { type Server, staffOf } from './server.ts';
import { closeSession, openSession } from './session.ts';

const quarterHour = 900_000;

/** Signing in and out, and the own password. Wrong passwords are counted by account and by address. */
export function addSignInRoutes(app: Server, parts: HttpParts): void {
  const { store, clock, logger } = parts;
  const byAccount = createRateLimit(6, quarterHour);
  const byAddress = createRateLimit(30, quarterHour);
  // Whoever asks for an unknown account waits as long as for a known one.
  const nobody = hashPassword('nobody has this password');

  const countFailure = (account: string, ip: string): void => {
    const now = parseInstant(clock.now()).getTime();
    byAccount.take(account, now);
    byAddress.take(ip, now);
    logger.warn('sign_in_failed', {});
  };
  const throttle = (account: string, ip: string): void => {
    const now = parseInstant(clock.now()).getTime();
    const wait = Math.max(byAccount.wait(account, now), byAddress.wait(ip, now));
    if (wait > 0) throw new ApiFailure(429, 'too_many', 'too many wrong passwords', wait);
  };

  app.post('/api/console/sign-in', { schema: { body: requests.signIn } }, async (request, reply): Promise<Me> => {
    const account = request.body.account.toLowerCase();
    throttle(account, request.ip);
    const found = await store.transaction((tx) => tx.staff.findByAccount(account));
    const fits = await verifyPassword(request.body.password, found?.passwordHash ?? (await nobody));
    if (found === null || !fits || !found.staff.active) {
      countFailure(account, request.ip);
      throw new ApiFailure(401, 'wrong_password', 'account and password do not fit together');
    }
    byAccount.forget(account);
    await openSession(parts, request, reply, found.staff);
    return { staff: found.staff, may: listRights(found.staff) };
  });

  app.post('/api/console/sign-out', { schema: { body: requests.none } }, async (request, reply) => {
    await closeSession(parts, request, reply);
    return { ok: true };
  });

  app.get('/api/console/me', async (request): Promise<Me> => {
    const staff = staffOf(request);
    return { staff, may: listRights(staff) };
  });

  app.post('/api/console/password', { schema: { body: requests.changePassword } }, async (request, reply): Promise<Me> => {
    const staff = staffOf(request);
    throttle(staff.account, request.ip);
    const found = await store.transaction((tx) => tx.staff.findByAccount(staff.account));
    if (found === null || !(await verifyPassword(request.body.current, found.passwordHash))) {
      countFailure(staff.account, request.ip);
      throw new ApiFailure(400, 'wrong_password', 'the current password is another');
    }
    const fault = findPasswordFault(request.body.next, staff.account);
    if (fault !== null || request.body.next === request.body.current)
      throw new ApiFailure(400, 'bad_input', `the new password is ${fault ?? 'the old one'}`);
    const hash = await hashPassword(request.body.next);
    await store.transaction((tx) => tx.staff.setPassword(staff.id, hash, false));
    await closeSession(parts, request, reply);
    const changed = { ...staff, mustChangePassword: false };
    await openSession(parts, request, reply, changed);
    return { staff: changed, may: listRights(changed) };
  });
}
