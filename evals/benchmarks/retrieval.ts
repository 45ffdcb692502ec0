import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadArticleIndex } from '../../knowledge/index/article-index.ts';
import { sharedData } from '../json-lines.ts';
import { keepReport, renderReport } from '../report.ts';
import { quantileOf } from '../statistics.ts';
import { type GoldQuestion, readGoldQuestions } from '../training/retrieval-data.ts';
import { openRetrievalLab } from '../training/retrieval-lab.ts';
import { trainModels } from '../training/train-models.ts';
import { engines } from './retrieval-engines.ts';

/**
 * Article retrieval against its peers in one run, on the same laws and questions, each engine in a process of its own:
 * `node evals/benchmarks/retrieval.ts [--write]`. Ours is trained in the run without the questions that are asked.
 */
const perSet = 200;
const depth = 10;
const today = '2026-11-24';

type Measured = {
  readonly recall: Readonly<Record<GoldQuestion['set'], number>>;
  readonly milliseconds: readonly number[];
  readonly cpuMs: number;
  readonly buildMs: number;
  readonly memoryMiB: number;
};

/** Every third question of each set, until there are enough. */
function isAsked(gold: readonly GoldQuestion[], at: number): boolean {
  const set = gold[at]?.set;
  let place = 0;
  for (let before = 0; before < at; before += 1) if (gold[before]?.set === set) place += 1;
  return place % 3 === 0 && place / 3 < perSet;
}

const laws = ['national_articles.jsonl', 'regulations_articles.jsonl'].map((file) => join(sharedData, 'laws', file));
if (!laws.every((file) => existsSync(file))) {
  console.error('The benchmark needs ../shared/data/laws: it is not on this machine.');
  process.exit(1);
}

/** Builds one engine and asks it everything. */
async function measureEngine(name: string, indexDir: string, models: string): Promise<Measured> {
  const index = loadArticleIndex(indexDir);
  const gold = readGoldQuestions(sharedData, index);
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-engine-'));
  const engine = engines[name];
  if (engine === undefined) throw new TypeError(`no engine is called ${name}`);
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const find = await engine({ index, laws, models, folder, today, depth });
  const buildMs = performance.now() - started;
  const asked = gold.filter((_, at) => isAsked(gold, at));
  for (const { text } of asked.slice(0, 10)) await find(text);
  const milliseconds: number[] = [];
  const recall = { stard: 0, equals: 0 };
  const cpu = process.cpuUsage();
  for (const { text, targets, set } of asked) {
    const from = performance.now();
    const hits = await find(text);
    milliseconds.push(performance.now() - from);
    recall[set] += targets.filter((target) => hits.includes(target)).length / targets.length;
  }
  const { user, system } = process.cpuUsage(cpu);
  for (const set of ['stard', 'equals'] as const) recall[set] /= asked.filter((question) => question.set === set).length;
  rmSync(folder, { recursive: true });
  const memoryMiB = (process.memoryUsage().rss - before) / 2 ** 20;
  return { recall, milliseconds, cpuMs: (user + system) / 1000 / asked.length, buildMs, memoryMiB };
}

const [flag, name, indexDir, models] = process.argv.slice(2);
if (flag === '--engine' && name !== undefined && indexDir !== undefined && models !== undefined) {
  console.log(JSON.stringify(await measureEngine(name, indexDir, models)));
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'xinqiao-benchmark-'));
const paths = { index: join(folder, 'index'), models: join(folder, 'models') };
mkdirSync(paths.models);
const lab = await openRetrievalLab(sharedData, paths.index);
const articles = lab.articles.articles.length;
await trainModels(lab, (at) => !isAsked(lab.gold, at), paths.models);
const rows = Object.keys(engines).map((engine) => {
  const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--engine', engine, paths.index, paths.models], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { recall, milliseconds, cpuMs, buildMs, memoryMiB } = JSON.parse(run.stdout.trim().split('\n').at(-1) ?? '') as Measured;
  return [
    engine,
    (100 * recall.stard).toFixed(1),
    (100 * recall.equals).toFixed(1),
    quantileOf(milliseconds, 0.5).toFixed(1),
    quantileOf(milliseconds, 0.95).toFixed(1),
    cpuMs.toFixed(1),
    (buildMs / 1000).toFixed(1),
    memoryMiB.toFixed(0),
  ];
});
rmSync(folder, { recursive: true });
const report = {
  title: 'Benchmark: retrieval against its peers',
  tables: [
    {
      caption: `${perSet} STARD and ${perSet} EQUALS development questions over ${articles} articles of today's law`,
      columns: ['Engine', 'STARD recall@10, %', 'EQUALS recall@10, %', 'p50, ms', 'p95, ms', 'CPU a search, ms', 'build, s', 'memory, MiB'],
      rows,
    },
  ],
  notes: [
    'Each engine ran in a process of its own; memory is what that process grew by, build included. Ours was trained in the run without the questions that are asked. Orama ran with its own BM25 settings, every hit kept (`threshold` 1), no tolerance, and whole words of jieba, each once a text.',
  ],
};
console.log(renderReport(report));
if (process.argv.includes('--write')) keepReport('docs/RESULTS.md', 'benchmark-retrieval', report);
