import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, getPriority, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedData } from '../json-lines.ts';
import type { Suite } from '../suite.ts';

const script = fileURLToPath(new URL('../benchmarks/index-cost.ts', import.meta.url));

type Figures = Readonly<Record<string, number>>;

/** The limits: seconds, bytes, seconds, milliseconds. */
const limits = { build: 60, memory: 600e6, load: 2, search: 12 };

/** How often opening and searching is measured: other work shares the machine, and the least disturbed run tells most of ours. */
const runs = 3;

/** What holds a step to the first core; nothing where the machine has no `taskset`. */
const oneCore: readonly string[] = spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? ['taskset', '-c', '0'] : [];

/** Runs one step in a process of its own, so that time and memory are its own. `held` says whether it has one core or all. */
function runStep(args: readonly string[], held: boolean, input = ''): Figures {
  const [command = '', ...rest] = [...(held ? oneCore : []), process.execPath, script, ...args];
  const run = spawnSync(command, rest, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
  return JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as Figures;
}

/** The articles of STARD's own corpus as rows of a law file. */
function convertStardCorpus(file: string, out: string): void {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const { name, content } = JSON.parse(line) as { readonly name: string; readonly content: string };
      const match = /^(.*?)(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)/.exec(name);
      return match === null ? [] : [JSON.stringify({ law: match[1], article: match[2], text: content })];
    });
  writeFileSync(out, `${rows.join('\n')}\n`);
}

/** Two of three questions of both public sets, one a line: one half is asked of the index as it was opened, the other when it is warm. */
function readQuestions(): string {
  return ['equals.jsonl', 'stard_queries.jsonl']
    .flatMap((file) =>
      readFileSync(join(sharedData, 'retrieval', file), 'utf8')
        .trim()
        .split('\n'),
    )
    .filter((_, at) => at % 3 < 2)
    .map((line) => (JSON.parse(line.replaceAll(': NaN', ': null')) as { readonly question: unknown }).question)
    .map((question) => String(question).replace(/\s+/g, ' '))
    .join('\n');
}

const show = (value: number | undefined, by = 1, digits = 1): string => ((value ?? Number.NaN) / by).toFixed(digits);
const megabytes = (bytes: number | undefined): string => show(bytes, 1e6, 0);

/** One line a limit: what it asks, the least of what was measured, whether that holds it. */
function judge(build: Figures, opened: readonly Figures[]): readonly (readonly string[])[] {
  const least = (name: string): number => Math.min(...opened.map((figures) => figures[name] ?? Number.POSITIVE_INFINITY));
  const line = (what: string, limit: number, value: number, unit: string, digits: number): readonly string[] => [
    what,
    `${limit} ${unit}`,
    `${value.toFixed(digits)} ${unit}`,
    value < limit ? 'held' : 'MISSED',
  ];
  return [
    line('build, time', limits.build, (build.ms ?? Number.POSITIVE_INFINITY) / 1000, 's', 1),
    line('build, peak of resident memory', limits.memory / 1e6, (build.peakBytes ?? Number.POSITIVE_INFINITY) / 1e6, 'MB', 0),
    line('open and first search, one core', limits.load, least('loadMs') / 1000, 's', 2),
    line('open and first search, one core, CPU time, start of Node included', limits.load, least('loadCpuMs') / 1000, 's', 2),
    line('search p95, one core, warm', limits.search, least('p95'), 'ms', 1),
    line('search p95, one core, warm, CPU time', limits.search, least('cpuP95'), 'ms', 1),
  ];
}

/** What it costs to build, open and search an index: over both law files, and over STARD's own corpus of twice the size. */
export const retrievalCost: Suite = {
  name: 'retrieval-cost',
  async run() {
    const stard = join(sharedData, 'retrieval', 'stard_corpus.jsonl');
    const laws = ['national_articles.jsonl', 'regulations_articles.jsonl'].map((file) => join(sharedData, 'laws', file));
    if (![...laws, stard].every((file) => existsSync(file))) return null;
    const folder = mkdtempSync(join(tmpdir(), 'xinqiao-cost-'));
    const converted = join(folder, 'stard.jsonl');
    convertStardCorpus(stard, converted);
    const questions = readQuestions();
    const measured = Object.entries({ "today's law": laws, "STARD's own corpus": [converted] }).map(([name, files]) => {
      const out = join(folder, name.replaceAll(/\W/g, ''));
      const build = runStep(['build', out, ...files], false);
      const opened = Array.from({ length: runs }, () => runStep(['open', out], true, questions));
      return { name, build, opened };
    });
    rmSync(folder, { recursive: true });
    const [today] = measured;
    return {
      title: 'Retrieval: what it costs',
      tables: [
        {
          caption: "The limits, over today's law and the corpus",
          columns: ['What', 'Less than', `Measured, least of ${runs} runs for what one core does`, 'Verdict'],
          rows: today === undefined ? [] : judge(today.build, today.opened),
        },
        {
          caption: 'Build: time on the clock, CPU time of all threads in brackets; all cores; a process of its own',
          columns: ['Index', 'build, s', 'peak, MB'],
          rows: measured.map(({ name, build }) => [
            `${name} (${build.articles} articles) and the corpus`,
            `${show(build.ms, 1000)} (${show(build.cpuMs, 1000)})`,
            megabytes(build.peakBytes),
          ]),
        },
        {
          caption: `Open and search, ${oneCore.length > 0 ? 'held to one core by taskset' : 'not held to one core: this machine has no taskset'}: every run, a process each`,
          columns: [
            'Index',
            'open and first search, s',
            'just opened: p95, ms',
            'warm: p50, ms',
            'warm: p95, ms',
            'peak, MB',
            'warm searches',
          ],
          rows: measured.flatMap(({ name, opened }) =>
            opened.map((open) => [
              name,
              `${show(open.loadMs, 1000, 2)} (${show(open.loadCpuMs, 1000, 2)})`,
              show(open.freshP95),
              `${show(open.p50)} (${show(open.cpuP50)})`,
              `${show(open.p95)} (${show(open.cpuP95)})`,
              megabytes(open.peakBytes),
              String(open.searches),
            ]),
          ),
        },
      ],
      notes: [
        'MB is 1,000,000 bytes of resident memory, the highest that the system saw of the process. CPU time counts the threads that compile and collect too, and at opening the start of Node. A process that was just opened still compiles: it is warm after the questions of its own half, which are not asked again. The machine may have been shared while this ran: the clock is an upper bound.',
        `Load average when it ended ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores, nice value ${getPriority()}.`,
      ],
    };
  },
};
