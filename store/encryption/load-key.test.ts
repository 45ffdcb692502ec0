import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCode } from '../../core/errors.ts';
import { loadKey } from './load-key.ts';

describe('loadKey', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xinqiao-key-'));
    file = join(folder, 'data', 'key');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes the key of the environment and makes no file', () => {
    const key = Buffer.alloc(32, 5);
    expect(Buffer.from(loadKey({ env: ` ${key.toString('base64')}\n`, file })).equals(key)).toBe(true);
    expect(existsSync(file)).toBe(false);
  });

  it('makes a key file for its owner alone at the first start, and reads it after', () => {
    const key = loadKey({ env: null, file });
    expect(key).toHaveLength(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(loadKey({ env: '', file })).toEqual(key);
    expect(readFileSync(file, 'utf8').trim()).toBe(Buffer.from(key).toString('base64'));
  });

  it.each(['short', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64'), 'ä'.repeat(44)])('refuses %s', (env) => {
    expect(() => loadKey({ env, file })).toThrow(expect.toSatisfy((error: unknown) => hasCode(error, 'bad_config')));
  });

  it('refuses a file that others may read, or that holds no key', () => {
    loadKey({ env: null, file });
    chmodSync(file, 0o644);
    expect(() => loadKey({ env: null, file })).toThrow('chmod 600');
    chmodSync(file, 0o600);
    writeFileSync(file, '');
    expect(() => loadKey({ env: null, file })).toThrow('32 bytes');
  });
});
