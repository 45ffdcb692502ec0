import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { PageFolders } from './serve-pages.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['web', 'console'] as const;
/** What is built, in this order: the widget's script goes into the folder of the resident page. */
const builds = [
  { page: 'web', config: 'bot/web/vite.config.ts', first: true },
  { page: 'web', config: 'bot/web/widget/vite.config.ts', first: false },
  { page: 'console', config: 'bot/console/vite.config.ts', first: true },
] as const;
/** What the pages are made of: a change in any of it builds them anew. */
const sources = ['bot/http/build-pages.ts', 'bot/web', 'bot/console', 'bot/http/api-schema.ts', 'core', 'package-lock.json'];

function hashSources(): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const isFile = /\.[a-z]+$/.test(source);
    const files = isFile
      ? [source]
      : readdirSync(join(root, source), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !/\.test\.ts$|\.md$/.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
          .sort();
    for (const file of files)
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update('\0');
  }
  return hash.digest('hex');
}

async function buildPages(dist: string, fingerprint: string): Promise<void> {
  // Loaded only when something must be built: a start without changes does not wait for it.
  const { build } = await import('vite');
  const workshop = join(dist, `.build-${process.pid}`);
  rmSync(workshop, { recursive: true, force: true });
  for (const { page, config, first } of builds) {
    await build({ configFile: join(root, config), logLevel: 'warn', build: { outDir: join(workshop, page), emptyOutDir: first } });
  }
  compressAll(workshop);
  for (const page of pages) {
    rmSync(join(dist, page), { recursive: true, force: true });
    renameSync(join(workshop, page), join(dist, page));
  }
  rmSync(workshop, { recursive: true, force: true });
  writeFileSync(join(dist, 'fingerprint'), fingerprint);
}

/** Puts a compressed copy beside each file: phones on slow lines load a third. */
function compressAll(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:js|css|html|svg)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}

/** Builds the resident page and the console into `dist/` where their sources changed since the last build. Gives their folders. */
export async function ensurePagesBuilt(): Promise<PageFolders> {
  const dist = join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  const folders: PageFolders = { web: join(dist, 'web'), console: join(dist, 'console') };
  const fingerprint = hashSources();
  const file = join(dist, 'fingerprint');
  const isBuilt = pages.every((page) => existsSync(join(folders[page], 'index.html')));
  if (!isBuilt || !existsSync(file) || readFileSync(file, 'utf8') !== fingerprint) await buildPages(dist, fingerprint);
  return folders;
}
