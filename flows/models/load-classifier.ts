import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TextClassifier } from '../../core/text-classifier.ts';
import { createNgramClassifier } from './ngram-classifier.ts';

/** Where a shipped model of this name lies (`dispute` → `flows/models/dispute.bin`). */
export function modelFile(name: string): string {
  return fileURLToPath(new URL(`${name}.bin`, import.meta.url));
}

/** Loads a shipped classifier, or `null` where it was not trained. Throws `bad_input` where it is damaged or has other labels. */
export function loadClassifier<Label extends string>(name: string, labels?: readonly Label[]): TextClassifier<Label> | null {
  const file = modelFile(name);
  return existsSync(file) ? createNgramClassifier(readFileSync(file), labels) : null;
}
