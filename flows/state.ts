import { z } from 'zod';
import type { SavedState } from '../core/conversation.ts';
import { disputeTypes } from '../core/dispute-type.ts';
import type { Field, Fields } from '../core/field.ts';
import { type IntakeState, intakeStateSchema } from './intake/intake-state.ts';

const schemaVersion = 1;

const fieldSchema: z.ZodType<Field> = z.lazy(() =>
  z.object({
    value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
    source: z.enum(['resident', 'inferred', 'staff', 'imported']),
    messageId: z.string().nullable(),
    confirmed: z.boolean(),
    at: z.string(),
    confidence: z.number(),
    conflicts: z.array(fieldSchema).optional(),
  }),
) as z.ZodType<Field>;

const stateSchema = z.object({
  schemaVersion: z.literal(schemaVersion),
  greeted: z.boolean(),
  disputeType: z.enum([...disputeTypes, 'none']),
  fields: z.record(z.string(), fieldSchema),
  intake: intakeStateSchema.nullable(),
  /** The safety flow's own state, opaque here. */
  safety: z.unknown(),
  pending: z.enum(['erase', 'look_up', 'which_kind', 'hand_over']).nullable(),
  pendingCode: z.string().nullable(),
  offered: z.array(z.object({ label: z.string(), send: z.string() })),
  numbered: z.boolean(),
  queueReplies: z.number(),
  parked: z
    .array(
      z.object({ disputeType: z.enum([...disputeTypes, 'none']), fields: z.record(z.string(), fieldSchema), intake: intakeStateSchema }),
    )
    .default([]),
});

/** A matter laid aside half told, while another one is taken down. */
export type ParkedMatter = {
  readonly disputeType: z.infer<typeof stateSchema>['disputeType'];
  readonly fields: Fields;
  readonly intake: IntakeState;
};

/** What the flows remember of a conversation. Saved as it is; upgraded or salvaged on loading. */
export type FlowState = {
  readonly schemaVersion: typeof schemaVersion;
  /** We said that we are a machine. */
  readonly greeted: boolean;
  readonly disputeType: z.infer<typeof stateSchema>['disputeType'];
  /** Every fact told so far, whether or not an intake is under way. */
  readonly fields: Fields;
  readonly intake: IntakeState | null;
  readonly safety: unknown;
  /** A yes-or-no of ours that waits outside the intake. */
  readonly pending: 'erase' | 'look_up' | 'which_kind' | 'hand_over' | null;
  /** The case code given so far for a look-up. */
  readonly pendingCode: string | null;
  /** The choices shown last, so that a bare number picks one. */
  readonly offered: readonly { readonly label: string; readonly send: string }[];
  /** The choices were shown with numbers. */
  readonly numbered: boolean;
  /** Replies given while the conversation waits in the queue. */
  readonly queueReplies: number;
  /** Matters laid aside half told, the newest last. */
  readonly parked: readonly ParkedMatter[];
};

/** The state before the first turn. */
export const freshState: FlowState = {
  schemaVersion,
  greeted: false,
  disputeType: 'none',
  fields: {},
  intake: null,
  safety: null,
  pending: null,
  pendingCode: null,
  offered: [],
  numbered: false,
  queueReplies: 0,
  parked: [],
};

function salvageFields(fields: unknown): Fields {
  if (typeof fields !== 'object' || fields === null) return {};
  const good: Record<string, Field> = {};
  for (const [name, field] of Object.entries(fields)) {
    const read = fieldSchema.safeParse(field);
    if (read.success) good[name] = read.data;
  }
  return good;
}

/**
 * Reads a saved state. A damaged one, or one of a version that is not known, starts afresh but keeps the safety flow's state and every
 * fact that can still be read: nobody must tell their matter twice because of us.
 */
export function loadState(saved: SavedState | null): FlowState {
  if (saved === null) return freshState;
  const read = stateSchema.safeParse(saved);
  if (read.success) return { ...read.data, safety: read.data.safety ?? null };
  const intake = intakeStateSchema.safeParse(saved.intake);
  const type = stateSchema.shape.disputeType.safeParse(saved.disputeType);
  return {
    ...freshState,
    greeted: saved.greeted === true,
    fields: salvageFields(saved.fields),
    disputeType: type.success ? type.data : 'none',
    intake: intake.success ? intake.data : null,
    safety: saved.safety ?? null,
  };
}

/** The state as the store keeps it. */
export function saveState(state: FlowState): SavedState {
  return { ...state };
}
