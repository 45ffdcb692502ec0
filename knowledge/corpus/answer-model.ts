import { readFileSync } from 'node:fs';
import { z } from 'zod';

const answerModelSchema = z.strictObject({
  id: z.string(),
  /** The weight of each measure of an entry (`entryFeatureNames`). */
  weights: z.record(z.string(), z.number()),
  /** Logistic weights that turn a look-up into a probability. */
  confidence: z.strictObject({
    bias: z.number(),
    score: z.number(),
    margin: z.number(),
    best: z.number(),
    coverage: z.number(),
    terms: z.number(),
    pairs: z.number(),
    words: z.number(),
    concepts: z.number(),
    none: z.number(),
    signs: z.number(),
    far: z.number(),
    figures: z.number(),
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
