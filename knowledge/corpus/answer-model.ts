import { readFileSync } from 'node:fs';
import { z } from 'zod';

const numbers = z.array(z.number()).readonly();
const treeSchema = z.strictObject({ features: numbers, thresholds: numbers, leaves: numbers });

const answerModelSchema = z.strictObject({
  id: z.string(),
  /** The weight of each measure of an entry (`entryFeatureNames`). */
  weights: z.record(z.string(), z.number()),
  /** What turns the measures of a look-up (`confidenceNames`) into a probability: logistic weights and trees, whose log-odds are averaged. */
  confidence: z.strictObject({
    bias: z.number(),
    weights: z.record(z.string(), z.number()),
    start: z.number(),
    trees: z.array(treeSchema).readonly(),
  }),
  /** Under this probability nothing fits. */
  floor: z.number(),
});

/** How entries are ranked and when none fits. Fitted by `evals/training/train-answers.ts`. */
export type AnswerModel = z.infer<typeof answerModelSchema>;

/** Reads the shipped model, `knowledge/models/answer-model.json`. */
export function readAnswerModel(): AnswerModel {
  return answerModelSchema.parse(JSON.parse(readFileSync(new URL('../models/answer-model.json', import.meta.url), 'utf8')));
}
