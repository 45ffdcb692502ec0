import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Lends bytes to a program as a file that only this account can read and that is gone afterwards, whatever happens. */
export async function withFile<Result>(bytes: Uint8Array, name: string, work: (file: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'xinqiao-voice-'));
  try {
    const file = join(folder, name);
    await writeFile(file, bytes, { mode: 0o600 });
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
