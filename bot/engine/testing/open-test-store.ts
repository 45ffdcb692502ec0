import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../core/clock.ts';
import type { Store } from '../../../core/store.ts';
import { openSqliteStore } from '../../../store/sqlite/index.ts';

/** Opens a real, empty SQLite store in a folder of its own, which goes when the store is closed. */
export async function openTestStore(clock: Clock): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-test-'));
  const store = await openSqliteStore({ file: join(folder, 'xinqiao.db'), key: randomBytes(32), clock });
  return {
    transaction: (work) => store.transaction(work),
    backup: (file) => store.backup(file),
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
