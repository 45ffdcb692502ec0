import type { CalendarDay } from '../../core/instant.ts';
import { readCitations } from '../citation/read-citations.ts';
import { readKnownLaws } from '../laws/known-articles.ts';
import type { LawVersion } from '../laws/law.ts';
import { createLawLibrary } from '../laws/law-library.ts';
import { readPart } from '../laws/read-part.ts';
import { readValidity } from '../laws/validity.ts';
import { loadArticleIndex } from './article-index.ts';
import { requireManifest } from './manifest.ts';

/** What is known of one cited article on a day. `text` is `null` where no text is imported or the article has no such part. */
export type ArticleLookUp =
  | {
      readonly kind: 'in_force';
      readonly law: string;
      readonly article: string;
      readonly version: LawVersion;
      readonly text: string | null;
    }
  | { readonly kind: 'repealed'; readonly law: string; readonly article: string; readonly supersededBy: string | null }
  | { readonly kind: 'not_found'; readonly law: string; readonly article: string };

/**
 * Looks up every article that a text names, with paragraph and item where it names them, as it held on a day. Throws `bad_index` where
 * the folder holds no whole index.
 */
export function lookUpArticles(cited: string, options: { readonly indexDir?: string; readonly on: CalendarDay }): readonly ArticleLookUp[] {
  const { indexDir, on } = options;
  if (indexDir !== undefined) requireManifest(indexDir);
  const imported = indexDir === undefined ? { versions: [], articles: [] } : loadArticleIndex(indexDir);
  const library = createLawLibrary(imported, readKnownLaws(), readValidity());
  return readCitations(cited, library).map(({ law, article, paragraph, item }) => {
    const found = library.standing(law, article, on);
    if (found.kind === 'not_found') return { kind: 'not_found', law, article };
    if (found.kind === 'repealed') return { kind: 'repealed', law, article, supersededBy: found.supersededBy };
    const text = found.text === null ? null : readPart(found.text, paragraph, item);
    return { kind: 'in_force', law, article, version: found.version, text };
  });
}
