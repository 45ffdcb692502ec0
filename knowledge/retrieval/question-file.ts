import { fileURLToPath } from 'node:url';
import { readTensors, type Tensor, takeTensor, writeTensors } from '../index/tensor-file.ts';
import type { Terms } from '../text/term-bags.ts';
import type { QuestionTerms } from './question-index.ts';

/** A stored question with the keys of its articles (`民法典` + `第一千零七十九条`). */
export type StoredQuestion = {
  /** Asked by somebody, or written by us for its articles. */
  readonly source: 'asked' | 'written';
  readonly terms: QuestionTerms;
  readonly keys: readonly string[];
  readonly answer: readonly (readonly [number, number])[];
};

type Meta = { readonly id: string; readonly keys: readonly string[]; readonly dimensions: number };

/** The shipped questions: bags of hashed terms, no text. */
export const shippedQuestions = fileURLToPath(new URL('../models/questions.bin', import.meta.url));

/** Lays lists of numbers one after another. */
function layOut(lists: readonly (readonly number[])[]): { readonly starts: Uint32Array; readonly values: Uint32Array } {
  const starts = new Uint32Array(lists.length + 1);
  lists.forEach((list, at) => {
    starts[at + 1] = (starts[at] ?? 0) + list.length;
  });
  return { starts, values: Uint32Array.from(lists.flat()) };
}

/** Writes questions as hashed bags, each sorted so that no order of words is left, and eight-bit vectors. */
export function saveQuestions(file: string, id: string, questions: readonly StoredQuestion[], dimensions: number): void {
  const keys = [...new Set(questions.flatMap((question) => question.keys))].sort();
  const keyPlaces = new Map(keys.map((key, place) => [key, place]));
  const sorted = (list: Terms): number[] => [...list].sort((a, b) => a - b);
  const pairs = layOut(questions.map(({ terms }) => sorted(terms.pairs)));
  const words = layOut(questions.map(({ terms }) => sorted(terms.words)));
  const concepts = layOut(questions.map(({ terms }) => sorted(terms.concepts)));
  const targets = layOut(questions.map((question) => question.keys.map((key) => keyPlaces.get(key) ?? 0)));
  const answers = layOut(questions.map(({ answer }) => answer.map(([word]) => word)));
  const vectors = new Int8Array(questions.length * dimensions);
  questions.forEach(({ terms: { vector } }, at) => {
    vector?.forEach((value, i) => {
      vectors[at * dimensions + i] = Math.max(-127, Math.min(127, Math.round(value * 254)));
    });
  });
  const meta: Meta = { id, keys, dimensions };
  const arrays: Record<string, Tensor> = {
    vectors,
    written: Uint8Array.from(questions, ({ source }) => (source === 'written' ? 1 : 0)),
    answerWeights: Float32Array.from(questions.flatMap(({ answer }) => answer.map(([, weight]) => weight))),
  };
  for (const [name, { starts, values }] of Object.entries({ pairs, words, concepts, targets, answers })) {
    arrays[`${name}.starts`] = starts;
    arrays[`${name}.values`] = values;
  }
  writeTensors(file, meta, arrays);
}

/** Reads the stored questions. Throws `bad_index` where the file is missing or damaged. */
export function loadQuestions(file: string = shippedQuestions): { readonly id: string; readonly questions: readonly StoredQuestion[] } {
  const tensors = readTensors<Meta>(file);
  const { id, keys, dimensions } = tensors.meta;
  // Views of the file: a list of numbers for each question would take longer to make than to read.
  const lists = (name: string): ((at: number) => Uint32Array) => {
    const starts = takeTensor(tensors, `${name}.starts`, 'u32');
    const values = takeTensor(tensors, `${name}.values`, 'u32');
    return (at) => values.subarray(starts[at], starts[at + 1]);
  };
  const [pairs, words, concepts, targets, answers] = [
    lists('pairs'),
    lists('words'),
    lists('concepts'),
    lists('targets'),
    lists('answers'),
  ];
  const bytes = takeTensor(tensors, 'vectors', 'i8');
  const vectors = new Float32Array(bytes.length);
  for (let i = 0, size = bytes.length; i < size; i += 1) vectors[i] = (bytes[i] as number) / 254;
  const weights = takeTensor(tensors, 'answerWeights', 'f32');
  const written = takeTensor(tensors, 'written', 'u8');
  const answerStarts = takeTensor(tensors, 'answers.starts', 'u32');
  const questions = Array.from({ length: answerStarts.length - 1 }, (_, at): StoredQuestion => {
    const vector = vectors.subarray(at * dimensions, (at + 1) * dimensions);
    const known = vector.some((value) => value !== 0);
    const first = answerStarts[at] ?? 0;
    return {
      source: written[at] === 1 ? 'written' : 'asked',
      terms: { pairs: pairs(at), words: words(at), concepts: concepts(at), vector: known ? vector : null },
      keys: Array.from(targets(at), (place) => keys[place] as string),
      answer: Array.from(answers(at), (word, place) => [word, weights[first + place] ?? 0] as const),
    };
  });
  return { id, questions };
}
