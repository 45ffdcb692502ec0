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
  for (const question of questions.slice(0, 20)) await knowledge.search(question, 100);
  const milliseconds: number[] = [];
  const cpuEach: number[] = [];
  for (const question of questions) {
    const from = performance.now();
    const before = process.cpuUsage();
    await knowledge.search(question, 100);
    milliseconds.push(performance.now() - from);
    cpuEach.push(cpuMs(before));
  }
  console.log(
    JSON.stringify({
      loadMs,
      loadCpuMs,
      searches: milliseconds.length,
      p50: quantileOf(milliseconds, 0.5),
      p95: quantileOf(milliseconds, 0.95),
      cpuP50: quantileOf(cpuEach, 0.5),
      cpuP95: quantileOf(cpuEach, 0.95),
      peakBytes: peakBytes(),
    }),
  );
}
