import { z } from 'zod';
import type { AlertId, ConversationId, Id, StaffId } from './ids.ts';
import type { Instant } from './instant.ts';

/** What must still be done after danger (YJ-10; 未成年人保护法 art. 11). */
export const careTaskKinds = ['follow_up_24h', 'follow_up_7d', 'follow_up_30d', 'child_report'] as const;

/** One kind of thing to do after danger. */
export type CareTaskKind = (typeof careTaskKinds)[number];

/** The name of a planned task. */
export type CareTaskId = Id<'care_task'>;

/** Something that was planned, nothing more: whether it was done stands in its deeds. */
export type CareTask = {
  readonly id: CareTaskId;
  readonly conversationId: ConversationId;
  readonly alertId: AlertId | null;
  readonly kind: CareTaskKind;
  /** The account that it waits for. */
  readonly account: string;
  readonly dueAt: Instant;
  readonly createdAt: Instant;
  /** When somebody was last reminded of it. */
  readonly remindedAt: Instant | null;
};

/** How a deed came out. Those of `closingOutcomes` end the task; `not_reached` leaves it open. */
export const deedOutcomes = ['reached', 'not_reached', 'reported', 'not_needed'] as const;

/** How a deed came out. */
export type DeedOutcome = (typeof deedOutcomes)[number];

/** The outcomes after which a task waits for nobody any more. */
export const closingOutcomes: readonly DeedOutcome[] = ['reached', 'reported', 'not_needed'];

/** What staff say they did. A report names who took it; its receipt number is kept where there is one. */
export const deedReportSchema = z.strictObject({
  outcome: z.enum(deedOutcomes),
  /** Who took the report: 派出所, 民政局, 教育局, 检察院. Empty for a follow-up. */
  receiver: z.string().max(100).default(''),
  /** The number of the receipt. */
  receipt: z.string().max(100).default(''),
  note: z.string().max(1000).default(''),
});

/** What staff say they did. */
export type DeedReport = z.infer<typeof deedReportSchema>;

/** Something that was done for a task, and when, and by whom. Never changed afterwards. */
export type Deed = DeedReport & {
  readonly id: string;
  readonly taskId: CareTaskId;
  readonly conversationId: ConversationId;
  readonly at: Instant;
  readonly staffId: StaffId;
};

/** A task with what was done for it so far, oldest first. */
export type CareRecord = { readonly task: CareTask; readonly deeds: readonly Deed[]; readonly open: boolean };
