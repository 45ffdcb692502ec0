#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const neededMajor = 24;
const isOld = Number(process.versions.node.split('.')[0]) < neededMajor;
const ownNode = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

if (isOld && existsSync(ownNode) && process.env.XINQIAO_RESTARTED !== '1') {
  const again = spawnSync(ownNode, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, XINQIAO_RESTARTED: '1' } });
  process.exitCode = again.status ?? 1;
} else if (isOld) {
  console.error(
    `Xinqiao needs Node ${neededMajor} or newer; this is ${process.versions.node}. Run it through npx or npm in its own folder.`,
  );
  process.exitCode = 1;
} else {
  const { runCommandLine } = await import('./run-command-line.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2));
}
