import { z } from 'zod';
import { formFieldSchema } from '../../core/form.ts';

/** Where an intake stands. `suspended`: left for danger, a person or another subject, and taken up only by the resident's wish. */
export const intakeStateSchema = z.strictObject({
  formId: z.string(),
  formVersion: z.number(),
  phase: z.enum(['collecting', 'reading_back', 'suspended', 'done']),
  /** The field asked last, as it was then; `null` where nothing waits for an answer. */
  asked: formFieldSchema.nullable(),
  /** How often each field was asked. */
  times: z.record(z.string(), z.number()),
  /** Fields that the resident skipped, refused or could not answer. */
  skipped: z.array(z.string()),
  /** The field whose two values are asked about. */
  clarifying: z.string().nullable(),
  /** The field whose unsure value was read back for a yes or no. */
  confirming: z.string().nullable().default(null),
  /** The sensitive field that waits for its separate consent, and those that were agreed to (个人信息保护法 art. 29). */
  consenting: z.string().nullable().default(null),
  agreed: z.array(z.string()).default([]),
  /** The order of the lines read back. */
  readBack: z.array(z.string()),
  noticeGiven: z.boolean(),
  /** Keys of notes that were already told once. */
  told: z.array(z.string()),
  /** The moment of the last turn. */
  at: z.string(),
});

/** Where an intake stands. */
export type IntakeState = z.infer<typeof intakeStateSchema>;
