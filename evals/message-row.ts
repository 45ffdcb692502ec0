import { z } from 'zod';
import { disputeTypes } from '../core/dispute-type.ts';
import { riskKinds, riskLevels } from '../core/risk.ts';
import { routes } from '../core/route.ts';
import { urgencies } from '../core/urgency.ts';
import { readJsonLinesFolder } from './json-lines.ts';

/** One resident message of our own writing with its labels. */
export const messageRowSchema = z.strictObject({
  id: z.string(),
  /** Messages of one wording or one story share it; a split never cuts a family. */
  family: z.string(),
  text: z.string().min(1),
  risk: z.enum(riskLevels),
  risk_kinds: z.array(z.enum(riskKinds)),
  dispute_type: z.enum([...disputeTypes, 'none']),
  route: z.array(z.enum(routes)).min(1),
  urgency: z.enum(urgencies),
  channel: z.enum(['web', 'wechat', 'phone']).default('web'),
  space: z.enum(['private', 'group']).default('private'),
});

/** One resident message of our own writing with its labels. */
export type MessageRow = z.infer<typeof messageRowSchema>;

/** All own messages, in the order of their files. */
export function readMessageRows(): readonly MessageRow[] {
  return readJsonLinesFolder('evals/datasets/risk', messageRowSchema);
}
