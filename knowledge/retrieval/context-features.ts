import type { ArticleFacts } from '../index/article-index.ts';
import type { Companions } from './companions.ts';
import { orderScores } from './select-top.ts';

/** What the other candidates say of a candidate, once a first ranker has scored all: names in the order of a row. */
export const contextNames = [
  'first', 'firstShare', 'firstRank', 'lawShare', 'chapterShare', 'aroundShare', 'companionShare', 'companionRank', 'lawRank', 'margin',
] as const; // biome-ignore format: one group of features a line

const depth = 40;

/**
 * Measures each candidate among the others, by the scores of the first ranker: the share of its law, chapter, neighbouring articles and
 * companions in all that is likely. Row by row, `contextNames.length` numbers a candidate.
 */
export function measureContext(places: Uint32Array, scores: Float32Array, facts: ArticleFacts, companions: Companions): Float32Array {
  const width = contextNames.length;
  const rows = new Float32Array(places.length * width);
  const order = orderScores(scores);
  const highest = scores[order[0] ?? 0] ?? 0;
  // A softer softmax than the ranker's own: the second and third article matter too.
  const shares = scores.map((score) => Math.exp((score - highest) * 0.7));
  let total = 1e-9;
  for (const share of shares) total += share;
  const law = new Map<number, number>();
  const chapter = new Map<number, number>();
  const own = new Map<number, number>();
  const befriended = new Map<number, number>();
  const bestCompanion = new Map<number, number>();
  const add = (map: Map<number, number>, key: number, by: number): void => {
    map.set(key, (map.get(key) ?? 0) + by);
  };
  order.forEach((row, rank) => {
    const place = places[row] ?? 0;
    const share = (shares[row] as number) / total;
    shares[row] = share;
    own.set(place, share);
    add(law, facts.lawOf[place] ?? 0, share);
    add(chapter, facts.chapterOf[place] ?? 0, share);
    if (rank >= depth) return;
    for (const [other, weight] of companions.of(place)) {
      add(befriended, other, share * weight);
      const nearness = weight / (5 + rank);
      if (nearness > (bestCompanion.get(other) ?? 0)) bestCompanion.set(other, nearness);
    }
  });
  const seenOfLaw = new Map<number, number>();
  order.forEach((row, rank) => {
    const place = places[row] ?? 0;
    const lawPlace = facts.lawOf[place] ?? 0;
    const ofLaw = seenOfLaw.get(lawPlace) ?? 0;
    seenOfLaw.set(lawPlace, ofLaw + 1);
    let around = 0;
    for (const step of [-3, -2, -1, 1, 2, 3])
      if (facts.lawOf[place + step] === lawPlace) around += (own.get(place + step) ?? 0) / Math.abs(step);
    const share = shares[row] as number;
    rows.set(
      [
        scores[row] as number,
        share,
        1 / (5 + rank),
        (law.get(lawPlace) ?? 0) - share,
        (chapter.get(facts.chapterOf[place] ?? 0) ?? 0) - share,
        around,
        befriended.get(place) ?? 0,
        bestCompanion.get(place) ?? 0,
        1 / (3 + ofLaw),
        (scores[row] as number) - highest,
      ],
      row * width,
    );
  });
  return rows;
}
