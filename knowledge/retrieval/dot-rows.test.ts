import { expect, it } from 'vitest';
import { dotRows } from './dot-rows.ts';

it('gives each row what adding it up alone gives, to the last bit', () => {
  const width = 7;
  const matrix = Float32Array.from({ length: 11 * width }, (_, at) => Math.sin(at * 1.7) * 10 ** (at % 5));
  const vector = Float32Array.from({ length: width }, (_, at) => Math.cos(at));
  for (const rows of [[], [3], [10, 0, 3, 3, 7, 1], [...Array(11).keys()]]) {
    const dots = new Float64Array(rows.length);
    dotRows(matrix, rows, vector, dots);
    const alone = rows.map((row) => vector.reduce((sum, value, at) => sum + (matrix[row * width + at] ?? 0) * value, 0));
    expect([...dots]).toEqual(alone);
  }
});
