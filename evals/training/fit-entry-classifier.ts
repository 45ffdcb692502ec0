import { type ClassifierParts, termsOf } from '../../knowledge/corpus/entry-classifier.ts';
import type { QuestionTerms } from '../../knowledge/retrieval/question-index.ts';
import type { WordVectors } from '../../knowledge/retrieval/word-vectors.ts';
import { createRandom } from '../statistics.ts';

/** A text that belongs to an entry; `weight` 1 for a phrasing. */
export type EntryExample = { readonly terms: QuestionTerms; readonly entry: number; readonly weight: number };

/** Settings of the fit. `dropout`: the share of terms left out at each step, so that no single one carries an entry. */
export const classifierSettings = { dimensions: 96, epochs: 14, rate: 0.12, dropout: 0.5, decay: 2e-5, fewest: 2 };

/** Projects word vectors to fewer dimensions by a fixed random matrix, which keeps how near they are. */
function projectWords(terms: Uint32Array, vectors: WordVectors, dimensions: number): Float32Array {
  const random = createRandom(31);
  const gauss = (): number => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  const matrix = Float32Array.from({ length: dimensions * vectors.dimensions }, () => gauss() / Math.sqrt(vectors.dimensions));
  const projected = new Float32Array(terms.length * dimensions);
  terms.forEach((term, row) => {
    const vector = vectors.vectorOf(term);
    for (let i = 0; i < dimensions; i += 1) {
      let sum = 0;
      if (vector === null) sum = 0.05 * gauss();
      else for (let j = 0; j < vectors.dimensions; j += 1) sum += (matrix[i * vectors.dimensions + j] as number) * (vector[j] as number);
      projected[row * dimensions + i] = sum;
    }
  });
  return projected;
}

/** Fits term and entry vectors so that the softmax over entries of their products gives each text its entry (AdaGrad). */
export function fitEntryClassifier(
  examples: readonly EntryExample[],
  entryIds: readonly string[],
  vectors: WordVectors,
  id: string,
): ClassifierParts {
  const { dimensions, epochs, rate, dropout, decay, fewest } = classifierSettings;
  const frequency = new Map<number, number>();
  const bags = examples.map(({ terms }) => termsOf(terms));
  for (const bag of bags) for (const term of bag) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const terms = Uint32Array.from([...frequency].filter(([, count]) => count >= fewest).map(([term]) => term));
  const rows = new Map([...terms].map((term, row) => [term, row]));
  const rowBags = bags.map((bag) => Uint32Array.from(bag.flatMap((term) => rows.get(term) ?? [])));
  const termVectors = projectWords(terms, vectors, dimensions);
  const entryVectors = new Float32Array(entryIds.length * dimensions);
  const termSquares = new Float32Array(terms.length).fill(0.05);
  const entrySquares = new Float32Array(entryIds.length).fill(0.05);
  const random = createRandom(17);
  const order = Uint32Array.from(examples.keys());
  const hidden = new Float32Array(dimensions);
  const back = new Float32Array(dimensions);
  const scores = new Float32Array(entryIds.length);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    const step = rate * (1 - (0.8 * epoch) / epochs);
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    for (const at of order) {
      const example = examples[at] as EntryExample;
      const bag = (rowBags[at] as Uint32Array).filter(() => random() >= dropout);
      if (bag.length === 0) continue;
      const scale = 1 / Math.sqrt(bag.length);
      hidden.fill(0);
      for (const row of bag)
        for (let i = 0; i < dimensions; i += 1) hidden[i] = (hidden[i] as number) + scale * (termVectors[row * dimensions + i] as number);
      let highest = -Infinity;
      for (let entry = 0; entry < entryIds.length; entry += 1) {
        let sum = 0;
        const start = entry * dimensions;
        for (let i = 0; i < dimensions; i += 1) sum += (hidden[i] as number) * (entryVectors[start + i] as number);
        scores[entry] = sum;
        if (sum > highest) highest = sum;
      }
      let total = 0;
      for (let entry = 0; entry < entryIds.length; entry += 1) total += scores[entry] = Math.exp((scores[entry] as number) - highest);
      back.fill(0);
      for (let entry = 0; entry < entryIds.length; entry += 1) {
        const error = example.weight * ((scores[entry] as number) / total - (entry === example.entry ? 1 : 0));
        if (Math.abs(error) < 2e-4) continue;
        const start = entry * dimensions;
        let norm = 0;
        for (let i = 0; i < dimensions; i += 1) norm += (hidden[i] as number) ** 2;
        entrySquares[entry] = (entrySquares[entry] as number) + (error * error * norm) / dimensions;
        const move = (step * error) / Math.sqrt(entrySquares[entry] as number);
        for (let i = 0; i < dimensions; i += 1) {
          back[i] = (back[i] as number) + error * (entryVectors[start + i] as number);
          entryVectors[start + i] = (entryVectors[start + i] as number) * (1 - decay) - move * (hidden[i] as number);
        }
      }
      let norm = 0;
      for (let i = 0; i < dimensions; i += 1) norm += (back[i] as number) ** 2;
      for (const row of bag) {
        termSquares[row] = (termSquares[row] as number) + (norm * scale * scale) / dimensions;
        const move = (step * scale) / Math.sqrt(termSquares[row] as number);
        for (let i = 0; i < dimensions; i += 1)
          termVectors[row * dimensions + i] = (termVectors[row * dimensions + i] as number) - move * (back[i] as number);
      }
    }
  }
  return { id, dimensions, terms, termVectors, entryIds, entryVectors };
}
