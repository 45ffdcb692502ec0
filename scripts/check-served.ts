import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import { ensurePagesBuilt } from '../bot/http/build-pages.ts';

/**
 * Looks at what residents' phones get: the built resident page, the framed page and `widget.js`. All together must be under 60 kB gzipped,
 * and nothing in it newer than the oldest browsers that we serve: Chrome 80, iOS 14, WeChat's X5 (phones of 2020 and later).
 */
const mostBytes = 60 * 1024;
const syntaxOf = 2019;
/** Parts of the platform that came later than those browsers, each with where it came; the syntax check cannot see them. */
const tooNew: readonly (readonly [RegExp, string])[] = [
  [/\.replaceChildren\(/, 'replaceChildren (Chrome 86): use fill of element.ts'],
  [/\.replaceAll\(/, 'String.replaceAll (Chrome 85)'],
  [/\.at\(/, 'at() (Chrome 92, iOS 15.4)'],
  [/\.findLast(?:Index)?\(/, 'findLast (Chrome 97)'],
  [/\.to(?:Sorted|Reversed|Spliced)\(/, 'toSorted (Chrome 110)'],
  [/Object\.(?:hasOwn|groupBy)\(/, 'Object.hasOwn (Chrome 93)'],
  [/\bstructuredClone\(/, 'structuredClone (Chrome 98)'],
  [/\.randomUUID\(/, 'crypto.randomUUID (Chrome 92)'],
  [/AbortSignal\.(?:timeout|any)\(/, 'AbortSignal.timeout (Chrome 103)'],
  [/\.showModal\(/, 'dialog elements (iOS 15.4)'],
  [/\bBroadcastChannel\b/, 'BroadcastChannel (iOS 15.4)'],
  [/URL\.canParse\(/, 'URL.canParse (Chrome 120)'],
  [/Promise\.(?:any|withResolvers)\(/, 'Promise.any (Chrome 85)'],
  [/\(\?<[=!]/, 'look-behind in a pattern (iOS 16.4)'],
  [/:has\(|:is\(|:where\(/, 'a selector newer than Chrome 88'],
  [/@layer\b|@container\b|color-mix\(/, 'a style rule newer than Chrome 99'],
  [/[;{]inset:/, 'inset (Chrome 87, iOS 14.5)'],
  [/aspect-ratio:/, 'aspect-ratio (Chrome 88, iOS 15)'],
];

function readServed(folder: string): readonly { readonly name: string; readonly bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:gz|br)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { name: path.slice(folder.length + 1), bytes: readFileSync(path) };
    });
}

function findFaults(name: string, text: string): readonly string[] {
  const faults = tooNew.filter(([pattern]) => pattern.test(text)).map(([, why]) => `${name}: ${why}`);
  if (!name.endsWith('.js')) return faults;
  try {
    parse(text, { ecmaVersion: syntaxOf, sourceType: name === 'widget.js' ? 'script' : 'module' });
    return faults;
  } catch (error) {
    return [...faults, `${name}: syntax newer than ES${syntaxOf}: ${error instanceof Error ? error.message : ''}`];
  }
}

const { web } = await ensurePagesBuilt();
const served = readServed(web);
const sizes = served.map(({ name, bytes }) => ({ name, bytes: gzipSync(bytes, { level: 9 }).length }));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
const faults = served.flatMap(({ name, bytes }) => findFaults(name, bytes.toString('utf8')));
if (total >= mostBytes) faults.push(`the page and the widget together are ${total} bytes gzipped, more than ${mostBytes}`);
if (!sizes.some(({ name }) => name === 'widget.js')) faults.push('widget.js was not built');
for (const { name, bytes } of sizes) console.log(`${String(bytes).padStart(6)}  ${name}`);
console.log(`${String(total).padStart(6)}  all together, gzipped; the limit is ${mostBytes}`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
