import { AsyncLocalStorage } from 'node:async_hooks';
import { closeSync, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { type Clock, systemClock } from '../../core/clock.ts';
import type { Store, StoreTransaction } from '../../core/store.ts';
import { createFieldCipher, type FieldCipher } from '../encryption/field-cipher.ts';
import { migrate } from '../migrations/migrate.ts';
import { createStoreTransaction } from '../repositories/create-store-transaction.ts';
import { backUpDatabase } from './back-up-database.ts';
import { checkDatabase } from './check-database.ts';
import { type FileLock, lockFile } from './file-lock.ts';
import { createKysely, openForWriting } from './sqlite-connection.ts';

const breathEveryMs = 10;

/** What a SQLite store is opened with. `key` is what `loadKey` gives. `clock` dates the migrations only. */
export type SqliteStoreOptions = { readonly file: string; readonly key: Uint8Array; readonly clock?: Clock };

/** One name for one file, whatever link or relative path leads to it: the lock hangs on it. The folder is made where it is missing. */
export function resolveDatabaseFile(file: string): string {
  const wanted = resolve(file);
  if (existsSync(wanted)) return realpathSync(wanted);
  mkdirSync(dirname(wanted), { recursive: true, mode: 0o700 });
  return join(realpathSync(dirname(wanted)), basename(wanted));
}

async function openDatabase(file: string, cipher: FieldCipher, clock: Clock): Promise<Database.Database> {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  if (statSync(file).size > 0) await checkDatabase(file, cipher, { deep: false });
  const database = openForWriting(file);
  try {
    await createKysely(database)
      .transaction()
      .execute((tx) => migrate(tx, cipher, clock.now()));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function createStore(file: string, database: Database.Database, cipher: FieldCipher, lock: FileLock): Store {
  const db = createKysely(database);
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  let last: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | null = null;
  let lastBreath = performance.now();

  /** SQLite answers at once, so that a row of transactions would keep timers and sockets waiting for ever. */
  const breathe = async (): Promise<void> => {
    if (performance.now() - lastBreath < breathEveryMs) return;
    await setImmediate();
    lastBreath = performance.now();
  };

  /** One at a time: SQLite has one writer, and one connection knows one transaction. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(breathe).then(work);
    last = result.catch(() => {});
    return result;
  };

  const run = async <T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> => {
    const mark = { open: true };
    let erased = false;
    try {
      const result = await db.transaction().execute((transaction) => {
        const tx = createStoreTransaction({ db: transaction, cipher });
        const erasePerson: StoreTransaction['erasePerson'] = (...args) => {
          erased = true;
          return tx.erasePerson(...args);
        };
        return inside.run(mark, () => work({ ...tx, erasePerson }));
      });
      // The log still holds the pages as they were before the erasure.
      if (erased) database.pragma('wal_checkpoint(TRUNCATE)');
      return result;
    } finally {
      mark.open = false;
    }
  };

  return {
    transaction: (work) => {
      if (inside.getStore()?.open === true)
        return Promise.reject(
          new Error('a transaction was asked for inside another one, which would wait for itself: use the one that is open'),
        );
      if (closing !== null) return Promise.reject(new Error('the store is closed'));
      return inTurn(() => run(work));
    },
    backup: (toFile) => backUpDatabase(file, toFile),
    close: () => {
      closing ??= inTurn(async () => {
        database.close();
        lock.release();
      });
      return closing;
    },
  };
}

/**
 * Opens the store in a SQLite file, made where it is missing. Throws `database_in_use`, `wrong_key`, `database_newer` or `bad_config`; in each
 * of these cases nothing is written to the database.
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  const cipher = createFieldCipher(options.key);
  const file = resolveDatabaseFile(options.file);
  const lock = lockFile(file);
  try {
    const database = await openDatabase(file, cipher, options.clock ?? systemClock);
    return createStore(file, database, cipher, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}
