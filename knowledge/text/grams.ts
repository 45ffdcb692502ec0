import { isHan, normaliseText } from './normalise-text.ts';

const isLetterOrDigit = (code: number): boolean => (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a);

/**
 * Reads a text as single characters and pairs of neighbours, each as one number: a single is its code, a pair is
 * `first × 65536 + second`. Punctuation breaks pairs. In the order of the text, with repeats.
 */
export function readGrams(text: string): readonly number[] {
  const normal = normaliseText(text);
  const grams: number[] = [];
  let previous = 0;
  for (let i = 0; i < normal.length; i += 1) {
    const code = normal.charCodeAt(i);
    if (!isHan(code) && !isLetterOrDigit(code)) {
      previous = 0;
      continue;
    }
    grams.push(code);
    if (previous > 0) grams.push(previous * 65536 + code);
    previous = code;
  }
  return grams;
}

/** The pairs alone: what titles and questions are compared by. */
export function readPairs(text: string): readonly number[] {
  return readGrams(text).filter((gram) => gram >= 65536);
}

/** Mixes a gram into 32 bits, so that a stored question is a bag of numbers and not a text. */
export function hashGram(gram: number): number {
  let hash = Math.imul(Math.floor(gram / 65536) ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul((gram % 65536) + 0x7f4a7c15, 0xc2b2ae35);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return hash >>> 0;
}
