import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { formatArticle, formatNumber } from './article-number.ts';

const knownLawSchema = z.strictObject({
  kind: z.string(),
  version: z.string().nullable(),
  effective: z.string().nullable(),
  /** For articles 1, 2, 3 …: how many paragraphs, and after a dot how many items; `0` where there is no such article. */
  shape: z.string(),
  /** Articles put in between: `133-1` and their shapes. */
  inserted: z.record(z.string(), z.string()),
});

/** Facts of which articles a law has, without any text: enough to tell a real citation from an invented one where no law is imported. */
export type KnownLaws = Readonly<Record<string, z.infer<typeof knownLawSchema>>>;

/** How many paragraphs an article has and how many items the largest list in it. */
export type ArticleShape = { readonly paragraphs: number; readonly items: number };

/** Reads the shipped table `knowledge/laws/known-articles.json`. */
export function readKnownLaws(): KnownLaws {
  const file = new URL('known-articles.json', import.meta.url);
  return z.record(z.string(), knownLawSchema).parse(JSON.parse(readFileSync(file, 'utf8')));
}

function parseShape(text: string): ArticleShape {
  const [paragraphs, items] = text.split('.');
  return { paragraphs: Number(paragraphs), items: Number(items ?? 0) };
}

/** Spreads the table of one law out: article → shape. */
export function listKnownArticles(law: KnownLaws[string]): ReadonlyMap<string, ArticleShape> {
  const shapes = new Map<string, ArticleShape>();
  law.shape.split(' ').forEach((text, place) => {
    if (text !== '0' && text !== '') shapes.set(formatArticle({ number: place + 1, inserted: 0 }), parseShape(text));
  });
  for (const [key, text] of Object.entries(law.inserted)) {
    const [number, inserted] = key.split('-').map(Number);
    if (number !== undefined && inserted !== undefined) shapes.set(formatArticle({ number, inserted }), parseShape(text));
  }
  return shapes;
}

/** Counts paragraphs (lines that open no item) and items of an article's text. */
export function measureArticle(text: string): ArticleShape {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const opensItem = (line: string): boolean => /^\s*（[一二三四五六七八九十]+）/.test(line);
  const paragraphs = lines.filter((line) => !opensItem(line)).length;
  let items = 0;
  while (items < 40 && text.includes(`（${formatNumber(items + 1)}）`)) items += 1;
  return { paragraphs: Math.max(1, paragraphs), items };
}
