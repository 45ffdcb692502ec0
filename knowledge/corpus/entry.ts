import { z } from 'zod';
import { disputeTypes } from '../../core/dispute-type.ts';

/** One reviewed question-and-answer entry, as the YAML states it. */
export const entrySchema = z.strictObject({
  /** Stable: `topic-file/short-name` without the folder, for example `wages-subcontractor-vanished`. Never reused. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/),
  disputeType: z.enum([...disputeTypes, 'none']),
  /** A short Chinese title that a resident would understand, at most 20 characters: shown as a quick reply. */
  topic: z.string().min(2).max(20),
  /** At least six ways in which residents ask it; they differ in words, not only in order. */
  phrasings: z.array(z.string().min(3)).min(6),
  /** What it means for the asker, plain words, under 300 characters. */
  answer: z.string().min(20).max(300),
  steps: z.array(z.string()).min(1),
  evidence: z.array(z.string()),
  deadlines: z.array(z.string()),
  cost: z.string().nullable(),
  /** Whom to call: by body and public number. */
  contacts: z.array(z.coerce.string()),
  /** Why this matter cannot be taken to people's mediation, or null. */
  notMediable: z.string().nullable(),
  /** `民法典` + `第一千零七十九条`. */
  citations: z.array(z.strictObject({ law: z.string(), article: z.string() })).min(1),
  riskNotes: z.array(z.string()),
  /** For each number in the texts that stands in no cited article: why it is right. */
  numberNotes: z.record(z.string(), z.string()).default({}),
  reviewed: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});

/** One topic file. */
export const topicFileSchema = z.strictObject({
  /** What the file is about, in Chinese. */
  title: z.string(),
  entries: z.array(entrySchema).min(1),
});

/** One reviewed question-and-answer entry. */
export type CorpusEntry = z.infer<typeof entrySchema>;
