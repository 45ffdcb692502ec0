/** One question's candidates, features row by row, and which rows are right. `weight`: how much it counts. */
export type ListGroup = { readonly rows: Float32Array; readonly right: Uint8Array; readonly weight: number };

/** Settings of the fit. */
export const listwiseSettings = { steps: 160, rate: 0.05, decay: 1e-3 };

type Scales = { readonly means: Float64Array; readonly deviations: Float64Array };

function measureScales(groups: readonly ListGroup[], width: number): Scales {
  const means = new Float64Array(width);
  const deviations = new Float64Array(width);
  let count = 0;
  for (const { rows } of groups) {
    count += rows.length / width;
    for (let at = 0; at < rows.length; at += 1) {
      means[at % width] = (means[at % width] as number) + (rows[at] as number);
      deviations[at % width] = (deviations[at % width] as number) + (rows[at] as number) ** 2;
    }
  }
  for (let column = 0; column < width; column += 1) {
    means[column] = (means[column] as number) / count;
    deviations[column] = Math.sqrt(Math.max(1e-8, (deviations[column] as number) / count - (means[column] as number) ** 2));
  }
  return { means, deviations };
}

/** Fits weights so that the softmax over each group's scores falls on its right rows (Adam, L2). The weights are for features as they are. */
export function fitListwise(groups: readonly ListGroup[], width: number): Float64Array {
  const usable = groups.filter(({ right }) => right.includes(1));
  const { deviations } = measureScales(usable, width);
  const total = usable.reduce((sum, { weight }) => sum + weight, 0);
  const weights = new Float64Array(width);
  const first = new Float64Array(width);
  const second = new Float64Array(width);
  for (let step = 1; step <= listwiseSettings.steps; step += 1) {
    const gradient = new Float64Array(width);
    for (const { rows, right, weight } of usable) {
      const scores = new Float64Array(right.length);
      let highest = -Infinity;
      for (let row = 0; row < right.length; row += 1) {
        let sum = 0;
        for (let column = 0; column < width; column += 1)
          sum += ((weights[column] as number) * (rows[row * width + column] as number)) / (deviations[column] as number);
        scores[row] = sum;
        highest = Math.max(highest, sum);
      }
      let all = 0;
      let good = 0;
      for (let row = 0; row < right.length; row += 1) {
        const value = Math.exp((scores[row] as number) - highest);
        scores[row] = value;
        all += value;
        if (right[row] === 1) good += value;
      }
      for (let row = 0; row < right.length; row += 1) {
        const error = (weight / total) * ((scores[row] as number) / all - (right[row] === 1 ? (scores[row] as number) / good : 0));
        for (let column = 0; column < width; column += 1)
          gradient[column] =
            (gradient[column] as number) + (error * (rows[row * width + column] as number)) / (deviations[column] as number);
      }
    }
    for (let column = 0; column < width; column += 1) {
      const slope = (gradient[column] as number) + listwiseSettings.decay * (weights[column] as number);
      first[column] = 0.9 * (first[column] as number) + 0.1 * slope;
      second[column] = 0.999 * (second[column] as number) + 0.001 * slope * slope;
      const correction = Math.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step);
      weights[column] =
        (weights[column] as number) -
        (listwiseSettings.rate * correction * (first[column] as number)) / (Math.sqrt(second[column] as number) + 1e-8);
    }
  }
  return weights.map((weight, column) => weight / (deviations[column] as number));
}
