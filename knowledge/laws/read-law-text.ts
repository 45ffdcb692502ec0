import type { CalendarDay } from '../../core/instant.ts';
import { normaliseArticle, parseArticle } from './article-number.ts';
import type { LawRow } from './law-row.ts';

/** A law read from a text laid out by article: what its head says, and its rows. */
export type LawText = {
  readonly law: string;
  /** The text is one book of a law, not a whole one: its title is that of a book or of the closing part. */
  readonly isPart: boolean;
  /** The number of the first article. */
  readonly firstArticle: number;
  readonly rows: readonly LawRow[];
};

/** The title and the days of the history, in their order, of a text that may hold no article. */
export type LawHead = { readonly title: string; readonly days: readonly CalendarDay[] };

/** What is known before the text is read: by the name of its folder or file. */
export type LawTextHints = {
  /** The law's name where the text is only a part of it and its own title is that of a part. */
  readonly law?: string;
  /** The day of the version where the file's name gives it. */
  readonly version?: CalendarDay;
};

const articleStart = /^(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)(?:[\s　]+|$)/;
const part = /^第[零〇一二三四五六七八九十百]+(分编|编|章|节)(?:[\s　]|$)|^附[\s　]*则$/;
const depths: Readonly<Record<string, number>> = { 编: 0, 分编: 1, 章: 2, 节: 3 };
const written =
  /(\d{4}|[一二][〇○零一二三四五六七八九]{3})年(\d{1,2}|[一二三四五六七八九十]{1,3})月(\d{1,2}|[一二三四五六七八九十]{1,3})日/g;

const signs = '零一二三四五六七八九';

function readNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const digit = (sign: string | undefined, empty: number): number => (sign === undefined || sign === '' ? empty : signs.indexOf(sign));
  return text.includes('十') ? digit(tens, 1) * 10 + digit(ones, 0) : digit(ones, 0);
}

function readYear(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number([...text.replaceAll(/[〇○]/g, '零')].map((sign) => signs.indexOf(sign)).join(''));
}

/** Every day written out in a text (`2025年6月27日`, `二〇一〇年八月二十八日`), in its order. */
export function findWrittenDays(text: string): readonly CalendarDay[] {
  return [...text.matchAll(written)].map(
    ([, year = '', month = '', day = '']) =>
      `${readYear(year)}-${String(readNumber(month)).padStart(2, '0')}-${String(readNumber(day)).padStart(2, '0')}`,
  );
}

/** What kind of text a name belongs to; judicial interpretations and regulations say so in it. */
function kindOf(name: string): string {
  if (/最高人民(?:法院|检察院)/.test(name)) return '司法解释';
  if (/(?:条例|实施细则)$|国务院/.test(name)) return '行政法规';
  return /(?:规定|办法|规则|决定)$/.test(name) ? '规定' : '法律';
}

/** The first day on which a law holds by its closing article; the day of the version where that is later, as with an amended law. */
function effectiveFrom(rows: readonly { readonly text: string }[], version: CalendarDay | null): CalendarDay | null {
  const closing = rows
    .slice(-3)
    .map(({ text }) => text)
    .join('\n');
  const first = /自([^。]{0,4}\d{4}年\d{1,2}月\d{1,2}日|[一二][〇○零一二三四五六七八九]{3}年[^。]{1,9}日)起(?:施行|实施|生效)/.exec(
    closing,
  );
  const named = first?.[1] === undefined ? null : (findWrittenDays(first[1]).at(-1) ?? null);
  const days = [named, version].filter((day) => day !== null);
  return days.sort().at(-1) ?? null;
}

const cleanLine = (line: string): string =>
  line
    .replace(/<!--.*?-->/g, '')
    .replaceAll('**', '')
    .replace(/[\t　 ]+/g, ' ')
    .trim();

const withoutFrontMatter = (text: string): string => text.replace(/^\uFEFF?---\n.*?\n---\n/s, '');

/** Reads the head of a text: its title, and every day that is written in it. */
export function readLawHead(text: string): LawHead {
  const lines = withoutFrontMatter(text)
    .split(/\r?\n/)
    .map((line) => cleanLine(line.replace(/^#{1,6}\s+/, '')));
  return { title: lines.find((line) => line !== '') ?? '', days: findWrittenDays(text) };
}

type OpenArticle = { readonly article: string; readonly lines: string[]; readonly path: string };

/** Keeps the headings that are open: a heading closes those of its own depth and below. */
function openHeading(path: string[], line: string, marks: number): void {
  const kind = part.exec(line)?.[1];
  const depth = kind === undefined ? Math.max(0, marks - 1) : (depths[kind] ?? 0);
  path.length = Math.min(path.length, depth);
  path[depth] = line;
}

/**
 * Reads a law from plain or Markdown lines: the title, the history under it, the headings of books, chapters and sections, and the
 * articles with their paragraphs. The headings of a table of contents are closed by those of the text. `null` where the lines hold no
 * article at all.
 */
export function readLawText(text: string, hints: LawTextHints = {}): LawText | null {
  const path: string[] = [];
  const articles: OpenArticle[] = [];
  const head: string[] = [];
  let title = '';
  for (const raw of withoutFrontMatter(text).split(/\r?\n/)) {
    const marks = /^#{1,6}(?=\s)/.exec(raw)?.[0].length ?? 0;
    const line = cleanLine(raw.slice(marks));
    if (line === '' || /^目 ?录$/.test(line)) continue;
    const opened = articleStart.exec(line);
    if (title === '') {
      title = line;
      if (part.test(line)) openHeading(path, line, marks);
    } else if (opened?.[1] !== undefined) {
      const place = path.filter((name) => name !== undefined).join(' > ');
      articles.push({ article: normaliseArticle(opened[1]) ?? opened[1], lines: [line.slice(opened[0].length)], path: place });
    } else if (marks > 0 || part.test(line)) openHeading(path, line, marks);
    else (articles.at(-1)?.lines ?? head).push(line);
  }
  const rows = articles
    .map(({ article, lines, path: place }) => ({ article, path: place, text: lines.filter((line) => line !== '').join('\n') }))
    .filter((row) => row.text !== '');
  if (rows.length === 0) return null;
  const law = hints.law ?? title;
  const days = findWrittenDays(head.join('\n'));
  const version = hints.version ?? [...days].sort().at(-1) ?? null;
  const shared = { law, kind: kindOf(law), version, valid_from: effectiveFrom(rows, version), amended: [...new Set(days)].sort() };
  return {
    law,
    isPart: part.test(title),
    firstArticle: parseArticle(rows[0]?.article ?? '')?.number ?? 0,
    rows: rows.map((row) => ({ ...shared, ...row })),
  };
}
