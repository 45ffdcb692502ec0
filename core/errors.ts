/** Every code an error of ours can carry, with what it means. Tests and logs rely on the codes; `docs/ERRORS.md` is this table in words. */
export const errorCodes = {
  wrong_key: 'The encryption key does not open this database.',
  database_in_use: 'Another process has this database open.',
  database_newer: 'The database was written by a newer version of Xinqiao.',
  stale_version: 'The row was changed by somebody else since it was read.',
  not_found: 'There is no such row.',
  already_owned: 'Another person owns this conversation.',
  not_allowed: 'This role may not do that.',
  bad_config: 'A setting is missing or wrong.',
  bad_input: 'The input does not have the right form.',
  bad_site: 'The site settings have a fault.',
  bad_index: 'The knowledge index is missing, damaged or made from other inputs.',
} as const;

/** A stable error code. */
export type ErrorCode = keyof typeof errorCodes;

/** An error with a stable code. `message` tells an operator what to do next and holds no message text and no personal detail. */
export class XinqiaoError extends Error {
  override readonly name = 'XinqiaoError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Tells whether a thrown value is ours and carries this code. */
export function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof XinqiaoError && error.code === code;
}
