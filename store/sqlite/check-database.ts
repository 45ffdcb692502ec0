import type Database from 'better-sqlite3';
import { XinqiaoError } from '../../core/errors.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { checkFits } from '../migrations/migrate.ts';
import { isSqliteError } from './file-lock.ts';
import { createKysely, openForReading } from './sqlite-connection.ts';

function listTables(database: Database.Database): readonly string[] {
  const rows = database.prepare("select name from sqlite_master where type = 'table'").all() as readonly { readonly name: string }[];
  return rows.map((row) => row.name);
}

/**
 * Checks a file by reading alone: that it is a database of ours, not newer than this version, and that the key opens it. Gives whether it
 * has its tables yet. Throws `bad_config`, `database_newer` or `wrong_key`; with `deep`, also `bad_config` where SQLite's own check finds damage.
 */
export async function checkDatabase(file: string, cipher: FieldCipher, options: { readonly deep: boolean }): Promise<'empty' | 'ours'> {
  const database = openForReading(file);
  try {
    const tables = listTables(database);
    if (options.deep && database.pragma('integrity_check', { simple: true }) !== 'ok')
      throw new XinqiaoError('bad_config', `${file} is damaged: take another backup`);
    if (tables.length === 0) return 'empty';
    if (!tables.includes('settings')) throw new XinqiaoError('bad_config', `${file} is no database of Xinqiao`);
    await checkFits(createKysely(database), cipher);
    return 'ours';
  } catch (error) {
    if (isSqliteError(error, 'SQLITE_NOTADB') || isSqliteError(error, 'SQLITE_CORRUPT'))
      throw new XinqiaoError('bad_config', `${file} is no database or is damaged: restore a backup`, { cause: error });
    throw error;
  } finally {
    database.close();
  }
}
