import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Staff } from '../../core/staff.ts';
import { ApiFailure } from './api-failure.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; set before any handler of the console's API. */
    staff: Staff | null;
  }
}

/** Our Fastify: routes are typed by their zod schemas. */
export type Server = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>;

/** The person who is signed in; the guard has let them through. */
export function staffOf(request: Pick<FastifyRequest, 'staff'>): Staff {
  if (request.staff === null) throw new ApiFailure(401, 'signed_out', 'sign in first');
  return request.staff;
}
