import { expect, test } from 'vitest';
import { packModel } from './model-file.ts';
import { createNgramClassifier } from './ngram-classifier.ts';
import { hashNgrams } from './ngram-features.ts';

const buckets = 512;

/** A model that knows one word for each of its two labels. */
function makeModel(mode: 'softmax' | 'independent'): Uint8Array {
  const weights = new Int8Array(buckets * 2);
  for (const gram of hashNgrams('西瓜', buckets)) weights[gram * 2] = 90;
  for (const gram of hashNgrams('轮胎', buckets)) weights[gram * 2 + 1] = 90;
  const header = { id: 'toy', labels: ['fruit', 'car'], mode, buckets, longest: 3, shortest: 1, steps: [0.02, 0.02], biases: [0, 0] };
  return packModel({ header, weights });
}

test('the probabilities of a softmax model add up to one and name the right label', () => {
  const [fruit = 0, car = 0] = createNgramClassifier(makeModel('softmax')).score('买了个西瓜');
  expect(fruit + car).toBeCloseTo(1);
  expect(fruit).toBeGreaterThan(0.7);
});

test('independent labels can both hold', () => {
  const scores = createNgramClassifier(makeModel('independent')).score('西瓜,轮胎');
  expect(Math.min(...scores)).toBeGreaterThan(0.6);
});

test('width, case, numbers and marks between words make no difference', () => {
  expect(hashNgrams('欠我3,500元!ABC', buckets)).toEqual(hashNgrams('欠我８，５００元。abc', buckets));
});

test('bytes that are cut short, of something else or of other labels are refused', () => {
  const bytes = makeModel('softmax');
  expect(() => createNgramClassifier(bytes.slice(0, -1))).toThrow('damaged');
  expect(() => createNgramClassifier(Buffer.from('no model at all'))).toThrow('not a text classifier');
  expect(() => createNgramClassifier(bytes, ['car', 'fruit'])).toThrow('other labels');
});

test('an empty text gets a score', () => {
  expect(createNgramClassifier(makeModel('softmax')).score('')).toHaveLength(2);
});
