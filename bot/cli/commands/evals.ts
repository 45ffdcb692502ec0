import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XinqiaoError } from '../../../core/errors.ts';
import type { Command } from '../command.ts';

/** The product may not import the evaluation room: it is started as a program of its own. */
const program = fileURLToPath(new URL('../../../evals/run.ts', import.meta.url));

/** `evals`: the evaluation suites. */
export const evalsCommand: Command = {
  help: `Usage: npx xinqiao evals [SUITE…] [--write]

Runs every suite, or those named. --write keeps the tables in docs/RESULTS.md.`,
  run: async (words) => {
    if (!existsSync(program)) throw new XinqiaoError('not_found', 'the evaluation room is not part of this installation');
    const child = spawn(process.execPath, [program, ...words], { stdio: 'inherit' });
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(code ?? 1));
    });
  },
};
