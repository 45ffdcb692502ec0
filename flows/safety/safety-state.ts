import { z } from 'zod';

/** What the danger is about; each has its own order of questions. */
export const topics = ['self', 'home', 'child', 'sexual', 'violence', 'threat', 'medical', 'fire', 'unknown'] as const;

/** What the danger is about. */
export type Topic = (typeof topics)[number];

/** What can be asked in the safety conversation. */
export const questions = [
  'direct',
  'now',
  'means',
  'alone',
  'trusted',
  'safe_contact',
  'hurt',
  'protection',
  'help',
  'state',
  'next',
  'rescue',
] as const;

/** A question of the safety conversation. */
export type Question = (typeof questions)[number];

const stepSchema = z.discriminatedUnion('kind', [
  /** One gentle check was made at watch; it is not made again. */
  z.object({ kind: z.literal('checked') }),
  /** A question stands open. */
  z.object({ kind: z.literal('asked'), question: z.enum(questions), refused: z.number() }),
  /** It is not safe for them to talk: nothing is said that others may not read. */
  z.object({ kind: z.literal('quiet') }),
  /** Everything was asked; we stay until a person is there. */
  z.object({ kind: z.literal('staying'), said: z.number() }),
  /** They went on with their matter; the person stays called, and what was asked is not asked again from the start. */
  z.object({ kind: z.literal('left') }),
]);

const safetyStateSchema = z.object({
  version: z.literal(1),
  topic: z.enum(topics),
  /** `self`: the person writes of themselves; `other`: of somebody else; `child`: a child writes. */
  about: z.enum(['self', 'other', 'child']),
  level: z.enum(['watch', 'elevated', 'imminent']),
  step: stepSchema,
  /** A person was called in this conversation. */
  called: z.boolean(),
  /** They said no to the danger once. It is believed for the moment and ends nothing. */
  denied: z.boolean().default(false),
  /** They took or did something already: rescue comes before talk. */
  acted: z.boolean().default(false),
  /** A child or a youth writes. */
  young: z.boolean().default(false),
  /** The key of what was said last, so that the same words never come twice in a row. */
  last: z.string().default(''),
});

/** Where the safety conversation stands. Saved inside the flows' state. */
export type SafetyState = z.infer<typeof safetyStateSchema>;

/** One step of the safety conversation. */
export type SafetyStep = SafetyState['step'];

/** What every talk begins with. */
export const freshTalk = {
  version: 1,
  step: { kind: 'staying', said: 0 },
  called: false,
  denied: false,
  acted: false,
  young: false,
  last: '',
} as const satisfies Partial<SafetyState>;

/** Reads a saved safety state. One that cannot be read stays in safety, as if danger were open: it must never fail towards «all is well». */
export function loadSafetyState(saved: unknown): SafetyState | null {
  if (saved === null || saved === undefined) return null;
  const read = safetyStateSchema.safeParse(saved);
  if (read.success) return read.data;
  return { ...freshTalk, topic: 'unknown', about: 'self', level: 'elevated' };
}

/** Tells whether the safety conversation is under way: neither only checked once nor left for the matter. */
export function isInSafetyTalk(saved: unknown): boolean {
  const kind = loadSafetyState(saved)?.step.kind;
  return kind === 'asked' || kind === 'quiet' || kind === 'staying';
}
