import { readFileSync } from 'node:fs';
import type { ArticleIndex } from '../../knowledge/index/article-index.ts';
import { normaliseArticle } from '../../knowledge/laws/article-number.ts';
import { normaliseLawName } from '../../knowledge/laws/law-name.ts';

/** A real question with the articles that answer it, of the development halves. */
export type GoldQuestion = {
  readonly set: 'stard' | 'equals';
  readonly text: string;
  readonly answer: string;
  /** Places in the article index. */
  readonly targets: readonly number[];
  /** Gold articles that today's laws do not hold. */
  readonly missing: number;
};

type Row = {
  readonly question: string;
  readonly answer?: string;
  readonly match_name?: readonly string[];
  readonly law?: string;
  readonly article?: string;
  readonly answer_span?: readonly string[];
};

const readRows = (file: string): readonly Row[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.replaceAll(': NaN', ': null')) as Row);

/** Reads STARD (in its own order) and EQUALS, their gold mapped by law and article to the laws of the index. Questions with none left are dropped. */
export function readGoldQuestions(data: string, index: ArticleIndex): readonly GoldQuestion[] {
  const places = new Map(index.articles.map(({ version, article }, place) => [`${index.versions[version]?.law}${article}`, place]));
  const locate = (names: readonly (readonly [string, string])[]): { targets: number[]; missing: number } => {
    const targets = new Set<number>();
    let missing = 0;
    for (const [law, article] of names) {
      const place = places.get(`${normaliseLawName(law)}${normaliseArticle(article) ?? article}`);
      if (place === undefined) missing += 1;
      else targets.add(place);
    }
    return { targets: [...targets], missing };
  };
  const stard = readRows(`${data}/retrieval/stard_queries.jsonl`).map((row) => {
    const names = (row.match_name ?? []).flatMap((name) => {
      const match = /^(.*?)(第[零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)$/.exec(name);
      return match?.[1] !== undefined && match[2] !== undefined ? [[match[1], match[2]] as const] : [];
    });
    return { set: 'stard' as const, text: String(row.question), answer: String(row.answer ?? ''), ...locate(names) };
  });
  const equals = readRows(`${data}/retrieval/equals.jsonl`).map((row) => ({
    set: 'equals' as const,
    text: String(row.question),
    answer: (row.answer_span ?? []).join(''),
    ...locate([[row.law ?? '', row.article ?? '']]),
  }));
  return [...stard, ...equals].filter((question) => question.targets.length > 0);
}
