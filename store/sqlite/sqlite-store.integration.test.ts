import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selectDue } from '../repositories/outbox.ts';
import type { Tables } from '../schema.ts';
import { inbound, moment } from '../testing/contract-fixtures.ts';
import { openSqliteStore, restoreSqliteBackup } from './index.ts';
import { makeTemporaryFolder, testKey } from './testing/temporary-store.ts';
import { readSteps, writeStep } from './testing/write-steps.ts';

type Writer = {
  readonly child: ChildProcess;
  readonly said: readonly string[];
  until(done: (said: readonly string[]) => boolean): Promise<void>;
};

const script = join(import.meta.dirname, 'testing', 'crash-writer.ts');

function startWriter(file: string, from: number): Writer {
  const child = spawn(process.execPath, [script, file, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => said.push(line));
  return {
    child,
    said,
    until: async (done) => {
      while (!done(said)) await once(lines, 'line');
    },
  };
}

async function kill({ child }: Writer): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

describe('a SQLite store', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = makeTemporaryFolder();
    file = join(folder, 'store.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is refused to a second process, and free again once the first was killed', async () => {
    const first = startWriter(file, 0);
    await first.until((said) => said.includes('open'));
    const second = startWriter(file, 1000);
    await second.until((said) => said.length > 0);
    expect(second.said).toEqual(['refused database_in_use']);
    await expect(openSqliteStore({ file, key: testKey })).rejects.toThrow('another process has');
    await kill(first);
    const store = await openSqliteStore({ file, key: testKey });
    expect((await readSteps(store)).brokenAt).toBeNull();
    await store.close();
  });

  it('holds everything that was said to be safe when its process was killed, ten times', async () => {
    let next = 0;
    for (let round = 0; round < 10; round += 1) {
      const writer = startWriter(file, next);
      await writer.until((said) => said.length > 5);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      await kill(writer);
      const safe = writer.said.filter((line) => line !== 'open').map(Number);
      const store = await openSqliteStore({ file, key: testKey });
      const { steps, counts, brokenAt } = await readSteps(store);
      await store.close();
      expect(brokenAt).toBeNull();
      expect(safe.filter((step) => !steps.includes(step))).toEqual([]);
      // At most the one that was under way is there beyond what was said.
      expect(steps.length - next).toBeLessThanOrEqual(safe.length + 1);
      expect(steps).toEqual(steps.map((_, index) => index));
      expect(counts).toEqual(Array.from({ length: 4 }, () => steps.length));
      next = steps.length;
    }
    const database = new Database(file, { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });

  it('is not written to by a start with a wrong key, not even its log that a killed process left', async () => {
    const writer = startWriter(file, 0);
    await writer.until((said) => said.length > 20);
    await kill(writer);
    const read = (): readonly Buffer[] => [file, `${file}-wal`].map((name) => readFileSync(name));
    const before = read();
    expect(before[1]?.length).toBeGreaterThan(0);
    await expect(openSqliteStore({ file, key: new Uint8Array(32) })).rejects.toThrow('nothing was written');
    expect(read().map((bytes, index) => bytes.equals(before[index] ?? Buffer.alloc(0)))).toEqual([true, true]);
  });

  it('is backed up whole while it is being written, and restores so', async () => {
    const store = await openSqliteStore({ file, key: testKey });
    let written = 0;
    let isWriting = true;
    const write = async (): Promise<void> => {
      while (isWriting) {
        await writeStep(store, written);
        written += 1;
      }
    };
    const writing = write();
    const backups: { readonly to: string; readonly atLeast: number; readonly atMost: number }[] = [];
    for (let count = 1; count <= 4; count += 1) {
      const target = written + 250;
      while (written < target) await new Promise((resolve) => setTimeout(resolve, 5));
      const to = join(folder, `backup-${count}.db`);
      const atLeast = written;
      await store.backup(to);
      backups.push({ to, atLeast, atMost: written + 1 });
    }
    isWriting = false;
    await writing;
    await store.close();
    // Writing went on while copies were made.
    expect(backups.some(({ atLeast, atMost }) => atMost - atLeast > 1)).toBe(true);

    for (const { to, atLeast, atMost } of backups) {
      await restoreSqliteBackup(to, file, testKey);
      const restored = await openSqliteStore({ file, key: testKey });
      const { steps, counts, brokenAt } = await readSteps(restored);
      await restored.close();
      expect(brokenAt).toBeNull();
      expect(steps).toEqual(steps.map((_, index) => index));
      expect(counts).toEqual(Array.from({ length: 4 }, () => steps.length));
      expect(steps.length).toBeGreaterThanOrEqual(atLeast);
      expect(steps.length).toBeLessThanOrEqual(atMost);
    }
  });

  it('looks for what may be sent through the index of what is unsent, however much was sent before', async () => {
    await (await openSqliteStore({ file, key: testKey })).close();
    const database = new Database(file);
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    const { sql, parameters } = selectDue(db, moment(0), 16).compile();
    const plan = database.prepare(`explain query plan ${sql}`).all(...parameters) as readonly { readonly detail: string }[];
    expect(plan.find(({ detail }) => detail.includes('earlier'))?.detail).toContain('INDEX outbox_unsent');
    await db.destroy();
  });

  it('takes a message in a few milliseconds', async () => {
    const store = await openSqliteStore({ file, key: testKey });
    const accept = (index: number) =>
      store.transaction((tx) => tx.inbox.accept(inbound(`m${index}`, '楼上漏水怎么办', { chatKey: `chat-${index % 50}` }), moment(0)));
    for (let index = 0; index < 200; index += 1) await accept(index);
    const taken: number[] = [];
    for (let index = 200; index < 1200; index += 1) {
      const began = performance.now();
      await accept(index);
      taken.push(performance.now() - began);
    }
    await store.close();
    const median = taken.sort((a, b) => a - b)[500] ?? Number.POSITIVE_INFINITY;
    console.info(`accept: median ${median.toFixed(2)} ms, p95 ${(taken[950] ?? 0).toFixed(2)} ms`);
    // Under 1 ms on a quiet disk; the bound leaves room for a disk that others use at the same time.
    expect(median).toBeLessThan(15);
  });
});
