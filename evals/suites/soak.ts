import { availableParallelism, loadavg } from 'node:os';
import { runSoak } from '../soak/run-soak.ts';
import type { Suite } from '../suite.ts';

/** A number given on the command line as `--name=5`. */
function readNumber(name: string, otherwise: number): number {
  const given = process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
  const value = given === undefined ? otherwise : Number(given);
  return Number.isFinite(value) && value > 0 ? value : otherwise;
}

/** An hour of simulated load through the doors with both sides killed on the way. `--minutes=60 --conversations=200 --peak=20`; runs only where it is named. */
export const soak: Suite = {
  name: 'soak',
  async run({ print }) {
    const minutes = readNumber('minutes', 60);
    const conversations = readNumber('conversations', 200);
    const peak = readNumber('peak', 20);
    const before = loadavg()[0] ?? 0;
    const found = await runSoak({ minutes, conversations, peak, serviceKills: 3, processKills: 5, print });
    const figure = (name: string, value: number | string): readonly string[] => [name, String(value)];
    return {
      title: 'Soak of the doors',
      tables: [
        {
          caption: `${minutes} minutes, ${conversations} conversations, up to ${peak} messages a second, WeChat over gRPC`,
          columns: ['What', 'Figure'],
          rows: [
            figure('questions', found.sent),
            figure('questions answered', found.answered),
            figure('replies', found.replies),
            figure('puppet service killed', found.serviceKills),
            figure('process killed (SIGKILL)', found.processKills),
            figure('lost', found.lost.length),
            figure('answered twice', found.twice.length),
            figure('out of order', found.disordered.length),
            figure('to a wrong person', found.misdelivered.length),
            figure('question to answer, p50 / p95 / worst', `${found.latency.p50} / ${found.latency.p95} / ${found.latency.worst} ms`),
            figure(
              'heap in the longest life, second / last quarter',
              `${found.heap.early} / ${found.heap.late} MB of ${found.heap.samples} samples`,
            ),
          ],
        },
      ],
      notes: [
        `Load average of the machine: ${before.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after, on ${availableParallelism()} cores.`,
        ...(['lost', 'twice', 'disordered', 'misdelivered'] as const)
          .filter((name) => found[name].length > 0)
          .map((name) => `${name}: ${found[name].slice(0, 12).join(' ')}`),
      ],
    };
  },
};
