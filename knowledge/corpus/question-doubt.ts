import { fileURLToPath } from 'node:url';
import { readTensors, takeTensor, writeTensors } from '../index/tensor-file.ts';
import { normaliseText } from '../text/normalise-text.ts';
import { hashWord, readWords } from '../text/words.ts';

/** Tells by a question's wording alone whether it is of the kinds that no entry answers. */
export interface QuestionDoubt {
  /** The log of the odds that nothing can answer it; 0 is even. */
  doubt(question: string): number;
}

/** How many places the hashed terms share. */
export const doubtBuckets = 2 ** 15;

type Meta = { readonly id: string; readonly step: number; readonly bias: number };

/** The hashed terms of a question: characters one to three in a row with its beginning and end, and words. */
export function readDoubtTerms(question: string): Uint32Array {
  const text = `^${normaliseText(question).replace(/\d/g, '0').slice(0, 200)}$`;
  const terms = new Set<number>();
  for (let length = 1; length <= 3; length += 1)
    for (let at = 0; at + length <= text.length; at += 1) terms.add(hashWord(text.slice(at, at + length)) % doubtBuckets);
  for (const word of readWords(question)) terms.add(hashWord(`word ${word}`) % doubtBuckets);
  return Uint32Array.from(terms);
}

/** Writes a model, one byte a weight. */
export function saveDoubt(file: string, id: string, weights: Float32Array, bias: number): void {
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / 127;
  const meta: Meta = { id, step, bias };
  writeTensors(file, meta, { weights: Int8Array.from(weights, (weight) => Math.round(weight / step)) });
}

/** Scores by weights as they are in memory. */
export function createDoubt(weights: ArrayLike<number>, bias: number, step = 1): QuestionDoubt {
  return {
    doubt(question) {
      const terms = readDoubtTerms(question);
      const sum = terms.reduce((total, term) => total + (weights[term] ?? 0), 0);
      return bias + (step * sum) / Math.sqrt(Math.max(1, terms.length));
    },
  };
}

/** The shipped model. */
export const shippedDoubt = fileURLToPath(new URL('../models/question-doubt.bin', import.meta.url));

/** Opens a model file. Throws `bad_index` where it is missing or damaged. */
export function loadDoubt(file: string = shippedDoubt): QuestionDoubt {
  const tensors = readTensors<Meta>(file);
  return createDoubt(takeTensor(tensors, 'weights', 'i8'), tensors.meta.bias, tensors.meta.step);
}
