import type { Projection } from '../../knowledge/retrieval/projection.ts';

/** A question's vector, its articles, articles that look right by their words and are not, and how much it counts. */
export type ProjectionRow = {
  readonly vector: Float32Array;
  readonly targets: readonly number[];
  readonly negatives: readonly number[];
  readonly weight: number;
};

/** Settings of the fit. Random articles as negatives matter more than near misses: without them the whole space moves (R@10 43 against 48). */
export const projectionSettings = {
  ridge: 60,
  temperature: 8,
  steps: 30,
  rate: 0.002,
  pull: 0.1,
  batch: 400,
  hard: 1,
  inBatch: 30,
  random: 40,
};

/** Solves A·X = B for a symmetric positive A by Cholesky; B has `width` columns. In place on B. */
function solve(a: Float64Array, b: Float64Array, size: number, width: number): void {
  for (let j = 0; j < size; j += 1) {
    for (let k = 0; k < j; k += 1) {
      const value = a[j * size + k] as number;
      for (let i = j; i < size; i += 1) a[i * size + j] = (a[i * size + j] as number) - value * (a[i * size + k] as number);
    }
    const root = Math.sqrt(Math.max(a[j * size + j] as number, 1e-12));
    for (let i = j; i < size; i += 1) a[i * size + j] = (a[i * size + j] as number) / root;
  }
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) {
      const value = a[i * size + k] as number;
      for (let c = 0; c < width; c += 1) b[i * width + c] = (b[i * width + c] as number) - value * (b[k * width + c] as number);
    }
    for (let c = 0; c < width; c += 1) b[i * width + c] = (b[i * width + c] as number) / (a[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) {
      const value = a[k * size + i] as number;
      for (let c = 0; c < width; c += 1) b[i * width + c] = (b[i * width + c] as number) - value * (b[k * width + c] as number);
    }
    for (let c = 0; c < width; c += 1) b[i * width + c] = (b[i * width + c] as number) / (a[i * size + i] as number);
  }
}

function fitRidge(rows: readonly ProjectionRow[], vectors: Float32Array, n: number): Float64Array {
  const a = new Float64Array(n * n);
  const b = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) a[i * n + i] = projectionSettings.ridge;
  for (const { vector, targets, weight } of rows) {
    const goal = new Float64Array(n);
    for (const target of targets)
      for (let i = 0; i < n; i += 1) goal[i] = (goal[i] as number) + (vectors[target * n + i] as number) / targets.length;
    for (let i = 0; i < n; i += 1) {
      const value = (vector[i] as number) * weight;
      for (let j = 0; j < n; j += 1) {
        a[i * n + j] = (a[i * n + j] as number) + value * (vector[j] as number);
        b[i * n + j] = (b[i * n + j] as number) + value * ((goal[j] as number) - (vector[j] as number));
      }
    }
  }
  solve(a, b, n, n);
  for (let i = 0; i < n; i += 1) b[i * n + i] = (b[i * n + i] as number) + 1;
  return b;
}

/** Adds one question's share of the softmax cross-entropy's gradient. Cosine is taken as a dot product with the moved vector's length fixed. */
function addGradient(
  row: ProjectionRow,
  others: readonly number[],
  vectors: Float32Array,
  matrix: Float64Array,
  n: number,
  gradient: Float64Array,
): void {
  const moved = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const value = row.vector[i] as number;
    for (let j = 0; j < n; j += 1) moved[j] = (moved[j] as number) + value * (matrix[i * n + j] as number);
  }
  let length = 0;
  for (const value of moved) length += value * value;
  length = Math.sqrt(length) || 1;
  const list = [...row.targets, ...others.filter((place) => !row.targets.includes(place))];
  const scale = projectionSettings.temperature / length;
  const logits = list.map((place) => {
    let dot = 0;
    for (let i = 0; i < n; i += 1) dot += (vectors[place * n + i] as number) * (moved[i] as number);
    return dot * scale;
  });
  const highest = Math.max(...logits);
  const exps = logits.map((logit) => Math.exp(logit - highest));
  const sum = exps.reduce((total, value) => total + value, 0);
  const direction = new Float64Array(n);
  let along = 0;
  list.forEach((place, at) => {
    const wanted = at < row.targets.length ? 1 / row.targets.length : 0;
    const pull = ((exps[at] as number) / sum - wanted) * scale * row.weight;
    for (let i = 0; i < n; i += 1) direction[i] = (direction[i] as number) + pull * (vectors[place * n + i] as number);
    along += (pull * (logits[at] as number)) / (scale * length);
  });
  for (let j = 0; j < n; j += 1) direction[j] = (direction[j] as number) - (along * (moved[j] as number)) / length;
  for (let i = 0; i < n; i += 1) {
    const value = row.vector[i] as number;
    for (let j = 0; j < n; j += 1) gradient[i * n + j] = (gradient[i * n + j] as number) + value * (direction[j] as number);
  }
}

/** Fits the projection: ridge regression towards the articles, then contrast against near misses, held near the ridge. */
export function fitProjection(rows: readonly ProjectionRow[], vectors: Float32Array, dimensions: number): Projection {
  const n = dimensions;
  const ridge = fitRidge(rows, vectors, n);
  const matrix = ridge.slice();
  const first = new Float64Array(n * n);
  const second = new Float64Array(n * n);
  let state = 99;
  const random = (limit: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 4294967296) * limit);
  };
  const { steps, rate, pull, batch, hard, inBatch, random: scattered } = projectionSettings;
  for (let step = 1; step <= steps && rows.length > 0; step += 1) {
    const gradient = new Float64Array(n * n);
    const count = Math.min(batch, rows.length);
    let mass = 0;
    for (let i = 0; i < count; i += 1) {
      const row = rows[random(rows.length)];
      if (row === undefined) continue;
      const others = row.negatives.slice(0, hard);
      for (let k = 0; k < scattered; k += 1) others.push(random(vectors.length / n));
      for (let k = 0; k < inBatch; k += 1) others.push(...(rows[random(rows.length)]?.targets.slice(0, 1) ?? []));
      addGradient(row, others, vectors, matrix, n, gradient);
      mass += row.weight;
    }
    for (let i = 0; i < n * n; i += 1) {
      const slope = (gradient[i] as number) / mass + pull * ((matrix[i] as number) - (ridge[i] as number));
      first[i] = 0.9 * (first[i] as number) + 0.1 * slope;
      second[i] = 0.999 * (second[i] as number) + 0.001 * slope * slope;
      const correction = Math.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step);
      matrix[i] = (matrix[i] as number) - (rate * correction * (first[i] as number)) / (Math.sqrt(second[i] as number) + 1e-8);
    }
  }
  return { dimensions: n, matrix: Float32Array.from(matrix) };
}
