import { fileURLToPath } from 'node:url';
import { readTensors, takeTensor, writeTensors } from '../index/tensor-file.ts';
import type { QuestionTerms } from '../retrieval/question-index.ts';
import type { CorpusEntry } from './entry.ts';

/** A learned guess of the entry from the question's terms alone. */
export interface EntryClassifier {
  /** For each entry how well it fits: the log of its share above that of an average one, 0 or more. */
  score(question: QuestionTerms): Float32Array;
}

/** What training gives: a vector for each term and one for each entry, both row by row. */
export type ClassifierParts = {
  readonly id: string;
  readonly dimensions: number;
  readonly terms: Uint32Array;
  readonly termVectors: Float32Array;
  readonly entryIds: readonly string[];
  readonly entryVectors: Float32Array;
};

type Meta = {
  readonly id: string;
  readonly dimensions: number;
  readonly entryIds: readonly string[];
  readonly termStep: number;
  readonly entryStep: number;
};

/** Every term that a question has, whichever view it is of. */
export const termsOf = ({ words, pairs, concepts }: QuestionTerms): readonly number[] => [...new Set([...words, ...pairs, ...concepts])];

const stepOf = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9) / 127;
const toBytes = (values: Float32Array, step: number): Int8Array => Int8Array.from(values, (value) => Math.round(value / step));

/** Writes a model, one byte a number. */
export function saveClassifier(file: string, { id, dimensions, terms, termVectors, entryIds, entryVectors }: ClassifierParts): void {
  const meta: Meta = { id, dimensions, entryIds, termStep: stepOf(termVectors), entryStep: stepOf(entryVectors) };
  writeTensors(file, meta, {
    terms,
    termVectors: toBytes(termVectors, meta.termStep),
    entryVectors: toBytes(entryVectors, meta.entryStep),
  });
}

/** A plain loop: a callback a number takes ten times as long for millions of them. */
function toFloats(bytes: Int8Array, step: number): Float32Array {
  const values = new Float32Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) values[at] = (bytes[at] as number) * step;
  return values;
}

/** The shipped model. */
export const shippedClassifier = fileURLToPath(new URL('../models/entry-classifier.bin', import.meta.url));

/** Opens a model file. Throws `bad_index` where it is missing or damaged. */
export function loadClassifier(file: string = shippedClassifier): ClassifierParts {
  const tensors = readTensors<Meta>(file);
  const { id, dimensions, entryIds, termStep, entryStep } = tensors.meta;
  return {
    id,
    dimensions,
    entryIds,
    terms: takeTensor(tensors, 'terms', 'u32'),
    termVectors: toFloats(takeTensor(tensors, 'termVectors', 'i8'), termStep),
    entryVectors: toFloats(takeTensor(tensors, 'entryVectors', 'i8'), entryStep),
  };
}

/** Embeds a question: the sum of its known terms' vectors by the root of how many terms it has. */
export function embedTerms(
  terms: readonly number[],
  rows: ReadonlyMap<number, number>,
  vectors: Float32Array,
  dimensions: number,
): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const term of terms) {
    const row = rows.get(term);
    if (row === undefined) continue;
    for (let i = 0; i < dimensions; i += 1) sum[i] = (sum[i] as number) + (vectors[row * dimensions + i] as number);
  }
  const scale = 1 / Math.sqrt(Math.max(1, terms.length));
  return sum.map((value) => value * scale);
}

/** Makes a classifier of a model for the entries of a corpus. An entry that the model has not met scores 0: it stands on the other measures. */
export function createClassifier(parts: ClassifierParts, entries: readonly CorpusEntry[]): EntryClassifier {
  const { dimensions, entryVectors } = parts;
  const rows = new Map([...parts.terms].map((term, row) => [term, row]));
  const places = new Map(parts.entryIds.map((id, place) => [id, place]));
  const placeOf = entries.map(({ id }) => places.get(id) ?? -1);
  const count = parts.entryIds.length;
  return {
    score(question) {
      const vector = embedTerms(termsOf(question), rows, parts.termVectors, dimensions);
      const scores = new Float64Array(count);
      let highest = -Infinity;
      for (let place = 0; place < count; place += 1) {
        let sum = 0;
        for (let i = 0; i < dimensions; i += 1) sum += (vector[i] as number) * (entryVectors[place * dimensions + i] as number);
        scores[place] = sum;
        highest = Math.max(highest, sum);
      }
      let total = 0;
      for (let place = 0; place < count; place += 1) total += Math.exp((scores[place] as number) - highest);
      const average = Math.log(total / count) + highest;
      return Float32Array.from(placeOf, (place) => (place < 0 ? 0 : Math.max(0, (scores[place] as number) - average)));
    },
  };
}
