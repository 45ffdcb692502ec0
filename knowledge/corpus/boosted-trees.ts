/** A tree that asks the same question on each level: `leaves` has 2 to the power of the levels. */
export type BoostedTree = {
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  readonly leaves: readonly number[];
};

/** The sum of the leaves that the values come to. */
export function scoreBoosted(trees: readonly BoostedTree[], values: ArrayLike<number>): number {
  let sum = 0;
  for (const { features, thresholds, leaves } of trees) {
    let leaf = 0;
    for (let level = 0; level < features.length; level += 1)
      leaf = leaf * 2 + ((values[features[level] as number] as number) > (thresholds[level] as number) ? 1 : 0);
    sum += leaves[leaf] as number;
  }
  return sum;
}
