import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addMilliseconds } from '../../core/instant.ts';
import type { Staff } from '../../core/staff.ts';
import type { HttpParts } from './http-parts.ts';

const cookieName = 'xinqiao_session';
/** A shift and the hour around it. */
const sessionMs = 12 * 3_600_000;

/** The form in which a token is stored: whoever reads the database cannot sign in with it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Opens a session and gives its cookie to the browser. */
export async function openSession(parts: HttpParts, request: FastifyRequest, reply: FastifyReply, staff: Staff): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  await parts.store.transaction((tx) => tx.staff.openSession(hashToken(token), staff.id, addMilliseconds(parts.clock.now(), sessionMs)));
  const isSecure = request.protocol === 'https';
  void reply.setCookie(cookieName, token, { httpOnly: true, sameSite: 'strict', path: '/', maxAge: sessionMs / 1000, secure: isSecure });
}

/** Who is signed in by the request's cookie; `null` where nobody is or the account was closed. */
export async function readSession(parts: HttpParts, request: FastifyRequest): Promise<Staff | null> {
  const token = request.cookies[cookieName];
  if (token === undefined || token.length > 100) return null;
  const staff = await parts.store.transaction((tx) => tx.staff.findSession(hashToken(token), parts.clock.now()));
  return staff?.active === true ? staff : null;
}

/** Closes the request's session. */
export async function closeSession(parts: HttpParts, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = request.cookies[cookieName];
  if (token !== undefined) await parts.store.transaction((tx) => tx.staff.closeSession(hashToken(token)));
  void reply.clearCookie(cookieName, { path: '/' });
}
