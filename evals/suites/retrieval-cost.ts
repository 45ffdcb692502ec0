import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedData } from '../json-lines.ts';
import type { Suite } from '../suite.ts';

const script = fileURLToPath(new URL('../benchmarks/index-cost.ts', import.meta.url));

type Figures = Readonly<Record<string, number>>;

/** Runs one step in a process of its own, so that time and memory are its own. */
function runStep(args: readonly string[], input = ''): Figures {
  const run = spawnSync(process.execPath, [script, ...args], { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
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
    const questions = readFileSync(join(sharedData, 'retrieval', 'equals.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .concat(
        readFileSync(join(sharedData, 'retrieval', 'stard_queries.jsonl'), 'utf8')
          .trim()
          .split('\n'),
      )
      .filter((_, at) => at % 3 === 0)
      .map((line) =>
        String((JSON.parse(line.replaceAll(': NaN', ': null')) as { readonly question: string }).question).replace(/\s+/g, ' '),
      )
      .join('\n');
    const rows = Object.entries({ "today's law": laws, "STARD's own corpus": [converted] }).map(([name, files]) => {
      const out = join(folder, name.replaceAll(/\W/g, ''));
      const build = runStep(['build', out, ...files]);
      const open = runStep(['open', out], questions);
      const show = (value: number | undefined, by = 1, digits = 1): string => ((value ?? 0) / by).toFixed(digits);
      return [
        `${name} (${build.articles} articles) and the corpus`,
        `${show(build.ms, 1000)} (${show(build.cpuMs, 1000)})`,
        show(build.peakMiB, 1, 0),
        `${show(open.loadMs, 1000, 2)} (${show(open.loadCpuMs, 1000, 2)})`,
        `${show(open.p50)} (${show(open.cpuP50)})`,
        `${show(open.p95)} (${show(open.cpuP95)})`,
        show(open.peakMiB, 1, 0),
        String(open.searches),
      ];
    });
    rmSync(folder, { recursive: true });
    return {
      title: 'Retrieval: what it costs',
      tables: [
        {
          caption: 'Time on the clock, CPU time of all threads in brackets; each step in a process of its own',
          columns: [
            'Index',
            'build, s',
            'build peak, MiB',
            'open and first search, s',
            'search p50, ms',
            'search p95, ms',
            'search peak, MiB',
            'searches',
          ],
          rows,
        },
      ],
      notes: ['The machine was shared while this ran: the clock is an upper bound.'],
    };
  },
};
