import { XinqiaoError } from '../../core/errors.ts';
import type { LogFields } from '../../core/logger.ts';

/** What a log may say of a thrown value: its name, our code and the place; never its message, which may quote a resident. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error, code: null, place: null };
  const place = /^\s+at .*$/m.exec(error.stack?.slice(error.message.length) ?? '')?.[0]?.trim() ?? null;
  return { error: error.name, code: error instanceof XinqiaoError ? error.code : null, place };
}
