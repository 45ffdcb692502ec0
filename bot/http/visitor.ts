import type { FastifyRequest } from 'fastify';
import { ApiFailure } from './api-failure.ts';
import { hashToken } from './session.ts';

/** 256 random bits in base64url, made by the page and kept in the browser. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** The chat key of a visitor: the hash of the token, so that nobody who reads the database can speak for a resident. */
export function chatKeyOf(token: string): string {
  if (!tokenPattern.test(token)) throw new ApiFailure(401, 'bad_input', 'the page sent no visitor token');
  return hashToken(`visitor:${token}`);
}

/** The chat key of the visitor who asks, from the Authorization header. Throws 401 where there is none. */
export function visitorOf(request: FastifyRequest): string {
  return chatKeyOf(/^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
}
