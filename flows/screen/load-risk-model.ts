import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { modelFile } from '../models/load-classifier.ts';
import { createRiskClassifier } from './risk-classifier.ts';
import type { RiskModel } from './risk-model.ts';

const thresholdsSchema = z.strictObject({
  watch: z.number(),
  elevated: z.number(),
  elevatedInFeelings: z.number(),
  imminent: z.number(),
  support: z.number(),
});

/** Loads the shipped risk model with its thresholds; `null` where it was not trained. Throws where a file is damaged: a screen that lost its model must not start. */
export function loadRiskModel(): RiskModel | null {
  const file = modelFile('risk');
  if (!existsSync(file)) return null;
  const thresholds = new URL('../models/risk-thresholds.json', import.meta.url);
  return {
    classifier: createRiskClassifier(readFileSync(file)),
    thresholds: thresholdsSchema.parse(JSON.parse(readFileSync(thresholds, 'utf8'))),
  };
}
