/**
 * Puts the dot products of some rows of a matrix with a vector into `into`, in the order of `rows`. Four rows go side by side, since
 * each sum has to wait for itself; each is added up column by column, so that the result does not depend on the company.
 */
export function dotRows(matrix: Float32Array, rows: ArrayLike<number>, vector: Float32Array, into: Float64Array): void {
  const width = vector.length;
  const count = rows.length;
  let at = 0;
  for (; at + 4 <= count; at += 4) {
    const a = (rows[at] as number) * width;
    const b = (rows[at + 1] as number) * width;
    const c = (rows[at + 2] as number) * width;
    const d = (rows[at + 3] as number) * width;
    let sumA = 0;
    let sumB = 0;
    let sumC = 0;
    let sumD = 0;
    for (let i = 0; i < width; i += 1) {
      const value = vector[i] as number;
      sumA += (matrix[a + i] as number) * value;
      sumB += (matrix[b + i] as number) * value;
      sumC += (matrix[c + i] as number) * value;
      sumD += (matrix[d + i] as number) * value;
    }
    into[at] = sumA;
    into[at + 1] = sumB;
    into[at + 2] = sumC;
    into[at + 3] = sumD;
  }
  for (; at < count; at += 1) {
    const start = (rows[at] as number) * width;
    let sum = 0;
    for (let i = 0; i < width; i += 1) sum += (matrix[start + i] as number) * (vector[i] as number);
    into[at] = sum;
  }
}
