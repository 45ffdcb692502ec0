import { closeSync, copyFileSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { XinqiaoError } from '../../core/errors.ts';
import { createFieldCipher } from '../encryption/field-cipher.ts';
import { syncFolder } from './back-up-database.ts';
import { checkDatabase } from './check-database.ts';
import { lockFile } from './file-lock.ts';
import { resolveDatabaseFile } from './open-sqlite-store.ts';
import { openForWriting } from './sqlite-connection.ts';

/** Brings the log of a database that nobody has open into its file; a damaged one is left as it is. */
function foldLog(file: string): void {
  try {
    openForWriting(file).close();
  } catch {
    // It is being replaced, and is kept aside as it is.
  }
}

function keepAside(file: string): void {
  foldLog(file);
  let number = 1;
  while (existsSync(`${file}.replaced-${number}`)) number += 1;
  linkSync(file, `${file}.replaced-${number}`);
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${file}.replaced-${number}-wal`);
  rmSync(`${file}-shm`, { force: true });
}

/**
 * Puts a backup in the place of a database. The backup is copied and checked first (SQLite's integrity check, version, key); what stood
 * there is kept as `<file>.replaced-<n>`. Throws `bad_input` where the backup is missing or is itself a database in use, `database_in_use` where a
 * process has the target open, `wrong_key`, `database_newer`, `bad_config` (damaged); in each case the target is untouched.
 */
export async function restoreSqliteBackup(fromFile: string, toFile: string, key: Uint8Array): Promise<void> {
  const source = resolve(fromFile);
  if (!existsSync(source)) throw new XinqiaoError('bad_input', `there is no backup ${source}`);
  if (existsSync(`${source}-wal`) && statSync(`${source}-wal`).size > 0)
    throw new XinqiaoError('bad_input', `${source} is a database in use, not a backup: make one with the backup command`);
  const cipher = createFieldCipher(key);
  const target = resolveDatabaseFile(toFile);
  const lock = lockFile(target);
  const draft = `${target}.restoring`;
  const clear = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${draft}${end}`, { force: true });
  };
  try {
    clear();
    closeSync(openSync(draft, 'wx', 0o600));
    copyFileSync(source, draft);
    if ((await checkDatabase(draft, cipher, { deep: true })) === 'empty') throw new XinqiaoError('bad_input', `${source} is empty`);
    const handle = openSync(draft, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    if (existsSync(target)) keepAside(target);
    renameSync(draft, target);
    syncFolder(dirname(target));
  } finally {
    clear();
    lock.release();
  }
}
