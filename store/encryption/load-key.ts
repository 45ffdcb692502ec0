import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { XinqiaoError } from '../../core/errors.ts';

const keyLength = 32;

function decodeKey(text: string, origin: string): Uint8Array {
  const trimmed = text.trim();
  const key = Buffer.from(trimmed, 'base64');
  if (key.length !== keyLength || key.toString('base64').replace(/=+$/, '') !== trimmed.replace(/=+$/, ''))
    throw new XinqiaoError('bad_config', `${origin} must hold 32 bytes in base64; make one with: openssl rand -base64 32`);
  return key;
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Writes a new key whole or not at all; where another process was first, its key stands. */
function createKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, `${randomBytes(keyLength).toString('base64')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  if (process.platform !== 'win32') syncFolder(dirname(file));
}

/**
 * The encryption key: from the environment's value where it is set (base64 of 32 bytes), otherwise from the key file, which is made with
 * mode 0600 at the first start. Throws `bad_config` where the value is no key or others may read the file.
 */
export function loadKey(options: { readonly env: string | null; readonly file: string }): Uint8Array {
  const { env, file } = options;
  if (env !== null && env.trim() !== '') return decodeKey(env, 'XINQIAO_KEY');
  if (!existsSync(file)) createKeyFile(file);
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new XinqiaoError('bad_config', `others may read the key file: run chmod 600 ${file}`);
  return decodeKey(readFileSync(file, 'utf8'), file);
}
