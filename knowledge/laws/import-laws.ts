import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { XinqiaoError } from '../../core/errors.ts';
import type { CalendarDay } from '../../core/instant.ts';
import { normaliseArticle } from './article-number.ts';
import type { ImportedLaws, LawArticle, LawVersion } from './law.ts';
import { normaliseLawName } from './law-name.ts';
import type { LawRow } from './law-row.ts';
import { listLawFiles, readLawFile } from './read-law-files.ts';
import { findWrittenDays } from './read-law-text.ts';
import type { Validity } from './validity.ts';

const indexSchema = z.array(
  z.object({
    law: z.string(),
    latest_version_date: z.string().nullish(),
    effective_in_text: z.string().nullish(),
    history: z.array(z.string()).nullish(),
    xstorage_valid_from: z.string().nullish(),
    xstorage_valid_to: z.string().nullish(),
    repealed_on: z.string().nullish(),
  }),
);

type IndexRow = z.infer<typeof indexSchema>[number];

/** The first ten characters where they are a day, else `null`. */
function readDay(text: string | null | undefined): CalendarDay | null {
  const day = text?.slice(0, 10) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && day < '2099' ? day : null;
}

/** The later dates of a law from the list beside the file (`national_index.json`), by short name. */
function readIndexBeside(file: string): ReadonlyMap<string, IndexRow> {
  const beside = join(dirname(file), 'national_index.json');
  const rows = new Map<string, IndexRow>();
  if (!existsSync(beside)) return rows;
  for (const row of indexSchema.parse(JSON.parse(readFileSync(beside, 'utf8')))) rows.set(normaliseLawName(row.law), row);
  return rows;
}

/** For an amended law the closing article still names the first day of the original, so the latest of the dates counts. */
function effectiveOf(row: IndexRow | undefined): CalendarDay | null {
  const days = [row?.xstorage_valid_from, row?.effective_in_text, row?.latest_version_date].map(readDay).filter((day) => day !== null);
  return days.sort().at(-1) ?? null;
}

function describeVersion(name: string, row: LawRow, index: IndexRow | undefined, validity: Validity): LawVersion {
  const ours = validity.versions.find((version) => version.law === name);
  const repeal = validity.repealed.find((item) => item.law === name);
  const version = readDay(row.version) ?? readDay(row.publish) ?? readDay(index?.latest_version_date) ?? ours?.version ?? null;
  const sameVersion = ours !== undefined && (version === null || version === ours.version);
  return {
    law: name,
    kind: row.kind ?? '法律',
    version: version ?? ours?.version ?? null,
    effective: sameVersion ? ours.effective : (readDay(row.valid_from) ?? effectiveOf(index) ?? version),
    repealedOn: repeal?.from ?? readDay(row.valid_to) ?? readDay(index?.repealed_on) ?? readDay(index?.xstorage_valid_to),
    supersededBy: repeal?.by ?? null,
    checked: validity.checked,
    amended: row.amended ?? [...new Set((index?.history ?? []).flatMap(findWrittenDays))].sort(),
  };
}

/** What a caller is told while files are read. */
export type ImportProgress = (state: { readonly file: string; readonly rows: number }) => void;

/**
 * Reads files and folders of articles (`readLawFile` says which kinds). Rows of one law with different version dates become versions of
 * it. Throws `bad_input` with file and line where a row is no article, and where nothing holds an article.
 */
export async function importLaws(paths: readonly string[], validity: Validity, onProgress?: ImportProgress): Promise<ImportedLaws> {
  const versions: LawVersion[] = [];
  const articles: LawArticle[] = [];
  const places = new Map<string, number>();
  const seen = new Set<string>();
  for (const file of paths.flatMap(listLawFiles)) {
    const index = readIndexBeside(file);
    let rows = 0;
    for await (const { row } of readLawFile(file)) {
      rows += 1;
      const name = normaliseLawName(row.law);
      const key = `${name}\n${row.version ?? ''}\n${row.publish ?? ''}\n${row.valid_from ?? ''}`;
      let place = places.get(key);
      if (place === undefined) {
        place = versions.length;
        versions.push(describeVersion(name, row, index.get(name), validity));
        places.set(key, place);
      }
      const article = normaliseArticle(row.article) ?? row.article.trim();
      const id = `${place}\n${article}`;
      if (seen.has(id)) continue;
      seen.add(id);
      articles.push({ version: place, article, text: row.text.trim(), path: row.path?.trim() ?? '' });
      if (rows % 5000 === 0) onProgress?.({ file, rows });
    }
    onProgress?.({ file, rows });
  }
  if (articles.length === 0) throw new XinqiaoError('bad_input', `No article (第一条 …) was found in ${paths.join(', ')}.`);
  return { versions, articles };
}
