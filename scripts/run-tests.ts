import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs everything: the static checks, then every test. Ends with vitest's own summary and a plain line that any tool can read. */
function run(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'inherit' }).status === 0;
}

const checked = run('node', ['scripts/check.ts', '--static']);
if (!run('node', ['scripts/ensure-chromium.ts'])) process.exit(1);

const folder = mkdtempSync(join(tmpdir(), 'xinqiao-tests-'));
const report = join(folder, 'report.json');
const passed = run('vitest', ['run', '--reporter', 'default', '--reporter', 'json', '--outputFile.json', report, ...process.argv.slice(2)]);
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<
  string,
  number
>;
rmSync(folder, { recursive: true });
const skipped = (numPendingTests ?? 0) + (numTodoTests ?? 0);
if (!checked) console.log('The static checks failed: see FAIL above, or run npm run check.');
console.log(`${numPassedTests ?? 0} passed, ${numFailedTests ?? 0} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = checked && passed ? 0 : 1;
