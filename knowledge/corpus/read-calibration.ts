import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AnswerCalibration } from './compose-answer.ts';

const calibrationSchema = z.strictObject({
  bias: z.number(),
  score: z.number(),
  margin: z.number(),
  coverage: z.number(),
  length: z.number(),
  floor: z.number(),
});

/** Reads the shipped calibration of answers, `knowledge/models/answer-calibration.json`. */
export function readCalibration(): AnswerCalibration {
  return calibrationSchema.parse(JSON.parse(readFileSync(new URL('../models/answer-calibration.json', import.meta.url), 'utf8')));
}
