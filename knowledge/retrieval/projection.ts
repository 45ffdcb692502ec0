import { fileURLToPath } from 'node:url';
import { readTensors, takeTensor, writeTensors } from '../index/tensor-file.ts';
import { normaliseVector } from './word-vectors.ts';

/** A matrix that moves a question's vector to where the articles that answer it lie: lay words → words of law. Row by row. */
export type Projection = { readonly dimensions: number; readonly matrix: Float32Array };

/** Moves a vector; gives one of unit length. */
export function project({ dimensions, matrix }: Projection, vector: Float32Array): Float32Array {
  const moved = new Float32Array(dimensions);
  for (let row = 0; row < dimensions; row += 1) {
    const value = vector[row] as number;
    const start = row * dimensions;
    for (let i = 0; i < dimensions; i += 1) moved[i] = (moved[i] as number) + value * (matrix[start + i] as number);
  }
  normaliseVector(moved);
  return moved;
}

/** The shipped model. */
export const shippedProjection = fileURLToPath(new URL('../models/projection.bin', import.meta.url));

/** Writes a projection. */
export function saveProjection(file: string, { dimensions, matrix }: Projection): void {
  writeTensors(file, { dimensions }, { matrix });
}

/** Opens a projection. Throws `bad_index` where it is missing or damaged. */
export function loadProjection(file: string = shippedProjection): Projection {
  const tensors = readTensors<{ readonly dimensions: number }>(file);
  return { dimensions: tensors.meta.dimensions, matrix: takeTensor(tensors, 'matrix', 'f32') };
}
