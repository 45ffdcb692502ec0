import { createRandom } from '../statistics.ts';

/** Rows of one sparse matrix: row `r` holds the columns and values from `starts[r]` to `starts[r + 1]`. */
export type SparseRows = {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
  readonly width: number;
};

/** A linear model: one weight a column, and a bias. */
export type LinearModel = { readonly weights: Float32Array; readonly bias: number };

const mostRounds = 60;
const enough = 0.05;
const innerFloor = 1e-8;
const mostInner = 100;
const shrink = 0.1;

function shuffle(order: Uint32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = order[last] as number;
    order[last] = order[other] as number;
    order[other] = kept;
  }
}

/**
 * L2-regularised logistic regression, solved in its dual by coordinate descent with Newton steps (Yu, Huang and Lin 2011, as in LIBLINEAR).
 * Unlike a few rounds of gradient steps it reaches the optimum. `costs` is the price of a fault by row (its weight times C); a row of cost
 * 0 is left out. Same rows, same weights.
 */
export function fitDualLogistic(rows: SparseRows, targets: Uint8Array, costs: Float32Array): LinearModel {
  const { starts, columns, values } = rows;
  const weights = new Float64Array(rows.width);
  let bias = 0;
  const order = Uint32Array.from(targets.keys()).filter((row) => (costs[row] as number) > 0);
  const alphas = new Float64Array(2 * targets.length);
  const squares = new Float64Array(targets.length);

  function add(row: number, step: number): void {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) {
      const column = columns[at] as number;
      weights[column] = (weights[column] as number) + step * (values[at] as number);
    }
    bias += step;
  }

  for (const row of order) {
    const cost = costs[row] as number;
    const start = Math.min(0.001 * cost, innerFloor);
    alphas[2 * row] = start;
    alphas[2 * row + 1] = cost - start;
    let square = 1;
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1) square += (values[at] as number) ** 2;
    squares[row] = square;
    add(row, targets[row] === 1 ? start : -start);
  }
  const random = createRandom(5);
  let tolerance = 0.01;
  for (let round = 0; round < mostRounds; round += 1) {
    shuffle(order, random);
    let steps = 0;
    let gravest = 0;
    for (const row of order) {
      const sign = targets[row] === 1 ? 1 : -1;
      const cost = costs[row] as number;
      const square = squares[row] as number;
      let score = bias;
      for (let at = starts[row] as number; at < (starts[row + 1] as number); at += 1)
        score += (weights[columns[at] as number] as number) * (values[at] as number);
      score *= sign;
      const low = alphas[2 * row] as number;
      const high = alphas[2 * row + 1] as number;
      // The side is taken on which the logarithms below stay well away from their poles.
      const turned = 0.5 * square * (high - low) + score < 0;
      const side = turned ? -1 : 1;
      const old = turned ? high : low;
      let alpha = cost - old < 0.5 * cost ? shrink * old : old;
      let slope = square * (alpha - old) + side * score + Math.log(alpha / (cost - alpha));
      gravest = Math.max(gravest, Math.abs(slope));
      let inner = 0;
      for (; inner < mostInner && Math.abs(slope) >= tolerance; inner += 1) {
        const next = alpha - slope / (square + cost / (cost - alpha) / alpha);
        alpha = next <= 0 ? shrink * alpha : next;
        slope = square * (alpha - old) + side * score + Math.log(alpha / (cost - alpha));
      }
      if (inner === 0) continue;
      steps += inner;
      alphas[2 * row] = turned ? cost - alpha : alpha;
      alphas[2 * row + 1] = turned ? alpha : cost - alpha;
      add(row, side * (alpha - old) * sign);
    }
    if (gravest < enough) break;
    if (steps <= order.length / 10) tolerance = Math.max(innerFloor, 0.1 * tolerance);
  }
  return { weights: Float32Array.from(weights), bias };
}
