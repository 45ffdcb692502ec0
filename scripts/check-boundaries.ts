import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listSources } from './source-files.ts';

type Layers = {
  readonly layers: Readonly<Record<string, { readonly folders: readonly string[]; readonly mayImport: readonly string[] }>>;
  readonly packages: Readonly<Record<string, readonly string[]>>;
};

const importPattern = /(?:^|[\s;}])(?:import|export)\s(?:[^'"();]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function isWithin(file: string, folder: string): boolean {
  return folder === '*' || file === folder || file.startsWith(`${folder}/`);
}

/** The layer of a file: the one whose folder is the longest prefix; `null` where it lies in none. */
export function layerOf(file: string, rules: Layers): string | null {
  let best: { layer: string; length: number } | null = null;
  for (const [layer, { folders }] of Object.entries(rules.layers)) {
    for (const folder of folders) {
      if (isWithin(file, folder) && folder.length > (best?.length ?? -1)) best = { layer, length: folder.length };
    }
  }
  return best?.layer ?? null;
}

/** The name of the package that a bare specifier belongs to. */
function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

/** Checks one file's imports against the rules; gives a sentence a fault. */
export function findBoundaryFaults(file: string, text: string, rules: Layers): readonly string[] {
  const layer = layerOf(file, rules);
  if (layer === null) return [`${file} lies in no layer of architecture/layers.json`];
  const faults: string[] = [];
  for (const match of text.matchAll(importPattern)) {
    const specifier = match[1] ?? match[2] ?? '';
    if (specifier.startsWith('node:') || specifier.startsWith('virtual:')) continue;
    if (specifier.startsWith('.')) {
      const target = normalize(join(dirname(file), specifier.replace(/\?.*$/, '')));
      const targetLayer = layerOf(target, rules);
      if (targetLayer === null) faults.push(`${file} imports ${target}, which lies in no layer`);
      else if (targetLayer !== layer && !rules.layers[layer]?.mayImport.includes(targetLayer))
        faults.push(`${file} (${layer}) may not import ${target} (${targetLayer})`);
      continue;
    }
    const name = packageOf(specifier);
    const folders = rules.packages[name];
    if (folders === undefined) faults.push(`${file} imports ${name}, which architecture/layers.json does not name`);
    else if (!folders.some((folder) => isWithin(file, folder)))
      faults.push(`${file} may not import ${name}: only ${folders.join(', ')} may`);
  }
  return faults;
}

/** Runs the check over the whole project; gives every fault. */
function checkProject(): readonly string[] {
  const rules = JSON.parse(readFileSync('architecture/layers.json', 'utf8')) as Layers;
  return listSources().flatMap((file) => findBoundaryFaults(file, readFileSync(file, 'utf8'), rules));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const faults = checkProject();
  for (const fault of faults) console.error(fault);
  console.log(`boundaries: ${listSources().length} files, ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
