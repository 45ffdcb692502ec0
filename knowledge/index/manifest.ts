import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { XinqiaoError } from '../../core/errors.ts';

const manifestSchema = z.strictObject({
  fingerprint: z.strictObject({ laws: z.string(), models: z.string(), corpus: z.string() }),
  files: z.array(z.string()),
  builtOn: z.string(),
  laws: z.number(),
  articles: z.number(),
  /** The steps that are done; all three make an index whole. A build that was cut off goes on after the last. */
  done: z.array(z.enum(['articles', 'vectors', 'complete'])),
});

/** What an index folder says of itself. */
export type Manifest = z.infer<typeof manifestSchema>;

/** Reads an index folder's manifest; `null` where there is none or it cannot be read. */
export function readManifest(folder: string): Manifest | null {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) return null;
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Reads the manifest of a whole index. Throws `bad_index` where it is missing or the build was cut off. */
export function requireManifest(folder: string): Manifest {
  const manifest = readManifest(folder);
  if (manifest === null || !manifest.done.includes('complete'))
    throw new XinqiaoError('bad_index', `${folder} holds no whole index. Run npx xinqiao knowledge build --laws FILE… --out ${folder}.`);
  return manifest;
}

/** Writes the manifest, whole or not at all. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const file = join(folder, 'manifest.json');
  writeFileSync(`${file}.part`, `${JSON.stringify(manifest, null, 2)}\n`);
  renameSync(`${file}.part`, file);
}
