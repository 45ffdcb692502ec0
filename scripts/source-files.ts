import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The files of the project below this folder: tracked by git or new and not ignored, those that exist. */
export function listProjectFiles(): readonly string[] {
  const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { encoding: 'utf8' });
  return [...new Set(output.split('\0'))].filter((file) => file !== '' && existsSync(file)).sort();
}

/** The TypeScript and Vue sources among them. */
export function listSources(): readonly string[] {
  return listProjectFiles().filter((file) => /\.(ts|vue)$/.test(file) && !file.endsWith('.d.ts'));
}
