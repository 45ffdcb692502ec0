/** A square sparse matrix, row by row. */
export type SparseMatrix = {
  readonly size: number;
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
};

/** Multiplies the matrix (nearly symmetric: it is used for its transpose too) with a dense one of `width` columns, row by row. */
function multiply({ size, starts, columns, values }: SparseMatrix, dense: Float32Array, width: number): Float32Array {
  const product = new Float32Array(size * width);
  for (let row = 0; row < size; row += 1) {
    const target = row * width;
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
      const value = values[at] ?? 0;
      const source = (columns[at] ?? 0) * width;
      for (let i = 0; i < width; i += 1) product[target + i] = (product[target + i] ?? 0) + value * (dense[source + i] ?? 0);
    }
  }
  return product;
}

function transpose({ size, starts, columns, values }: SparseMatrix): SparseMatrix {
  const next = new Uint32Array(size + 1);
  for (const column of columns) next[column + 1] = (next[column + 1] ?? 0) + 1;
  for (let i = 0; i < size; i += 1) next[i + 1] = (next[i + 1] ?? 0) + (next[i] ?? 0);
  const fill = next.slice();
  const rows = new Uint32Array(columns.length);
  const moved = new Float32Array(values.length);
  for (let row = 0; row < size; row += 1)
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
      const column = columns[at] ?? 0;
      const slot = fill[column] ?? 0;
      rows[slot] = row;
      moved[slot] = values[at] ?? 0;
      fill[column] = slot + 1;
    }
  return { size, starts: next, columns: rows, values: moved };
}

/** The Gram matrix of the columns, in double precision. */
function gram(dense: Float32Array, size: number, width: number): Float64Array {
  const product = new Float64Array(width * width);
  for (let row = 0; row < size; row += 1)
    for (let i = 0; i < width; i += 1) {
      const value = dense[row * width + i] ?? 0;
      if (value !== 0)
        for (let j = i; j < width; j += 1) product[i * width + j] = (product[i * width + j] ?? 0) + value * (dense[row * width + j] ?? 0);
    }
  for (let i = 0; i < width; i += 1) for (let j = 0; j < i; j += 1) product[i * width + j] = product[j * width + i] ?? 0;
  return product;
}

/** Makes the columns orthonormal in place, by the Cholesky factor of their Gram matrix, twice for accuracy. */
function orthonormalise(dense: Float32Array, size: number, width: number): void {
  for (let round = 0; round < 2; round += 1) {
    const factor = gram(dense, size, width);
    let trace = 0;
    for (let i = 0; i < width; i += 1) trace += factor[i * width + i] ?? 0;
    for (let j = 0; j < width; j += 1) {
      for (let k = 0; k < j; k += 1) {
        const value = factor[j * width + k] ?? 0;
        for (let i = j; i < width; i += 1) factor[i * width + j] = (factor[i * width + j] ?? 0) - value * (factor[i * width + k] ?? 0);
      }
      const root = Math.sqrt(Math.max(factor[j * width + j] ?? 0, trace * 1e-12));
      for (let i = j; i < width; i += 1) factor[i * width + j] = (factor[i * width + j] ?? 0) / root;
    }
    for (let row = 0; row < size; row += 1)
      for (let j = 0; j < width; j += 1) {
        let value = dense[row * width + j] ?? 0;
        for (let k = 0; k < j; k += 1) value -= (factor[j * width + k] ?? 0) * (dense[row * width + k] ?? 0);
        dense[row * width + j] = value / (factor[j * width + j] ?? 1);
      }
  }
}

/** Eigenvalues and vectors (columns) of a symmetric matrix by Jacobi rotations. */
function eigen(matrix: Float64Array, width: number): { readonly values: Float64Array; readonly vectors: Float64Array } {
  const a = matrix.slice();
  const v = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1) v[i * width + i] = 1;
  for (let sweep = 0; sweep < 12; sweep += 1)
    for (let p = 0; p < width; p += 1)
      for (let q = p + 1; q < width; q += 1) {
        const apq = a[p * width + q] ?? 0;
        if (Math.abs(apq) < 1e-9 * Math.sqrt(Math.abs((a[p * width + p] ?? 0) * (a[q * width + q] ?? 0)))) continue;
        const theta = ((a[q * width + q] ?? 0) - (a[p * width + p] ?? 0)) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < width; k += 1) {
          const kp = a[k * width + p] ?? 0;
          const kq = a[k * width + q] ?? 0;
          a[k * width + p] = c * kp - s * kq;
          a[k * width + q] = s * kp + c * kq;
        }
        for (let k = 0; k < width; k += 1) {
          const pk = a[p * width + k] ?? 0;
          const qk = a[q * width + k] ?? 0;
          a[p * width + k] = c * pk - s * qk;
          a[q * width + k] = s * pk + c * qk;
          const vp = v[k * width + p] ?? 0;
          const vq = v[k * width + q] ?? 0;
          v[k * width + p] = c * vp - s * vq;
          v[k * width + q] = s * vp + c * vq;
        }
      }
  return { values: Float64Array.from({ length: width }, (_, i) => a[i * width + i] ?? 0), vectors: v };
}

/** Randomised SVD with two power iterations; gives U√s, `dimensions` numbers a row. */
export function factorise(matrix: SparseMatrix, dimensions: number): Float32Array {
  const width = dimensions + 20;
  const transposed = transpose(matrix);
  let state = 12345;
  const random = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 4294967296 - 0.5;
  };
  let basis: Float32Array = Float32Array.from({ length: matrix.size * width }, () => random() + random() + random());
  basis = multiply(matrix, basis, width);
  orthonormalise(basis, matrix.size, width);
  for (let step = 0; step < 2; step += 1) {
    basis = multiply(transposed, basis, width);
    orthonormalise(basis, matrix.size, width);
    basis = multiply(matrix, basis, width);
    orthonormalise(basis, matrix.size, width);
    console.log(`power iteration ${step + 1}`);
  }
  const projected = multiply(transposed, basis, width);
  const { values, vectors } = eigen(gram(projected, matrix.size, width), width);
  const order = [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0)).slice(0, dimensions);
  const result = new Float32Array(matrix.size * dimensions);
  order.forEach((column, place) => {
    const root = Math.max(values[column] ?? 0, 0) ** 0.25;
    for (let row = 0; row < matrix.size; row += 1) {
      let sum = 0;
      for (let k = 0; k < width; k += 1) sum += (basis[row * width + k] ?? 0) * (vectors[k * width + column] ?? 0);
      result[row * dimensions + place] = sum * root;
    }
  });
  return result;
}
