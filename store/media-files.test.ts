import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { largestMediaBytes, type MediaOwner } from '../core/media-store.ts';
import { createMediaFiles } from './media-files.ts';

const anna: MediaOwner = { channel: 'wechat', chatKey: 'room', personKey: 'anna' };
const bert: MediaOwner = { ...anna, personKey: 'bert' };
const photo = Buffer.from('a photo of a cracked wall');

describe('kept files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xinqiao-media-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('come back for the person who sent them, and for nobody else', async () => {
    const files = createMediaFiles(folder, randomBytes(32));
    const hash = await files.keep(anna, photo);
    expect(await files.keep(anna, photo)).toBe(hash);
    expect(Buffer.from((await files.read(anna, hash ?? '')) ?? [])).toEqual(photo);
    expect(await files.read(bert, hash ?? '')).toBeNull();
    expect(await files.read(anna, '../../etc/passwd')).toBeNull();
  });

  it('lie encrypted, and a changed one is refused', async () => {
    const files = createMediaFiles(folder, randomBytes(32));
    const hash = (await files.keep(anna, photo)) ?? '';
    const [person = ''] = readdirSync(folder);
    const [name = ''] = readdirSync(join(folder, person));
    const file = join(folder, person, name);
    expect(readFileSync(file).includes(photo)).toBe(false);
    writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.of(0)]));
    await expect(files.read(anna, hash)).rejects.toThrow(/does not open/);
  });

  it('are too large above twenty megabytes, and go with the person', async () => {
    const files = createMediaFiles(folder, randomBytes(32));
    expect(await files.keep(anna, new Uint8Array(largestMediaBytes + 1))).toBeNull();
    const hash = (await files.keep(anna, photo)) ?? '';
    expect(await files.forget(anna)).toBe(1);
    expect(await files.read(anna, hash)).toBeNull();
    expect(await files.forget(anna)).toBe(0);
  });
});
