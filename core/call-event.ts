import { z } from 'zod';

/** The longest text of one piece of a transcript, in characters. */
const longestSegment = 4000;

const name = z.string().trim().min(1).max(128);
const number = z.string().trim().max(40);

const shared = {
  /** Made by the call centre, unique for ever: the same id again changes nothing. */
  id: name,
  /** The call centre's own id of the call. */
  call_id: name,
  /** Counts the events of one call upwards from 1: tells what is newer where the network turned the order about. */
  sequence: z.number().int().min(1),
  /** When it happened, ISO 8601 with an offset. */
  at: z.iso.datetime({ offset: true }),
};

const started = z.object({
  ...shared,
  type: z.literal('call.started'),
  /** Empty or left out where the caller withholds it. */
  caller_number: number.nullish(),
  called_number: number.nullish(),
  /** Whose phone rings: the account in the console, or a name that the site maps to one. */
  agent: name.nullish(),
});
const caller = z.object({ ...shared, type: z.literal('call.caller'), caller_number: number });
const answered = z.object({ ...shared, type: z.literal('call.answered'), agent: name.nullish() });
const held = z.object({ ...shared, type: z.literal('call.held') });
const resumed = z.object({ ...shared, type: z.literal('call.resumed') });
const transferred = z.object({
  ...shared,
  type: z.literal('call.transferred'),
  /** Left out where the call left the house. */
  to_agent: name.nullish(),
  to_number: number.nullish(),
});
const consent = z.object({
  ...shared,
  type: z.literal('call.consent'),
  /** What the caller answered when asked whether recording and transcript may be kept: by a key of the menu, or to the volunteer. */
  given: z.boolean(),
});
const recorded = z.object({
  ...shared,
  type: z.literal('call.recorded'),
  /** Where the recording lies with the call centre; it is not fetched. */
  recording: z.object({
    reference: z.string().min(1).max(500),
    seconds: z
      .number()
      .nonnegative()
      .max(24 * 3600)
      .nullish(),
  }),
});
const ended = z.object({
  ...shared,
  type: z.literal('call.ended'),
  reason: z.enum(['caller', 'agent', 'lost', 'other']).default('other'),
});
const segment = z.object({
  ...shared,
  type: z.literal('transcript.segment'),
  /** The stretch of speech that it belongs to: the partial texts of one stretch replace each other, its final pieces follow each other. */
  utterance_id: name,
  /** `unknown` (one line for both voices) is heard as the caller: danger must not be missed. */
  speaker: z.enum(['caller', 'volunteer', 'unknown']),
  text: z.string().max(longestSegment),
  /** `false`: what was heard so far, which may still change. */
  final: z.boolean(),
});

/** One event of a call as a call centre tells it: the wire format of `docs/HOTLINE.md`. Members that it does not name are ignored. */
export const callEventSchema = z.discriminatedUnion('type', [
  started,
  caller,
  answered,
  held,
  resumed,
  transferred,
  consent,
  recorded,
  ended,
  segment,
]);

/** One event of a call. */
export type CallEvent = z.output<typeof callEventSchema>;

/** The most events of one request. */
export const mostCallEvents = 200;

/** The body of a request: one event, or several in order. */
export const callEventsSchema = z.union([
  z.object({ events: z.array(callEventSchema).min(1).max(mostCallEvents) }).transform(({ events }) => events),
  callEventSchema.transform((event) => [event]),
]);

/** A piece of a transcript. */
export type TranscriptSegment = Extract<CallEvent, { type: 'transcript.segment' }>;
