import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import { createFieldCipher } from '../encryption/field-cipher.ts';
import type { Tables } from '../schema.ts';
import { createKysely, openForWriting } from '../sqlite/sqlite-connection.ts';
import { makeTemporaryFolder, testKey } from '../sqlite/testing/temporary-store.ts';
import { moment } from '../testing/contract-fixtures.ts';
import { checkFits, migrate } from './migrate.ts';
import { type Migration, migrations } from './migrations.ts';

const cipher = createFieldCipher(testKey);
const next: Migration = {
  number: migrations.length + 1,
  name: 'one-more',
  up: async (db) => {
    await db.schema.createTable('one_more').addColumn('id', 'text').execute();
  },
};
const broken: Migration = {
  number: next.number + 1,
  name: 'broken',
  up: async () => {
    throw new Error('broken on purpose');
  },
};

describe('migrations', () => {
  let folder: string;
  let db: Kysely<Tables>;
  beforeEach(() => {
    folder = makeTemporaryFolder();
    db = createKysely(openForWriting(join(folder, 'store.db')));
  });
  afterEach(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true });
  });
  const run = (known: readonly Migration[]): Promise<void> => db.transaction().execute((tx) => migrate(tx, cipher, moment(0), known));
  const tables = async (): Promise<readonly string[]> => (await db.introspection.getTables()).map((table) => table.name);

  it('are numbered in order, without gaps', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1));
  });

  it('run once each, and a newer database is refused by an older version', async () => {
    await run(migrations);
    await run([...migrations, next]);
    await run([...migrations, next]);
    expect(await tables()).toContain('one_more');
    await checkFits(db, cipher, [...migrations, next]);
    await expect(checkFits(db, cipher)).rejects.toSatisfy((error) => hasCode(error, 'database_newer'));
  });

  it('leave the database as it was where one fails', async () => {
    await run(migrations);
    const before = await tables();
    await expect(run([...migrations, next, broken])).rejects.toThrow('broken on purpose');
    expect(await tables()).toEqual(before);
    await checkFits(db, cipher);
  });
});
