import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedCorpus } from '../corpus/load-corpus.ts';
import { listLawFiles } from '../laws/read-law-files.ts';

/** Raised when the layout of an index changes, so that older ones are built anew. */
const layout = 3;

const models = fileURLToPath(new URL('../models/', import.meta.url));
const validity = fileURLToPath(new URL('../laws/validity.yaml', import.meta.url));
const concepts = fileURLToPath(new URL('../text/concepts.yaml', import.meta.url));

/** What an index was made of: one hash over laws and models (they are in it), one over the corpus (it is read at each start). */
export type Fingerprint = { readonly laws: string; readonly models: string; readonly corpus: string };

async function hashFiles(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(`layout ${layout}\n`);
  for (const file of files) {
    hash.update(`${basename(file)}\n`);
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  }
  return hash.digest('hex').slice(0, 32);
}

const listFiles = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));

/** Hashes what an index holds the work of: the vector model, the table of concepts and the table of validity. */
export function hashModels(): Promise<string> {
  return hashFiles([join(models, 'word-vectors.bin'), validity, concepts]);
}

/** Hashes the corpus of a folder. */
export function hashCorpus(folder: string = shippedCorpus): Promise<string> {
  return hashFiles(listFiles(folder, '.yaml'));
}

/** Hashes everything that an index is made of. */
export async function takeFingerprint(laws: readonly string[], corpusDir?: string): Promise<Fingerprint> {
  return { laws: await hashFiles(laws.flatMap(listLawFiles)), models: await hashModels(), corpus: await hashCorpus(corpusDir) };
}
