import { readFileSync } from 'node:fs';
import { buildKnowledge, openKnowledge } from '../../knowledge/index.ts';
import { quantileOf } from '../statistics.ts';

/**
 * What one step costs, measured in a process of its own and printed as one line of JSON:
 * `node evals/benchmarks/index-cost.ts build OUT FILE…` or `… open DIR < questions, one a line`.
 */
const [step, folder = '', ...files] = process.argv.slice(2);
const today = '2026-11-24';
const started = performance.now();
const cpuMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};
/** The most memory the process ever held, in bytes. */
const peakBytes = (): number => process.resourceUsage().maxRSS * 1024;

if (step === 'build') {
  const { articles } = await buildKnowledge({ laws: files, out: folder, today });
  console.log(JSON.stringify({ articles, ms: performance.now() - started, cpuMs: cpuMs(), peakBytes: peakBytes() }));
} else {
  const knowledge = await openKnowledge({ indexDir: folder, today });
  const [first = '', ...questions] = readFileSync(0, 'utf8').trim().split('\n');
  await knowledge.search(first, 100);
  const loadMs = performance.now() - started;
  const loadCpuMs = cpuMs();
  /** Asks every second question from `start` on: how long each took, and how much CPU time of all threads. */
  const ask = async (start: number): Promise<{ readonly clock: readonly number[]; readonly cpu: readonly number[] }> => {
    const clock: number[] = [];
    const cpu: number[] = [];
    for (const question of questions.filter((_, at) => at % 2 === start)) {
      const from = performance.now();
      const before = process.cpuUsage();
      await knowledge.search(question, 100);
      clock.push(performance.now() - from);
      cpu.push(cpuMs(before));
    }
    return { clock, cpu };
  };
  const fresh = await ask(0);
  const warm = await ask(1);
  console.log(
    JSON.stringify({
      loadMs,
      loadCpuMs,
      searches: warm.clock.length,
      freshP95: quantileOf(fresh.clock, 0.95),
      p50: quantileOf(warm.clock, 0.5),
      p95: quantileOf(warm.clock, 0.95),
      cpuP50: quantileOf(warm.cpu, 0.5),
      cpuP95: quantileOf(warm.cpu, 0.95),
      peakBytes: peakBytes(),
    }),
  );
}
