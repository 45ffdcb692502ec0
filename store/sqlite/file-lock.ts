import Database from 'better-sqlite3';
import { XinqiaoError } from '../../core/errors.ts';

/** A held lock. */
export type FileLock = { release(): void };

/** Tells whether an error of SQLite carries this code. */
export function isSqliteError(error: unknown, code: string): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith(code);
}

/**
 * Takes the lock of a database file for this process: an exclusive SQLite lock on the empty side file `<file>.lock`. The operating system
 * releases it when the process ends, however it ends. Throws `database_in_use` where somebody holds it. The side file is never
 * deleted: a second process could hold the deleted one and a third a new one.
 */
export function lockFile(file: string): FileLock {
  const holder = new Database(`${file}.lock`, { timeout: 0 });
  try {
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    holder.close();
    if (isSqliteError(error, 'SQLITE_BUSY'))
      throw new XinqiaoError('database_in_use', `another process has ${file} open: stop it first, or use another data folder`, {
        cause: error,
      });
    throw error;
  }
  return {
    release: () => {
      holder.close();
    },
  };
}
