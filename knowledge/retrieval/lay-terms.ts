import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { hashWord, readWords } from '../text/words.ts';

/** Adds the law's words to what residents say: `knowledge/retrieval/lay-terms.yaml`. */
export interface LayTerms {
  /** Hashed words of law for a question, each with how many lay words call for it. */
  expand(question: string): readonly (readonly [number, number])[];
}

/** Reads the shipped table. */
export function readLayTerms(): LayTerms {
  const file = new URL('lay-terms.yaml', import.meta.url);
  const table = z.record(z.string(), z.string()).parse(parse(readFileSync(file, 'utf8')));
  const rows = Object.entries(table).map(([lay, legal]) => ({ lay: lay.split('|'), words: [...new Set(readWords(legal))].map(hashWord) }));
  return {
    expand(question) {
      const weights = new Map<number, number>();
      for (const { lay, words } of rows) {
        const longest = lay.reduce((best, word) => (question.includes(word) ? Math.max(best, word.length) : best), 0);
        if (longest > 0) for (const word of words) weights.set(word, (weights.get(word) ?? 0) + Math.min(1, longest / 3));
      }
      return [...weights];
    },
  };
}
