export { openSqliteStore, type SqliteStoreOptions } from './open-sqlite-store.ts';
export { restoreSqliteBackup } from './restore-sqlite-backup.ts';
