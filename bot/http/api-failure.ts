import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { type ErrorCode, XinqiaoError } from '../../core/errors.ts';
import type { ApiError, ApiErrorCode } from './api-schema.ts';

/** Thrown by a route: an answer with a code that only the edge knows. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly retryAfter: number | null;

  constructor(status: number, code: ApiErrorCode, message: string, retryAfter: number | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** The status of each of our codes that a caller can do something about; the others are faults of the server. */
const statusOf: Partial<Record<ErrorCode, number>> = {
  not_found: 404,
  already_owned: 409,
  stale_version: 409,
  not_allowed: 403,
  bad_input: 400,
};

/** The answer to a thrown value. Tells nothing of the inside: a fault of the server is `failed` and no more. */
export function describeFailure(error: unknown): { readonly status: number; readonly body: ApiError; readonly retryAfter: number | null } {
  if (error instanceof ApiFailure)
    return { status: error.status, body: { code: error.code, message: error.message }, retryAfter: error.retryAfter };
  if (error instanceof XinqiaoError) {
    const status = statusOf[error.code];
    if (status !== undefined) return { status, body: { code: error.code, message: error.message }, retryAfter: null };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const places = error.validation.map((issue) => issue.instancePath || 'the whole').join(', ');
    return { status: 400, body: { code: 'bad_input', message: `wrong form at ${places}` }, retryAfter: null };
  }
  const status = (error as Partial<FastifyError> | null)?.statusCode ?? 500;
  if (status === 413)
    return { status, body: { code: 'too_large', message: 'the body is larger than what is taken here' }, retryAfter: null };
  if (status >= 400 && status < 500)
    return {
      status,
      body: { code: status === 404 ? 'not_found' : 'bad_input', message: 'the request was not understood' },
      retryAfter: null,
    };
  return { status: 500, body: { code: 'failed', message: 'the server could not do this' }, retryAfter: null };
}
