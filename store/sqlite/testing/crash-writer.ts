import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import { XinqiaoError } from '../../../core/errors.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';
import { testKey } from './temporary-store.ts';
import { writeStep } from './write-steps.ts';

/** Run as a process: opens the store in a file, says so, then writes steps from a number on, saying each once it is safe, until it is killed. */
const [, , file = '', from = '0'] = argv;
try {
  const store = await openSqliteStore({ file, key: testKey });
  writeSync(1, 'open\n');
  for (let step = Number(from); ; step += 1) {
    await writeStep(store, step);
    writeSync(1, `${step}\n`);
  }
} catch (error) {
  writeSync(1, `refused ${error instanceof XinqiaoError ? error.code : String(error)}\n`);
}
