import { type Kysely, sql } from 'kysely';
import { XinqiaoError } from '../../core/errors.ts';
import type { Instant } from '../../core/instant.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import type { Tables } from '../schema.ts';
import { type Migration, migrations } from './migrations.ts';

const keyCheckName = 'key_check';
const keyCheckPlace = { table: 'settings', column: 'value', id: keyCheckName };
const schemaPrefix = 'migration_';

async function readSettings(db: Kysely<Tables>): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('settings').selectAll().execute();
  return new Map(rows.map(({ name, value }) => [name, value]));
}

function appliedNumbers(settings: ReadonlyMap<string, string>): ReadonlySet<number> {
  const names = [...settings.keys()].filter((name) => name.startsWith(schemaPrefix));
  return new Set(names.map((name) => Number(name.slice(schemaPrefix.length))));
}

/**
 * Checks, by reading alone, that this version and this key fit a database that has its tables. Throws `database_newer` or `wrong_key`.
 */
export async function checkFits(db: Kysely<Tables>, cipher: FieldCipher, known: readonly Migration[] = migrations): Promise<void> {
  const settings = await readSettings(db);
  const newest = known.at(-1)?.number ?? 0;
  if ([...appliedNumbers(settings)].some((number) => number > newest))
    throw new XinqiaoError('database_newer', 'the database was written by a newer version of Xinqiao: install that version or a newer one');
  const check = settings.get(keyCheckName);
  if (check === undefined) throw new XinqiaoError('bad_config', 'this is no database of Xinqiao: its key check is missing');
  try {
    cipher.open(check, keyCheckPlace);
  } catch (error) {
    throw new XinqiaoError(
      'wrong_key',
      'the key does not open this database, nothing was written: put the key back that it was made with (XINQIAO_KEY or the key file)',
      { cause: error },
    );
  }
}

/** Brings the schema up to date and, in a new database, writes the key check. Run it inside one transaction: all of it happens or none. */
export async function migrate(
  db: Kysely<Tables>,
  cipher: FieldCipher,
  at: Instant,
  known: readonly Migration[] = migrations,
): Promise<void> {
  await sql`create table if not exists settings (name text not null primary key, value text not null)`.execute(db);
  const settings = await readSettings(db);
  const applied = appliedNumbers(settings);
  for (const { number, name, up } of known) {
    if (applied.has(number)) continue;
    await up(db as unknown as Kysely<never>);
    await db
      .insertInto('settings')
      .values({ name: `${schemaPrefix}${number}`, value: `${name} ${at}` })
      .execute();
  }
  if (!settings.has(keyCheckName))
    await db
      .insertInto('settings')
      .values({ name: keyCheckName, value: cipher.seal('xinqiao', keyCheckPlace) })
      .execute();
}
