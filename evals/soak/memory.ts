/** One look at the memory of the process, in bytes, right after a forced collection. */
export type MemorySample = { readonly rss: number; readonly heapUsed: number; readonly external: number };

/** The memory of one life of the process, in megabytes: medians of its first, middle and last third. */
export type LifeMemory = {
  readonly samples: number;
  /** What is alive after a collection: the heap and what it holds outside. */
  readonly live: readonly [number, number, number];
  readonly rss: readonly [number, number, number];
};

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function thirdsOf(values: readonly number[]): readonly [number, number, number] {
  const third = Math.max(1, Math.floor(values.length / 3));
  const middle = Math.floor((values.length - third) / 2);
  const inMegabytes = (part: readonly number[]): number => Math.round(median(part) / 1e6);
  return [inMegabytes(values.slice(0, third)), inMegabytes(values.slice(middle, middle + third)), inMegabytes(values.slice(-third))];
}

/** Sums up one life. */
export function sumUpLife(samples: readonly MemorySample[]): LifeMemory {
  return {
    samples: samples.length,
    live: thirdsOf(samples.map(({ heapUsed, external }) => heapUsed + external)),
    rss: thirdsOf(samples.map(({ rss }) => rss)),
  };
}
