/** A text as a bag of weighted terms of unit length. */
export type SparseVector = ReadonlyMap<number, number>;

/** Weighs terms by (1 + log tf) × idf and scales to unit length. A term that no text has gets the highest weight: it must not be overlooked. */
export function weighTerms(terms: Iterable<number>, idf: (term: number) => number): SparseVector {
  const counts = new Map<number, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  let sum = 0;
  for (const [term, count] of counts) {
    const weight = (1 + Math.log(count)) * idf(term);
    counts.set(term, weight);
    sum += weight * weight;
  }
  const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  for (const [term, weight] of counts) counts.set(term, weight * scale);
  return counts;
}
