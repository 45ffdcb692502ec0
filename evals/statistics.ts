/** A share with its 95 % interval. */
export type Share = { readonly hits: number; readonly total: number; readonly share: number; readonly low: number; readonly high: number };

const z = 1.959964;

/** The Wilson score interval of `hits` out of `total` at 95 %. A total of 0 gives 0 with the interval 0 to 1. */
export function shareOf(hits: number, total: number): Share {
  if (total === 0) return { hits, total, share: 0, low: 0, high: 1 };
  const share = hits / total;
  const denominator = 1 + z ** 2 / total;
  const centre = share + z ** 2 / (2 * total);
  const margin = z * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2));
  return { hits, total, share, low: Math.max(0, (centre - margin) / denominator), high: Math.min(1, (centre + margin) / denominator) };
}

/** Writes a share as `97.5 % (390/400; 95.4–98.7)`. */
export function formatShare({ hits, total, share, low, high }: Share): string {
  const percent = (value: number): string => (value * 100).toFixed(1);
  return `${percent(share)} % (${hits}/${total}; ${percent(low)}–${percent(high)})`;
}

/** Precision, recall and F1 of one label. */
export type LabelScore = { readonly label: string; readonly precision: Share; readonly recall: Share; readonly f1: number };

/** Scores each label that stands in `gold`. */
export function scoreLabels(pairs: readonly { readonly gold: string; readonly predicted: string }[]): readonly LabelScore[] {
  const labels = [...new Set(pairs.map(({ gold }) => gold))].sort();
  return labels.map((label) => {
    const hits = pairs.filter(({ gold, predicted }) => gold === label && predicted === label).length;
    const precision = shareOf(hits, pairs.filter(({ predicted }) => predicted === label).length);
    const recall = shareOf(hits, pairs.filter(({ gold }) => gold === label).length);
    const sum = precision.share + recall.share;
    return { label, precision, recall, f1: sum === 0 ? 0 : (2 * precision.share * recall.share) / sum };
  });
}

/** The mean F1 over labels, each label counting the same. */
export function macroF1(scores: readonly LabelScore[]): number {
  return scores.length === 0 ? 0 : scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length;
}

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The 95 % interval of a statistic by bootstrap over rows, with a fixed seed so that a table can be made again. */
export function bootstrapInterval<Row>(
  rows: readonly Row[],
  statistic: (sample: readonly Row[]) => number,
  rounds = 200,
): { readonly low: number; readonly high: number } {
  const random = createRandom(20_261_124);
  const values = Array.from({ length: rounds }, () =>
    statistic(Array.from({ length: rows.length }, () => rows[Math.floor(random() * rows.length)] as Row)),
  ).sort((a, b) => a - b);
  return { low: values[Math.floor(rounds * 0.025)] ?? 0, high: values[Math.min(rounds - 1, Math.floor(rounds * 0.975))] ?? 0 };
}

/** The value under which `quantile` (0 to 1) of the values lie; 0 where there are none. */
export function quantileOf(values: readonly number[], quantile: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? 0;
}
