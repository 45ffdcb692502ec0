import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { normaliseArticle } from '../../knowledge/laws/article-number.ts';
import type { LawLibrary } from '../../knowledge/laws/law-library.ts';
import { normaliseLawName } from '../../knowledge/laws/law-name.ts';

/** A question that we wrote for an article, in a resident's words, with the keys of its articles (`民法典` + `第一千零七十九条`). */
export type LayQuestion = { readonly text: string; readonly keys: readonly string[] };

const folder = fileURLToPath(new URL('../datasets/lay-questions/', import.meta.url));

/** Reads every file of `evals/datasets/lay-questions`: law, articles joined by a comma, question, with tabs between. */
export function readLayQuestions({ resolveName }: Pick<LawLibrary, 'resolveName'>): readonly LayQuestion[] {
  if (!existsSync(folder)) return [];
  const seen = new Set<string>();
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .flatMap((line) => {
      const [law = '', articles = '', text = ''] = line.split('\t').map((cell) => cell.trim());
      if (line.startsWith('#') || text === '' || seen.has(text)) return [];
      seen.add(text);
      const name = resolveName(law) ?? normaliseLawName(law);
      const keys = articles.split(/[,，、]/).map((article) => `${name}${normaliseArticle(article.trim()) ?? article.trim()}`);
      return [{ text, keys }];
    });
}
