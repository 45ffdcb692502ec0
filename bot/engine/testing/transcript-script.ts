import { z } from 'zod';
import { channelKinds } from '../../../core/channel.ts';
import { riskLevels } from '../../../core/risk.ts';
import { ticketStatuses } from '../../../core/ticket.ts';
import { urgencies } from '../../../core/urgency.ts';

const words = z.union([z.string(), z.array(z.string())]).transform((said) => (typeof said === 'string' ? [said] : said));

const residentStep = z.strictObject({
  resident: words,
  /** In a group: mentioned or called by name. */
  addressed: z.boolean().default(true),
  /** Stops inside the retriever: the bot is drafting until `release`. */
  hold: z.boolean().default(false),
});

const botExpectation = z.strictObject({
  key: z.string().optional(),
  says: words.optional(),
  not: words.optional(),
  privately: z.boolean().optional(),
});

const ticketExpectation = z.strictObject({
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])).optional(),
  urgency: z.enum(urgencies).optional(),
  disputeType: z.string().optional(),
  status: z.enum(ticketStatuses).optional(),
  routes: z.array(z.string()).optional(),
  summary: words.optional(),
  /** How many tickets the conversation has in all. */
  count: z.number().int().optional(),
});

const stepSchema = z.union([
  residentStep,
  z.strictObject({ at: z.string() }),
  z.strictObject({ wait: z.string().regex(/^\d+(?:ms|s|m|h|d)$/) }),
  z.strictObject({ bot: z.union([z.string().transform((says) => ({ says: [says] })), botExpectation]) }),
  z.strictObject({ staff: z.strictObject({ do: z.enum(['take_over', 'hand_back', 'send']), text: z.string().optional() }) }),
  z.strictObject({ ticket: ticketExpectation.nullable() }),
  z.strictObject({ owner: z.enum(['bot', 'queue', 'person']) }),
  z.strictObject({ risk: z.enum(riskLevels) }),
  z.strictObject({ urgency: z.enum(urgencies) }),
  z.strictObject({ alert: z.boolean() }),
  z.strictObject({ silent: z.literal(true) }),
  z.strictObject({ suggests: z.string() }),
  z.strictObject({ break: z.literal('screen') }),
  z.strictObject({ release: z.literal(true) }),
]);

/** A whole conversation that reads like a play and runs as a test. */
export const transcriptSchema = z.strictObject({
  title: z.string(),
  start: z.string(),
  channel: z.enum(channelKinds).default('web'),
  space: z.enum(['private', 'group']).default('private'),
  play: z.array(stepSchema).min(1),
});

/** One play. */
export type Transcript = z.infer<typeof transcriptSchema>;

/** One step of a play. */
export type TranscriptStep = z.infer<typeof stepSchema>;
