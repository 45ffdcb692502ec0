import { spawn } from 'node:child_process';

/** One part of the check: what it is called, and the command that runs it. `tells`: its last line is shown where all is well. */
type Part = { readonly name: string; readonly command: readonly string[]; readonly tells?: boolean };

/** The slow ones first, so that two lanes end together. */
const staticParts: readonly Part[] = [
  { name: 'types', command: ['tsc'] },
  { name: 'page types', command: ['node', 'scripts/check-pages.ts'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'size and age of what is served', command: ['node', 'scripts/check-served.ts'], tells: true },
  { name: 'format and lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'boundaries', command: ['node', 'scripts/check-boundaries.ts'] },
  { name: 'size', command: ['node', 'scripts/check-size.ts'] },
  { name: 'docs', command: ['node', 'scripts/check-docs.ts'] },
];
const unitTests: Part = { name: 'unit tests', command: ['vitest', 'run', '--project', 'unit', '--reporter', 'dot'] };

function run({ name, command, tells = false }: Part): Promise<boolean> {
  const [program = '', ...args] = command;
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, args, { env: { ...process.env, FORCE_COLOR: '0' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', (error) => {
      output += `${error.message}: run it through npm, which puts node_modules/.bin on the path\n`;
      resolve(false);
    });
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd());
      else if (tells) console.log(`     ${output.trimEnd().split('\n').at(-1)?.trim() ?? ''}`);
      resolve(code === 0);
    });
  });
}

const staticOnly = process.argv.includes('--static');
const queue = staticOnly ? [...staticParts] : [unitTests, ...staticParts];
let failed = false;
async function lane(): Promise<void> {
  for (let part = queue.shift(); part !== undefined; part = queue.shift()) if (!(await run(part))) failed = true;
}
await Promise.all([lane(), lane()]);
process.exitCode = failed ? 1 : 0;
