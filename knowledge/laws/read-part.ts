import { formatNumber } from './article-number.ts';

const itemStart = /^\s*（([一二三四五六七八九十]+)）/;

/** A paragraph (款) of an article with its items (项), as the lines of the text divide it. */
export type Paragraph = { readonly text: string; readonly items: readonly string[] };

/** Divides an article into paragraphs; lines that open an item (`（一）`) belong to the paragraph before them. */
export function splitParagraphs(text: string): readonly Paragraph[] {
  const paragraphs: { text: string; items: string[] }[] = [];
  for (const line of text.split('\n').filter((words) => words.trim() !== '')) {
    const last = paragraphs.at(-1);
    if (itemStart.test(line) && last !== undefined) last.items.push(line.trim());
    else paragraphs.push({ text: line.trim(), items: [] });
  }
  return paragraphs;
}

/**
 * The words of one paragraph, or of one item in it, counted from 1; an item alone is looked for in the whole article. `null` where the
 * article has no such part.
 */
export function readPart(text: string, paragraph: number | null, item: number | null): string | null {
  const all = splitParagraphs(text);
  const within = paragraph === null ? all : all.slice(paragraph - 1, paragraph);
  if (within.length === 0) return null;
  if (item === null) return within.map(({ text: words, items }) => [words, ...items].join('\n')).join('\n');
  return within.flatMap(({ items }) => items).find((words) => words.startsWith(`（${formatNumber(item)}）`)) ?? null;
}
