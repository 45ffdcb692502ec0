import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { XinqiaoError } from '../../core/errors.ts';
import { openForReading } from './sqlite-connection.ts';

const pagesAtOnce = 200;

/** Makes the entries of a folder durable, where the system can. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/**
 * Copies a database that is in use into a new file, as it stood at one moment, while writing goes on. Throws `bad_input` where the file is
 * there already. The copy appears under its name only when it is whole. It holds no key: keep the key apart from it.
 */
export async function backUpDatabase(file: string, toFile: string): Promise<void> {
  const target = resolve(toFile);
  if (existsSync(target)) throw new XinqiaoError('bad_input', `${target} exists: name a new file for the backup`);
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  closeSync(openSync(partial, 'wx', 0o600));
  const source = openForReading(file);
  try {
    // An open read holds the snapshot, so that writes in between neither show nor make the copy start again.
    source.exec('BEGIN');
    source.prepare('select count(*) from sqlite_master').get();
    await source.backup(partial, { progress: () => pagesAtOnce });
    source.exec('COMMIT');
    renameSync(partial, target);
    syncFolder(dirname(target));
  } finally {
    source.close();
    rmSync(partial, { force: true });
  }
}
