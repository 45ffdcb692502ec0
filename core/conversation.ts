import type { ChannelKind } from './channel.ts';
import type { ConversationId, StaffId, TicketId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { RiskKind, RiskLevel } from './risk.ts';
import type { Urgency } from './urgency.ts';

/** Who answers: the bot, nobody yet (it waits for a person), or one person. Where a person owns it the bot is silent and only screens. */
export type Owner =
  | { readonly kind: 'bot' }
  | { readonly kind: 'queue'; readonly since: Instant }
  | { readonly kind: 'person'; readonly staffId: StaffId; readonly since: Instant };

/** A flow's own state as the store sees it: versioned, otherwise opaque. */
export type SavedState = { readonly schemaVersion: number; readonly [key: string]: unknown };

/** One person's talk with us through one chat of one channel. */
export type Conversation = {
  readonly id: ConversationId;
  readonly channel: ChannelKind;
  readonly chatKey: string;
  readonly personKey: string;
  readonly space: 'private' | 'group';
  readonly owner: Owner;
  /** The gravest level so far that no person lowered. */
  readonly risk: RiskLevel;
  readonly riskKinds: readonly RiskKind[];
  /** The gravest colour so far that no person lowered. */
  readonly urgency: Urgency;
  /** The flows' state; `null` before the first turn. Holds personal details: encrypted at rest. */
  readonly state: SavedState | null;
  readonly ticketId: TicketId | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Counts changes; a write with a stale version is refused. */
  readonly version: number;
};
