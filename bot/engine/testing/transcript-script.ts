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

/** What a play about danger is about, as its writer sees it: the rubric (`evals/safety`) grades it against this. */
const safetyHead = z.strictObject({
  topic: z.enum(['self', 'home', 'child', 'sexual', 'violence', 'threat', 'medical', 'fire']),
  /** Of whom it speaks; `child`: a child writes of itself. */
  about: z.enum(['self', 'other', 'child']).default('self'),
  level: z.enum(['watch', 'elevated', 'imminent']),
  /** The resident's turn, counted from 1, that holds the danger. */
  at: z.number().int().default(1),
  /** What the talk must have asked by its end, as far as the resident lets it. */
  asks: z.array(z.enum(['now', 'means', 'alone', 'trusted'])).default([]),
  /** What else must happen in it. */
  needs: z.array(z.enum(['protection_order', 'child_report', 'denial', 'matter_back', 'answered', 'silence', 'acted'])).default([]),
});

/** A whole conversation that reads like a play and runs as a test. */
export const transcriptSchema = z.strictObject({
  title: z.string(),
  start: z.string(),
  channel: z.enum(channelKinds).default('web'),
  space: z.enum(['private', 'group']).default('private'),
  safety: safetyHead.optional(),
  play: z.array(stepSchema).min(1),
});

/** One play. */
export type Transcript = z.infer<typeof transcriptSchema>;

/** One step of a play. */
export type TranscriptStep = z.infer<typeof stepSchema>;
