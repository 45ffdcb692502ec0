import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';

/** Puts our own command where `npx xinqiao` looks first, so that it starts at once and asks no registry. npm does this only for packages that are installed, not for the project itself. */
const link = 'node_modules/.bin/xinqiao';
if (process.platform !== 'win32' && existsSync('node_modules')) {
  mkdirSync('node_modules/.bin', { recursive: true });
  rmSync(link, { force: true });
  symlinkSync('../../bot/cli/xinqiao.ts', link);
  chmodSync('bot/cli/xinqiao.ts', 0o755);
}
