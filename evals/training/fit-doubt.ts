import { doubtBuckets, readDoubtTerms } from '../../knowledge/corpus/question-doubt.ts';
import { createRandom } from '../statistics.ts';

/** A question, whether nothing answers it, and how much it counts. */
export type DoubtRow = { readonly question: string; readonly unanswerable: boolean; readonly weight: number };

/** Fits which wording tells that nothing answers a question: a logistic regression over hashed terms (AdaGrad). */
export function fitDoubt(rows: readonly DoubtRow[], epochs = 12): { readonly weights: Float32Array; readonly bias: number } {
  const bags = rows.map(({ question }) => readDoubtTerms(question));
  const weights = new Float32Array(doubtBuckets);
  const squares = new Float32Array(doubtBuckets).fill(1e-3);
  let bias = 0;
  let biasSquares = 1;
  const random = createRandom(5);
  const order = Uint32Array.from(rows.keys());
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other] as number, order[last] as number];
    }
    for (const at of order) {
      const { unanswerable, weight } = rows[at] as DoubtRow;
      const bag = bags[at] as Uint32Array;
      const scale = 1 / Math.sqrt(Math.max(1, bag.length));
      let sum = 0;
      for (const term of bag) sum += weights[term] as number;
      const error = weight * (1 / (1 + Math.exp(-(bias + scale * sum))) - (unanswerable ? 1 : 0));
      for (const term of bag) {
        const slope = error * scale + 2e-5 * (weights[term] as number);
        squares[term] = (squares[term] as number) + slope * slope;
        weights[term] = (weights[term] as number) - (0.25 * slope) / Math.sqrt(squares[term] as number);
      }
      biasSquares += error * error;
      bias -= (0.1 * error) / Math.sqrt(biasSquares);
    }
  }
  return { weights, bias };
}
