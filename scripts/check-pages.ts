import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The pages have their own compiler settings: the DOM, and Vue for the console. */
let failed = false;
for (const page of ['bot/web', 'bot/console']) {
  const project = `${page}/tsconfig.json`;
  if (!existsSync(project)) {
    console.error(`${project} is missing`);
    failed = true;
    continue;
  }
  if (spawnSync('vue-tsc', ['--noEmit', '-p', project], { stdio: 'inherit' }).status !== 0) failed = true;
}
process.exitCode = failed ? 1 : 0;
