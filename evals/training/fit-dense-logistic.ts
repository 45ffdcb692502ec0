/** Measures of one case, whether it holds (0 to 1), and how much it counts. */
export type DenseSample = { readonly values: readonly number[]; readonly holds: number; readonly weight: number };

/** Logistic weights for values as they are. */
export type DenseLogistic = { readonly bias: number; readonly weights: readonly number[] };

/** Fits a logistic regression (Adam over scaled values, L2). */
export function fitDenseLogistic(samples: readonly DenseSample[], width: number, decay = 3e-3, steps = 600): DenseLogistic {
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  const means = Array.from(
    { length: width },
    (_, i) => samples.reduce((sum, { values, weight }) => sum + weight * (values[i] as number), 0) / total,
  );
  const deviations = means.map((mean, i) => {
    const variance = samples.reduce((sum, { values, weight }) => sum + weight * ((values[i] as number) - mean) ** 2, 0) / total;
    return Math.max(0.02, Math.sqrt(variance));
  });
  const scaled = samples.map(({ values }) =>
    Float64Array.from(values, (value, i) => (value - (means[i] as number)) / (deviations[i] as number)),
  );
  const beta = new Float64Array(width + 1);
  const first = new Float64Array(width + 1);
  const second = new Float64Array(width + 1);
  for (let step = 1; step <= steps; step += 1) {
    const gradient = new Float64Array(width + 1);
    samples.forEach(({ holds, weight }, at) => {
      const row = scaled[at] as Float64Array;
      let sum = beta[width] as number;
      for (let i = 0; i < width; i += 1) sum += (beta[i] as number) * (row[i] as number);
      const error = (weight / total) * (1 / (1 + Math.exp(-sum)) - holds);
      for (let i = 0; i < width; i += 1) gradient[i] = (gradient[i] as number) + error * (row[i] as number);
      gradient[width] = (gradient[width] as number) + error;
    });
    for (let i = 0; i <= width; i += 1) {
      const slope = (gradient[i] as number) + (i < width ? decay * (beta[i] as number) : 0);
      first[i] = 0.9 * (first[i] as number) + 0.1 * slope;
      second[i] = 0.999 * (second[i] as number) + 0.001 * slope * slope;
      const correction = Math.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step);
      beta[i] = (beta[i] as number) - (0.05 * correction * (first[i] as number)) / (Math.sqrt(second[i] as number) + 1e-8);
    }
  }
  const weights = means.map((_, i) => (beta[i] as number) / (deviations[i] as number));
  return { bias: (beta[width] as number) - weights.reduce((sum, weight, i) => sum + weight * (means[i] as number), 0), weights };
}
