import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listProjectFiles } from './source-files.ts';

/** Names that stand for a kind of file, not for one. */
const patterns = /^(?:x\.|NNN)|\/NNN/;
/** Words in backquotes that look like a path of ours: a room or a known folder, then a slash; or a known file of the root. */
const ours =
  /^(?:core|flows|knowledge|cases|store|site|bot|evals|scripts|docs|architecture|\.ci)\/[\w./-]*$|^[\w.-]+\.(?:md|json|ts)$|^\.env\.example$/;

const faults: string[] = [];
let named = 0;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  scripts?: Record<string, string>;
};

for (const file of listProjectFiles().filter((name) => name.endsWith('.md'))) {
  const text = readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  const paths = new Set<string>();
  for (const match of text.matchAll(/`([^`\s]+)`/g))
    if (match[1] !== undefined && ours.test(match[1]) && !patterns.test(match[1])) paths.add(match[1]);
  for (const match of text.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g)) if (match[1] !== undefined) paths.add(match[1]);
  for (const path of paths) {
    named += 1;
    if (!existsSync(path) && !existsSync(join(dirname(file), path))) faults.push(`${file} names ${path}, which does not exist`);
  }
  for (const match of text.matchAll(/npm run ([\w:-]+)/g)) {
    if (match[1] !== undefined && manifest.scripts?.[match[1]] === undefined)
      faults.push(`${file} names the script ${match[1]}, which package.json lacks`);
  }
}

const dependencies = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
const table = existsSync('docs/DEPENDENCIES.md') ? readFileSync('docs/DEPENDENCIES.md', 'utf8') : '';
for (const [name, version] of Object.entries(dependencies)) {
  if (!/^\d+\.\d+\.\d+/.test(version)) faults.push(`package.json: ${name} is not pinned to an exact version (${version})`);
  if (!table.includes(`\`${name}\``)) faults.push(`docs/DEPENDENCIES.md has no line for ${name}`);
}
for (const fault of faults) console.error(fault);
console.log(`docs: ${named} paths named, ${Object.keys(dependencies).length} dependencies, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
