import { existsSync, readFileSync } from 'node:fs';
import { listProjectFiles, listSources } from './source-files.ts';

/** STYLE.md, Shape: no file over 400 lines, most under 150; a folder's README at most ten lines of text. */
const mostLines = 400;
const usualLines = 150;
const readmeLines = 10;

const faults: string[] = [];
let long = 0;
const sources = listSources();
for (const file of sources) {
  const lines = readFileSync(file, 'utf8').split('\n').length - 1;
  if (lines > mostLines) faults.push(`${file} has ${lines} lines; ${mostLines} at most: split it`);
  if (lines > usualLines) long += 1;
  if (/(^|\/)(utils?|helpers?|types|common|misc)\.(ts|vue)$/.test(file)) faults.push(`${file}: name the file after what it holds`);
}
if (long * 2 > sources.length)
  faults.push(`${long} of ${sources.length} sources have more than ${usualLines} lines: most should have fewer`);
for (const room of ['core', 'flows', 'knowledge', 'cases', 'store', 'site', 'bot', 'evals']) {
  const readme = `${room}/README.md`;
  if (!existsSync(readme)) faults.push(`${readme} is missing: say in ten lines what lives there and what must not`);
}
for (const file of listProjectFiles().filter((name) => /^(?!docs\/).+\/README\.md$/.test(name))) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  const limit = file.startsWith('flows/transcripts/') ? 40 : readmeLines;
  if (lines > limit) faults.push(`${file} has ${lines} lines of text; ${limit} at most`);
}
for (const fault of faults) console.error(fault);
console.log(`size: ${sources.length} sources, ${long} over ${usualLines} lines, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
