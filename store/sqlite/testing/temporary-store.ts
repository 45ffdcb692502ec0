import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { StoreHarness } from '../../testing/contract-fixtures.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';

/** The key of the tests. */
export const testKey = new Uint8Array(32).fill(7);

/** A new folder for a test. */
export function makeTemporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'xinqiao-store-'));
}

/** Everything in a folder, file after file. */
export function readFolder(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

/** A new, empty store in a folder of its own; `close` takes the folder away. */
export async function openTemporaryStore(): Promise<StoreHarness & { readonly file: string }> {
  const folder = makeTemporaryFolder();
  const file = join(folder, 'store.db');
  const store = await openSqliteStore({ file, key: testKey });
  return {
    store,
    file,
    tamper: async (sql) => {
      const other = new Database(file);
      other.exec(sql);
      other.close();
    },
    rawBytes: async () => {
      await store.close();
      return readFolder(folder);
    },
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
