import { fileURLToPath } from 'node:url';
import { readTensors, takeTensor, writeTensors } from '../index/tensor-file.ts';
import { hashWord } from '../text/words.ts';

type Meta = { readonly id: string; readonly dimensions: number; readonly words: string };

/** Which of the two kinds of text is embedded; each has its own mean (`RETRIEVAL.md`: without it vectors find little). */
export type TextKind = 'question' | 'passage';

/** Vectors of words, trained by `evals/training/train-word-vectors.ts`, and the texts that they add up to. */
export interface WordVectors {
  /** Names the model and its version; part of an index's fingerprint. */
  readonly id: string;
  readonly dimensions: number;
  /** A text's vector of unit length; `null` where no word of it is known. */
  embed(words: readonly string[], kind: TextKind): Float32Array | null;
  /** The vector of a hashed word, of unit length; `null` where it is not known. */
  vectorOf(hash: number): Float32Array | null;
  /** The cosine of a word and the nearest word of a text, 0 where one is not known. */
  nearness(word: string, text: readonly string[]): number;
}

/** The parts of a model as training makes them: vectors row by row, the weight of each word (a / (a + p)), means, common components. */
export type WordVectorParts = {
  readonly id: string;
  readonly dimensions: number;
  readonly words: readonly string[];
  readonly vectors: Float32Array;
  readonly weights: Float32Array;
  readonly questionMean: Float32Array;
  readonly passageMean: Float32Array;
  readonly components: Float32Array;
};

/** Writes a model, each word's vector as eight-bit numbers with one scale. */
export function saveWordVectors(file: string, parts: WordVectorParts): void {
  const { dimensions, words, vectors } = parts;
  const bytes = new Int8Array(vectors.length);
  const scales = new Float32Array(words.length);
  words.forEach((_, row) => {
    let largest = 1e-9;
    for (let i = 0; i < dimensions; i += 1) largest = Math.max(largest, Math.abs(vectors[row * dimensions + i] ?? 0));
    scales[row] = largest / 127;
    for (let i = 0; i < dimensions; i += 1)
      bytes[row * dimensions + i] = Math.round(((vectors[row * dimensions + i] ?? 0) / largest) * 127);
  });
  const meta: Meta = { id: parts.id, dimensions, words: words.join('\n') };
  const { weights, questionMean, passageMean, components } = parts;
  writeTensors(file, meta, { bytes, scales, weights, questionMean, passageMean, components });
}

/** The shipped model. */
export const shippedWordVectors = fileURLToPath(new URL('../models/word-vectors.bin', import.meta.url));

/** Adds a text's words up by weight into `sum`; gives how many were known. */
function addWords(
  model: { bytes: Int8Array; scales: Float32Array; weights: Float32Array },
  rows: readonly number[],
  sum: Float32Array,
): number {
  const dimensions = sum.length;
  for (const row of rows) {
    const factor = (model.scales[row] ?? 0) * (model.weights[row] ?? 0);
    const start = row * dimensions;
    for (let i = 0; i < dimensions; i += 1) sum[i] = (sum[i] ?? 0) + factor * (model.bytes[start + i] ?? 0);
  }
  return rows.length;
}

/** Scales a vector to unit length in place; gives its length before. */
export function normaliseVector(vector: Float32Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  const length = Math.sqrt(sum);
  if (length > 0) for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] ?? 0) / length;
  return length;
}

/** Opens a model file. Throws `bad_index` where it is missing or damaged. */
export function loadWordVectors(file: string = shippedWordVectors): WordVectors {
  const tensors = readTensors<Meta>(file);
  const { id, dimensions, words } = tensors.meta;
  const rows = new Map(words.split('\n').map((word, row) => [word, row]));
  const model = {
    bytes: takeTensor(tensors, 'bytes', 'i8'),
    scales: takeTensor(tensors, 'scales', 'f32'),
    weights: takeTensor(tensors, 'weights', 'f32'),
  };
  const means = { question: takeTensor(tensors, 'questionMean', 'f32'), passage: takeTensor(tensors, 'passageMean', 'f32') };
  const components = takeTensor(tensors, 'components', 'f32');
  const dot = (a: number, b: number): number => {
    let sum = 0;
    let lengthA = 0;
    let lengthB = 0;
    for (let i = 0; i < dimensions; i += 1) {
      const x = model.bytes[a * dimensions + i] ?? 0;
      const y = model.bytes[b * dimensions + i] ?? 0;
      sum += x * y;
      lengthA += x * x;
      lengthB += y * y;
    }
    return sum / Math.sqrt(lengthA * lengthB + 1e-9);
  };
  let byHash: Map<number, number> | null = null;
  return {
    id,
    dimensions,
    vectorOf(hash) {
      byHash ??= new Map([...rows].map(([word, row]) => [hashWord(word), row]));
      const row = byHash.get(hash);
      if (row === undefined) return null;
      const vector = Float32Array.from(model.bytes.subarray(row * dimensions, (row + 1) * dimensions));
      return normaliseVector(vector) > 0 ? vector : null;
    },
    embed(text, kind) {
      const known = text.flatMap((word) => rows.get(word) ?? []);
      const sum = new Float32Array(dimensions);
      if (addWords(model, known, sum) === 0) return null;
      normaliseVector(sum);
      const mean = means[kind];
      for (let i = 0; i < dimensions; i += 1) sum[i] = (sum[i] ?? 0) - (mean[i] ?? 0);
      for (let start = 0; start < components.length; start += dimensions) {
        let along = 0;
        for (let i = 0; i < dimensions; i += 1) along += (sum[i] ?? 0) * (components[start + i] ?? 0);
        for (let i = 0; i < dimensions; i += 1) sum[i] = (sum[i] ?? 0) - along * (components[start + i] ?? 0);
      }
      return normaliseVector(sum) > 0 ? sum : null;
    },
    nearness(word, text) {
      const row = rows.get(word);
      if (row === undefined) return 0;
      return text.reduce((best, other) => {
        const theirs = rows.get(other);
        return theirs === undefined ? best : Math.max(best, dot(row, theirs));
      }, 0);
    },
  };
}
