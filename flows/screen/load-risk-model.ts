import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { loadClassifier } from '../models/load-classifier.ts';
import { type RiskModel, riskLabels } from './risk-model.ts';

const thresholdsSchema = z.strictObject({ watch: z.number(), elevated: z.number(), imminent: z.number() });

/** Loads the shipped risk model with its thresholds; `null` where it was not trained. Throws where a file is damaged: a screen that lost its model must not start. */
export function loadRiskModel(): RiskModel | null {
  const classifier = loadClassifier('risk', riskLabels);
  if (classifier === null) return null;
  const file = new URL('../models/risk-thresholds.json', import.meta.url);
  return { classifier, thresholds: thresholdsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) };
}
