import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import { describeStoreContract } from '../store.contract.ts';
import { inbound, moment } from '../testing/contract-fixtures.ts';
import { openSqliteStore, restoreSqliteBackup } from './index.ts';
import { makeTemporaryFolder, openTemporaryStore, readFolder, testKey } from './testing/temporary-store.ts';

describeStoreContract('the SQLite store', openTemporaryStore);

const otherKey = new Uint8Array(32).fill(9);

describe('a SQLite file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = makeTemporaryFolder();
    file = join(folder, 'data', 'store.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const fill = async (count: number, path = file): Promise<void> => {
    const store = await openSqliteStore({ file: path, key: testKey });
    for (let index = 0; index < count; index += 1)
      await store.transaction((tx) => tx.inbox.accept(inbound(`m${index}`, '你好'), moment(0)));
    await store.close();
  };
  const countIn = async (path: string): Promise<number> => {
    const store = await openSqliteStore({ file: path, key: testKey });
    const [row] = await store.transaction((tx) => tx.inbox.pending());
    await store.close();
    return row?.count ?? 0;
  };
  const change = (path: string, sql: string): void => {
    const database = new Database(path);
    database.exec(sql);
    database.close();
  };

  it('is made for its owner alone, durable at each commit', async () => {
    await fill(1);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const database = new Database(file, { readonly: true });
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    database.close();
  });

  it('refuses a wrong key and is not written to', async () => {
    await fill(3);
    const before = readFileSync(file);
    const attempt = openSqliteStore({ file, key: otherKey });
    await expect(attempt).rejects.toSatisfy((error) => hasCode(error, 'wrong_key'));
    await expect(attempt).rejects.toThrow('nothing was written');
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(await countIn(file)).toBe(3);
  });

  it('refuses one that a newer version wrote, one that is not ours, and one that is damaged', async () => {
    await fill(1);
    change(file, "insert into settings values ('migration_999', 'later')");
    await expect(openSqliteStore({ file, key: testKey })).rejects.toSatisfy((error) => hasCode(error, 'database_newer'));
    const foreign = join(folder, 'foreign.db');
    change(foreign, 'create table theirs (a text)');
    await expect(openSqliteStore({ file: foreign, key: testKey })).rejects.toSatisfy((error) => hasCode(error, 'bad_config'));
    const noise = join(folder, 'noise.db');
    writeFileSync(noise, 'not a database at all, but long enough to look like one'.repeat(100));
    await expect(openSqliteStore({ file: noise, key: testKey })).rejects.toSatisfy((error) => hasCode(error, 'bad_config'));
    await expect(openSqliteStore({ file, key: new Uint8Array(5) })).rejects.toSatisfy((error) => hasCode(error, 'bad_config'));
  });

  it('is opened once, by whatever name, and again after it was closed', async () => {
    const store = await openSqliteStore({ file, key: testKey });
    const link = join(folder, 'link.db');
    symlinkSync(file, link);
    for (const name of [file, link])
      await expect(openSqliteStore({ file: name, key: testKey })).rejects.toSatisfy((error) => hasCode(error, 'database_in_use'));
    await store.close();
    await store.close();
    await expect(store.transaction(async () => 1)).rejects.toThrow('closed');
    await (await openSqliteStore({ file: link, key: testKey })).close();
  });

  it('finishes what was begun before it closes', async () => {
    const store = await openSqliteStore({ file, key: testKey });
    const begun = Array.from({ length: 20 }, (_, index) =>
      store.transaction((tx) => tx.inbox.accept(inbound(`m${index}`, '你好'), moment(0))),
    );
    await Promise.all([store.close(), ...begun]);
    expect(await countIn(file)).toBe(20);
  });

  it('gives a sealed value back in its own place alone', async () => {
    await fill(2);
    change(file, 'update messages set content = (select content from messages where sequence = 1) where sequence = 2');
    const store = await openSqliteStore({ file, key: testKey });
    const [row] = await store.transaction((tx) => tx.inbox.pending());
    if (row === undefined) throw new Error('no conversation');
    await expect(store.transaction((tx) => tx.inbox.unhandled(row.conversationId))).rejects.toSatisfy((error) =>
      hasCode(error, 'wrong_key'),
    );
    await store.close();
  });

  it('keeps no erased words, not even sealed, in freed pages or in the log', async () => {
    const store = await openSqliteStore({ file, key: testKey });
    const { conversationId } = await store.transaction(async (tx) => {
      const accepted = await tx.inbox.accept(inbound('m', '王秀英'.repeat(2000)), moment(0));
      await tx.inbox.markHandled([accepted.messageId], 'turn' as never);
      return accepted;
    });
    const reader = new Database(file, { readonly: true });
    const { content } = reader.prepare('select content from messages').get() as { readonly content: string };
    reader.close();
    await store.transaction((tx) => tx.erasePerson(conversationId, moment(1)));
    await store.close();
    const bytes = readFolder(join(folder, 'data'));
    for (let from = 0; from + 64 <= content.length; from += 512) expect(bytes.includes(content.slice(from, from + 64))).toBe(false);
  });

  it('is restored from a backup, with what stood there kept aside', async () => {
    await fill(4);
    const store = await openSqliteStore({ file, key: testKey });
    const backup = join(folder, 'backup.db');
    await store.backup(backup);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    await expect(store.backup(backup)).rejects.toSatisfy((error) => hasCode(error, 'bad_input'));
    await store.transaction((tx) => tx.inbox.accept(inbound('later', '后来'), moment(9)));
    await expect(restoreSqliteBackup(backup, file, testKey)).rejects.toSatisfy((error) => hasCode(error, 'database_in_use'));
    await expect(restoreSqliteBackup(file, join(folder, 'copy.db'), testKey)).rejects.toSatisfy((error) => hasCode(error, 'bad_input'));
    await store.close();
    await restoreSqliteBackup(backup, file, testKey);
    expect(await countIn(file)).toBe(4);
    expect(await countIn(`${file}.replaced-1`)).toBe(5);
    await restoreSqliteBackup(backup, join(folder, 'new', 'store.db'), testKey);
    expect(await countIn(join(folder, 'new', 'store.db'))).toBe(4);
  });

  it('is left alone by a backup of another key, a damaged one and a missing one', async () => {
    await fill(4);
    const store = await openSqliteStore({ file, key: testKey });
    const backup = join(folder, 'backup.db');
    await store.backup(backup);
    await store.close();
    await expect(restoreSqliteBackup(backup, file, otherKey)).rejects.toSatisfy((error) => hasCode(error, 'wrong_key'));
    const bytes = readFileSync(backup);
    writeFileSync(backup, bytes.fill(0x5a, 8192, 40_000));
    await expect(restoreSqliteBackup(backup, file, testKey)).rejects.toSatisfy((error) => hasCode(error, 'bad_config'));
    await expect(restoreSqliteBackup(join(folder, 'none.db'), file, testKey)).rejects.toSatisfy((error) => hasCode(error, 'bad_input'));
    expect(existsSync(`${file}.replaced-1`)).toBe(false);
    expect(existsSync(`${file}.restoring`)).toBe(false);
    expect(await countIn(file)).toBe(4);
  });
});
