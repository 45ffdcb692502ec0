import { writeFileSync } from 'node:fs';
import { parseArticle } from '../../knowledge/laws/article-number.ts';
import { importLaws } from '../../knowledge/laws/import-laws.ts';
import { measureArticle } from '../../knowledge/laws/known-articles.ts';
import { readValidity } from '../../knowledge/laws/validity.ts';

/** Writes `knowledge/laws/known-articles.json` from law files: which articles exist and their shape, no text. Usage: node … FILE… */
const imported = await importLaws(process.argv.slice(2), readValidity());
const table: Record<
  string,
  { kind: string; version: string | null; effective: string | null; shape: string; inserted: Record<string, string> }
> = {};
const shapes = imported.versions.map(() => [] as string[]);
imported.versions.forEach(({ law, kind, version, effective }) => {
  table[law] = { kind, version, effective, shape: '', inserted: {} };
});
for (const { version, article, text } of imported.articles) {
  const place = parseArticle(article);
  const law = table[imported.versions[version]?.law ?? ''];
  const list = shapes[version];
  if (place === null || law === undefined || list === undefined) continue;
  const { paragraphs, items } = measureArticle(text);
  const shape = items > 0 ? `${paragraphs}.${items}` : `${paragraphs}`;
  if (place.inserted > 0) law.inserted[`${place.number}-${place.inserted}`] = shape;
  else list[place.number - 1] = shape;
}
imported.versions.forEach(({ law }, place) => {
  const row = table[law];
  if (row !== undefined) row.shape = Array.from(shapes[place] ?? [], (shape) => shape ?? '0').join(' ');
});
const lines = Object.entries(table).map(([law, row]) => `${JSON.stringify(law)}: ${JSON.stringify(row)}`);
writeFileSync(new URL('../../knowledge/laws/known-articles.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${lines.length} laws, ${imported.articles.length} articles`);
