import type { FastifyRequest } from 'fastify';
import { type Access, accessTable, mayUse } from './access-table.ts';
import { ApiFailure } from './api-failure.ts';
import type { HttpParts } from './http-parts.ts';
import type { Server } from './server.ts';
import { readSession } from './session.ts';

/** Tells whether a request comes from our own pages. Tools that send neither header are no browser and carry no cookie of one. */
export function isOwnOrigin(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === request.headers.host;
  } catch {
    return false;
  }
}

function accessOf(request: FastifyRequest): Access | undefined {
  return accessTable[`${request.method === 'HEAD' ? 'GET' : request.method} ${request.routeOptions.url ?? ''}`];
}

async function guard(parts: HttpParts, request: FastifyRequest): Promise<void> {
  const access = accessOf(request);
  if (access === undefined) throw new ApiFailure(404, 'not_found', 'there is no such route');
  const isUpgrade = request.headers.upgrade !== undefined;
  if ((request.method !== 'GET' || isUpgrade) && !isOwnOrigin(request))
    throw new ApiFailure(403, 'foreign_origin', 'only the pages of this server may do this');
  if (access === 'public') return;
  const staff = await readSession(parts, request);
  if (staff === null) throw new ApiFailure(401, 'signed_out', 'sign in first');
  request.staff = staff;
  if (mayUse(staff, access)) return;
  if (staff.mustChangePassword) throw new ApiFailure(403, 'must_change_password', 'set a new password first');
  throw new ApiFailure(403, 'not_allowed', `the role ${staff.role} may not use this`);
}

/** Puts the guard before every route of the API, and refuses to start with a route that the table does not name. */
export function guardRequests(app: Server, parts: HttpParts): void {
  app.decorateRequest('staff', null);
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/')) return;
    for (const method of [route.method].flat())
      if (method !== 'HEAD' && accessTable[`${method} ${route.url}`] === undefined)
        throw new TypeError(`${method} ${route.url} is not in bot/http/access-table.ts`);
  });
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/api/')) await guard(parts, request);
  });
}
