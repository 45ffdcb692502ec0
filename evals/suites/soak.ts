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
    const found = await runSoak({ minutes, conversations, peak, print });
    const figure = (name: string, value: number | string): readonly string[] => [name, String(value)];
    return {
      title: 'Soak of the doors',
      tables: [
        {
          caption: `${minutes} minutes, ${conversations} conversations, up to ${peak} messages a second, WeChat over gRPC and Telegram by turns`,
          columns: ['What', 'Figure'],
          rows: [
            figure('questions', found.sent),
            figure('questions answered', found.answered),
            figure('replies', found.replies),
            figure('puppet service killed', found.serviceKills),
            figure('process killed (SIGKILL)', found.processKills),
            figure('Telegram misbehaved (429, 502, dropped connection, updates told again)', found.disturbances),
            figure('lost', found.lost.length),
            figure('answered twice', found.twice.length),
            figure('shown again by Telegram, being under way at a kill', found.repeated.length),
            figure('out of order', found.disordered.length),
            figure('to a wrong person', found.misdelivered.length),
            figure('errors logged', found.faults.length),
            figure('question to answer, p50 / p95 / worst', `${found.latency.p50} / ${found.latency.p95} / ${found.latency.worst} ms`),
          ],
        },
        {
          caption: 'Memory of each life of the process, MB after a collection: medians of its first, middle and last third',
          columns: ['Life', 'Looks, one in ten seconds', 'Heap and external', 'RSS'],
          rows: found.lives.map(({ samples, live, rss }, place) => [String(place + 1), String(samples), live.join(' / '), rss.join(' / ')]),
        },
      ],
      notes: [
        `Load average of the machine: ${before.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after, on ${availableParallelism()} cores.`,
        'The phone that the soak plays tells a new connection again what came since the last one went and two minutes before, as most services do; a service that does not loses what comes while nobody is connected.',
        'The Bot API can neither be asked what it took nor told to take a message once: what was on its way to Telegram at the instant of a kill is sent again. The soak counts such a copy apart only where the first came within the fifteen seconds before a kill that a call to Telegram may last.',
        ...(['lost', 'twice', 'repeated', 'disordered', 'misdelivered', 'faults'] as const)
          .filter((name) => found[name].length > 0)
          .map((name) => `${name}: ${found[name].slice(0, 12).join(' ')}`),
      ],
    };
  },
};
