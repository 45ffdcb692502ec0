import type { ChannelKind } from './channel.ts';
import type { DisputeLabel } from './dispute-type.ts';
import type { Fields } from './field.ts';
import type { ConversationId, StaffId, TicketId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { RiskKind, RiskLevel } from './risk.ts';
import type { Route } from './route.ts';
import type { Urgency } from './urgency.ts';

/** Where a ticket stands. The five steps of QX-07 with the ends of a case. */
export const ticketStatuses = ['received', 'sorted', 'assigned', 'in_progress', 'closed', 'withdrawn'] as const;

/** Where a ticket stands. */
export type TicketStatus = (typeof ticketStatuses)[number];

/** The unit of human work, with its case code. */
export type Ticket = {
  readonly id: TicketId;
  /** One case, one code (QX-04): made once, never reused: `XQ202611240007`. */
  readonly caseCode: string;
  readonly conversationId: ConversationId;
  readonly channel: ChannelKind;
  readonly disputeType: DisputeLabel;
  readonly routes: readonly Route[];
  readonly urgency: Urgency;
  readonly urgencyRule: string;
  readonly risk: RiskLevel;
  readonly riskKinds: readonly RiskKind[];
  readonly status: TicketStatus;
  readonly formId: string;
  readonly formVersion: number;
  readonly fields: Fields;
  /** The facts in a few lines for the mediator. Personal: encrypted at rest. */
  readonly summary: string;
  readonly assigneeId: StaffId | null;
  /** What was promised to the resident: a person answers by then. */
  readonly promisedBy: Instant | null;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Counts changes; a write with a stale version is refused. */
  readonly version: number;
};

/** What a flow or a person gives to open a ticket; the store adds id, code, times. */
export type TicketDraft = Omit<Ticket, 'id' | 'caseCode' | 'createdAt' | 'updatedAt' | 'version'>;

/** What a resident may see of a case by its code: no name, no text. */
export type CaseProgress = {
  readonly caseCode: string;
  readonly status: TicketStatus;
  readonly promisedBy: Instant | null;
  readonly updatedAt: Instant;
  /** Who has it, by role name and surname only, or `null`. */
  readonly heldBy: string | null;
};
