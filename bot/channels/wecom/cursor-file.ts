import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/** Where reading stands, by customer-service account: what lies before is stored, what lies behind is still to be fetched. */
export interface CursorStore {
  /** Empty where nothing was read yet. */
  read(openKfId: string): Promise<string>;
  /** Resolves once it is on the disk. */
  write(openKfId: string, cursor: string): Promise<void>;
  /** The accounts that were read from. */
  accounts(): Promise<readonly string[]>;
}

const schema = z.record(z.string(), z.string());

/** Keeps cursors in a file of the data folder. A damaged file counts as empty: everything of three days is fetched again, and known ids change nothing. */
export function createCursorFile(file: string): CursorStore {
  let writing: Promise<void> = Promise.resolve();
  const read = async (): Promise<Record<string, string>> => {
    try {
      return schema.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch {
      return {};
    }
  };
  let loading: Promise<Record<string, string>> | null = null;
  // Read once, whoever asks first: two copies would lose each other's cursors.
  const load = async (): Promise<Record<string, string>> => {
    loading ??= read();
    return await loading;
  };
  const save = async (): Promise<void> => {
    const draft = `${file}.draft`;
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify(await load()));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  };
  return {
    read: async (openKfId) => (await load())[openKfId] ?? '',
    write: async (openKfId, cursor) => {
      (await load())[openKfId] = cursor;
      // One after another: two drafts of one name would mix.
      writing = writing.then(save, save);
      await writing;
    },
    accounts: async () => Object.keys(await load()),
  };
}
