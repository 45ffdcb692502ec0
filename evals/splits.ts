import { createHash } from 'node:crypto';

/** Which part of an own set a row belongs to. */
export type Split = 'train' | 'dev' | 'test';

/** The split of a family of wording: 60 % train, 15 % dev, 25 % test by hash, so that no paraphrase stands on both sides. */
export function splitOf(family: string): Split {
  const place = createHash('sha256').update(`xinqiao-split-1:${family}`).digest().readUInt32BE(0) / 2 ** 32;
  if (place < 0.6) return 'train';
  return place < 0.75 ? 'dev' : 'test';
}

/** One of `folds` parts for cross-validation, by the same rule. */
export function foldOf(family: string, folds: number): number {
  return createHash('sha256').update(`xinqiao-fold-1:${family}`).digest().readUInt32BE(0) % folds;
}
