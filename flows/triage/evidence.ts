import type { DisputeType } from '../../core/dispute-type.ts';

/** Words that speak for a dispute type, and how strongly: 1 a hint, 3 usual, 5 it can hardly be anything else. Negative speaks against. */
export type Evidence = { readonly type: DisputeType; readonly weight: number; readonly words: RegExp };

/** Makes the evidence of one type from its words by weight. */
export function evidenceOf(type: DisputeType, byWeight: Readonly<Record<string, RegExp>>): readonly Evidence[] {
  return Object.entries(byWeight).map(([weight, words]) => ({ type, weight: Number(weight), words }));
}
