import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { XinqiaoError } from '../../core/errors.ts';
import { type Site, siteSchema } from '../../core/site.ts';

/** The files of a site, by the key that each fills; `site.yaml` holds the rest. */
const partFiles = { offices: 'offices.yaml', grids: 'grids.yaml', hotlines: 'hotlines.yaml', roster: 'roster.yaml' } as const;
const mainFile = 'site.yaml';

function readYaml(folder: string, name: string): unknown {
  const file = join(folder, name);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new XinqiaoError('bad_site', `cannot read ${file}: a site needs ${[mainFile, ...Object.values(partFiles)].join(', ')}`, {
      cause: error,
    });
  }
  try {
    return parse(text);
  } catch (error) {
    throw new XinqiaoError('bad_site', `${file} is not YAML: ${error instanceof Error ? error.message.split('\n')[0] : ''}`, {
      cause: error,
    });
  }
}

/** The file that a fault lies in, by the first step of its path. */
function fileOf(path: readonly PropertyKey[]): string {
  const first = String(path[0] ?? '');
  return Object.hasOwn(partFiles, first) ? partFiles[first as keyof typeof partFiles] : mainFile;
}

function findDangling(site: Site): readonly string[] {
  const offices = new Set(site.offices.map((office) => office.id));
  return [
    ...site.offices
      .filter((office) => office.parent !== null && !offices.has(office.parent))
      .map((office) => `offices.yaml: ${office.id} names the parent ${office.parent}, which is no office`),
    ...site.grids
      .filter((grid) => !offices.has(grid.community))
      .map((grid) => `grids.yaml: ${grid.id} names the community ${grid.community}, which is no office`),
  ];
}

/**
 * Reads one place's settings from a folder of five YAML files. Throws `bad_site` naming the file and the place in it; every fault is
 * listed. `check` adds the rules of the roster: sentences, one a fault.
 */
export function loadSite(folder: string, check: (site: Site) => readonly string[]): Site {
  const main = readYaml(folder, mainFile);
  if (typeof main !== 'object' || main === null) throw new XinqiaoError('bad_site', `${join(folder, mainFile)} is empty`);
  const merged: Record<string, unknown> = { ...main };
  for (const [key, name] of Object.entries(partFiles)) merged[key] = readYaml(folder, name);
  const parsed = siteSchema.safeParse(merged);
  const faults = parsed.success
    ? [...findDangling(parsed.data), ...check(parsed.data)]
    : parsed.error.issues.map((issue) => `${fileOf(issue.path)} at ${issue.path.map(String).join('.') || 'the top'}: ${issue.message}`);
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new XinqiaoError('bad_site', `the site in ${folder} has ${faults.length} faults:\n  ${faults.join('\n  ')}`);
}
