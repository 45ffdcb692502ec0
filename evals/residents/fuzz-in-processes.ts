import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { FuzzOutcome } from './fuzz-engine.ts';

const child = fileURLToPath(new URL('./fuzz-child.ts', import.meta.url));

function add(outcomes: readonly FuzzOutcome[]): FuzzOutcome {
  return {
    turns: outcomes.reduce((sum, { turns }) => sum + turns, 0),
    faults: outcomes.flatMap(({ faults }) => faults),
    slowestMs: Math.max(0, ...outcomes.map(({ slowestMs }) => slowestMs)),
  };
}

/**
 * Shares adversarial turns among processes, one a core, each with databases and seeds of its own; `tell` hears how far all of them are. A
 * process that ends before its share is done is a fault.
 */
export async function fuzzInProcesses(turns: number, seed: number, tell: (sum: FuzzOutcome) => void): Promise<FuzzOutcome> {
  const count = Math.max(1, Math.min(availableParallelism(), Math.ceil(turns / 1000)));
  const done: FuzzOutcome[] = Array.from({ length: count }, () => ({ turns: 0, faults: [], slowestMs: 0 }));
  const share = (at: number): number => Math.floor((turns * (at + 1)) / count) - Math.floor((turns * at) / count);
  await Promise.all(
    done.map(
      (_, at) =>
        new Promise<void>((resolve) => {
          const run = fork(child, [String(seed + at * 1_000_000), String(share(at))]);
          run.on('message', (outcome) => {
            done[at] = outcome as FuzzOutcome;
            tell(add(done));
          });
          run.on('exit', (code) => {
            const last = done[at] ?? { turns: 0, faults: [], slowestMs: 0 };
            if (code !== 0 || last.turns < share(at)) done[at] = { ...last, faults: [...last.faults, `a process ended with ${code}`] };
            resolve();
          });
        }),
    ),
  );
  return add(done);
}
