import type { ArticleIndex } from '../index/article-index.ts';
import type { LabelledQuestion } from './label-store.ts';

/** Articles that answer questions together, and how strongly: where one is right its companions often are. */
export interface Companions {
  /** The companions of an article, each with a weight of 0 to 1. */
  of(place: number): readonly (readonly [number, number])[];
}

const settings = { doubt: 1.5, entryWeight: 1, named: 0.3, most: 24 };

/** Counts which articles stand together in answers, each entry once, and adds those that name one another in the statutes. */
export function createCompanions(questions: readonly LabelledQuestion[], articles: ArticleIndex): Companions {
  const together = new Map<number, Map<number, number>>();
  const alone = new Map<number, number>();
  const counted = new Set<string>();
  const add = (from: number, to: number, by: number): void => {
    const row = together.get(from) ?? new Map<number, number>();
    row.set(to, (row.get(to) ?? 0) + by);
    together.set(from, row);
  };
  for (const { entryId, targets } of questions) {
    if (entryId !== null && counted.has(entryId)) continue;
    if (entryId !== null) counted.add(entryId);
    for (const target of targets) {
      alone.set(target, (alone.get(target) ?? 0) + 1);
      for (const other of targets) if (other !== target) add(target, other, 1 / Math.sqrt(targets.length - 1));
    }
  }
  const { namedStarts, namedPlaces } = articles.facts;
  const lists = new Map<number, readonly (readonly [number, number])[]>();
  const listOf = (place: number): readonly (readonly [number, number])[] => {
    const weights = new Map<number, number>();
    const count = (alone.get(place) ?? 0) + settings.doubt;
    for (const [other, times] of together.get(place) ?? []) weights.set(other, times / count);
    for (let at = namedStarts[place] ?? 0; at < (namedStarts[place + 1] ?? 0); at += 1) {
      const other = namedPlaces[at] ?? 0;
      weights.set(other, (weights.get(other) ?? 0) + settings.named);
    }
    return [...weights].sort((a, b) => b[1] - a[1]).slice(0, settings.most);
  };
  return {
    of(place) {
      let list = lists.get(place);
      if (list === undefined) {
        list = listOf(place);
        lists.set(place, list);
      }
      return list;
    },
  };
}
