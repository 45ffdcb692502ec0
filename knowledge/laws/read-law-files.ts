import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { XinqiaoError } from '../../core/errors.ts';
import { type LawRow, lawRowSchema } from './law-row.ts';
import { type LawHead, type LawText, readLawHead, readLawText } from './read-law-text.ts';

const endings = /\.(?:jsonl|md|docx)$/i;
/** Folders that hold no law: tools, the repository's own files, drafts. */
const passedOver = /^(?:\.|node_modules$|__)/;

/** One row with where it stood, for an error that somebody must find. */
export type PlacedRow = { readonly row: LawRow; readonly place: string };

/**
 * The files that a path stands for: itself, or every `.jsonl`, `.md` and `.docx` file below a folder, in the order of their names.
 * Throws `bad_input` where there is no such path, no such kind of file, or nothing in the folder.
 */
export function listLawFiles(path: string): readonly string[] {
  if (!existsSync(path))
    throw new XinqiaoError('bad_input', `There is no ${path}. Give --laws a file (.jsonl, .md, .docx) or a folder of such files.`);
  if (!statSync(path).isDirectory()) return [path];
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (passedOver.test(entry.name)) continue;
      if (entry.isDirectory()) walk(join(folder, entry.name));
      else if (endings.test(entry.name)) found.push(join(folder, entry.name));
    }
  };
  walk(path);
  if (found.length === 0) throw new XinqiaoError('bad_input', `${path} holds no .jsonl, .md or .docx file.`);
  return found;
}

async function* readJsonLines(file: string): AsyncGenerator<PlacedRow> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') continue;
    const place = `${file}:${line}`;
    try {
      yield { row: lawRowSchema.parse(JSON.parse(text)), place };
    } catch (cause) {
      throw new XinqiaoError('bad_input', `${place} is no article row: it needs law, article and text.`, { cause });
    }
  }
}

/** The files of a law that a folder divides into one file a book, in the order of the books; its README holds title and history. */
function readBooks(readme: string, head: LawHead): LawText | null {
  const folder = dirname(readme);
  const books = readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== basename(readme))
    .map((name) => readLawText(readFileSync(join(folder, name), 'utf8'), { law: head.title }))
    .filter((book) => book?.isPart === true)
    .sort((a, b) => (a?.firstArticle ?? 0) - (b?.firstArticle ?? 0));
  if (books.length === 0) return null;
  const rows = books.flatMap((book) => book?.rows ?? []);
  const validFrom = rows.findLast((row) => row.valid_from !== null)?.valid_from ?? head.days.at(-1) ?? null;
  const version = [...head.days].sort().at(-1) ?? null;
  return {
    law: head.title,
    isPart: false,
    firstArticle: 1,
    rows: rows.map((row) => ({ ...row, version, valid_from: validFrom, amended: [...head.days].sort() })),
  };
}

function readMarkdown(file: string): LawText | null {
  const text = readFileSync(file, 'utf8');
  // `社会法/劳动法(2018-12-29).md` names the day of the version; `versions/2026-10-01/README.md` the first day of a coming one.
  const version = /[(（](\d{4}-\d{2}-\d{2})[)）]\.md$/.exec(file)?.[1];
  const coming = /versions[\\/](\d{4}-\d{2}-\d{2})[\\/]/.exec(file)?.[1];
  const read = readLawText(text, version === undefined ? {} : { version });
  if (read === null) return basename(file) === 'README.md' ? readBooks(file, readLawHead(text)) : null;
  // A book of a divided law is read with its README.
  if (read.isPart && existsSync(join(dirname(file), 'README.md'))) return null;
  return coming === undefined ? read : { ...read, rows: read.rows.map((row) => ({ ...row, valid_from: coming })) };
}

async function readWord(file: string): Promise<LawText | null> {
  // Loads slowly and only .docx files need it.
  const { default: mammoth } = await import('mammoth');
  try {
    const { value } = await mammoth.extractRawText({ path: file });
    return readLawText(value);
  } catch (cause) {
    throw new XinqiaoError('bad_input', `${file} is no Word document that can be read. Save it as .docx again.`, { cause });
  }
}

/**
 * Reads the articles of one file, row by row: JSON Lines, Markdown as the public collections lay it out, or .docx as the national
 * database serves it. A Markdown file without an article (a README) gives nothing; a .docx without one throws `bad_input`.
 */
export async function* readLawFile(file: string): AsyncGenerator<PlacedRow> {
  const ending = /\.[a-z]+$/i.exec(file)?.[0].toLowerCase();
  if (ending === '.docx' || ending === '.md') {
    const read = ending === '.docx' ? await readWord(file) : readMarkdown(file);
    if (read === null && ending === '.docx') throw new XinqiaoError('bad_input', `${file} holds no article (第一条 …).`);
    for (const row of read?.rows ?? []) yield { row, place: `${file} ${row.article}` };
    return;
  }
  yield* readJsonLines(file);
}
