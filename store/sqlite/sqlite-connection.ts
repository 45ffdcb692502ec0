import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Tables } from '../schema.ts';

const statementsKept = 300;
const busyTimeoutMs = 5000;

/** Prepared statements are kept: the same few dozen queries run all day. */
function keepStatements(database: Database.Database): Pick<Database.Database, 'prepare' | 'close'> {
  const kept = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    if (kept.size >= statementsKept) kept.clear();
    const statement = database.prepare(sql);
    kept.set(sql, statement);
    return statement;
  };
  return { prepare: prepare as Database.Database['prepare'], close: () => database.close() };
}

/** The queries' view of a connection. */
export function createKysely(database: Database.Database): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: keepStatements(database) }) });
}

/** Opens a file for reading and writing, durable at each commit, made where it is missing. */
export function openForWriting(file: string): Database.Database {
  const database = new Database(file, { timeout: busyTimeoutMs });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // Erased words must not survive in freed pages.
  database.pragma('secure_delete = ON');
  return database;
}

/** Opens an existing file for reading alone. */
export function openForReading(file: string): Database.Database {
  return new Database(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs });
}
