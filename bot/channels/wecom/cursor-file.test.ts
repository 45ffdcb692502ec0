import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCursorFile } from './cursor-file.ts';

describe('the cursor file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xinqiao-cursor-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('knows after a restart where reading stood', async () => {
    const file = join(folder, 'data', 'wecom-cursors.json');
    const before = createCursorFile(file);
    await Promise.all([before.write('a', '1'), before.write('b', '2'), before.write('a', '3')]);
    const after = createCursorFile(file);
    expect([await after.read('a'), await after.read('b'), await after.read('c')]).toEqual(['3', '2', '']);
    expect(await after.accounts()).toEqual(['a', 'b']);
  });

  it('starts anew where the file is damaged', async () => {
    const file = join(folder, 'wecom-cursors.json');
    await writeFile(file, '{"a": 1');
    expect(await createCursorFile(file).read('a')).toBe('');
  });
});
