import type { CallDesk, ConsentState, Hearing } from '../../core/call.ts';
import type { CareRecord, CareTaskId, DeedReport } from '../../core/care-task.ts';
import type { Channel, ChannelKind, ChannelStatus, InboundChange, InboundMessage } from '../../core/channel.ts';
import type { Conversation } from '../../core/conversation.ts';
import type { FieldValue } from '../../core/field.ts';
import type { AlertId, ConversationId, ReplyId, StaffId, SuggestionId, TicketId, TurnId } from '../../core/ids.ts';
import type { Reach } from '../../core/page.ts';
import type { RiskLevel } from '../../core/risk.ts';
import type { Staff } from '../../core/staff.ts';
import type { Alert, LabelCorrection } from '../../core/store.ts';
import type { CaseProgress, Ticket, TicketStatus } from '../../core/ticket.ts';
import type { Urgency } from '../../core/urgency.ts';

/** What changed, for live pages. Carries ids only; a page asks for what it may see. */
export type LiveEvent =
  | { readonly kind: 'conversation_changed'; readonly conversationId: ConversationId; readonly urgency: Urgency }
  | { readonly kind: 'alert_raised' | 'alert_changed'; readonly alertId: AlertId; readonly conversationId: ConversationId }
  /** A call was started, answered, held, handed on or ended; `call_heard`: somebody in it is speaking. */
  | { readonly kind: 'call_changed' | 'call_heard'; readonly conversationId: ConversationId }
  | { readonly kind: 'task_changed'; readonly conversationId: ConversationId }
  | { readonly kind: 'ticket_changed'; readonly ticketId: TicketId; readonly conversationId: ConversationId };

/** Runs the way of a message and everything that staff do to a conversation. Errors are `XinqiaoError` (`not_found`, `already_owned`, `not_allowed`, `stale_version`, `bad_input`). */
export interface Engine extends CallDesk {
  /** Adds a door. Before `start`. */
  addChannel(channel: Channel): void;
  /** Takes up what a crash left, starts the channels, the settle timer, the outbox and the clocks. */
  start(): Promise<void>;
  /** Finishes the turns under way and stops. */
  stop(): Promise<void>;
  /** Stores a message; resolves once it cannot be lost. A redelivery is `fresh: false`. */
  accept(message: InboundMessage): Promise<{ readonly fresh: boolean; readonly conversationId: ConversationId }>;
  /** A message was taken back or written anew. */
  change(change: InboundChange): Promise<void>;
  /** Resolves when nothing is left to handle or send: for tests, batch and the terminal. */
  idle(): Promise<void>;
  subscribe(listener: (event: LiveEvent) => void): () => void;

  /** A person takes the conversation; waiting bot replies are dropped. Throws `already_owned` where another person has it, unless `force` by a duty officer, manager or admin. */
  takeOver(conversationId: ConversationId, staff: Staff, options?: { readonly force?: boolean }): Promise<Conversation>;
  /** Gives the conversation back to the bot. */
  handBack(conversationId: ConversationId, staff: Staff): Promise<Conversation>;
  /** Sends a person's own words, or a suggestion accepted as it is or edited. The person must own the conversation. */
  sendAsStaff(
    conversationId: ConversationId,
    staff: Staff,
    message: { readonly text: string; readonly suggestionId?: SuggestionId },
  ): Promise<void>;
  rejectSuggestion(suggestionId: SuggestionId, staff: Staff): Promise<void>;

  /** A volunteer answers the phone: a conversation on the `phone` channel that this person owns. `callerNumber` may be empty. */
  startCall(staff: Staff, callerNumber: string): Promise<Conversation>;
  /** What the caller said, typed or pasted by the volunteer who owns the call. Handled at once, without settling. */
  callerSaid(conversationId: ConversationId, staff: Staff, text: string): Promise<void>;
  /** What is being said in a call at this moment, not final: never stored. */
  hearings(conversationId: ConversationId): readonly Hearing[];
  /** Writes down what the caller said to being recorded. Who owns the call, or a lead. */
  setCallConsent(conversationId: ConversationId, staff: Staff, consent: Exclude<ConsentState, 'not_asked'>): Promise<void>;
  /** The call is over: for calls of the console, and where a call centre never said so. */
  endCall(conversationId: ConversationId, staff: Staff): Promise<void>;
  /** Hands the matter of a call on: the ticket is opened and given to `to`, who has the conversation after the call; `null`: whoever takes it from the queue. */
  handOffCall(conversationId: ConversationId, staff: Staff, to: StaffId | null): Promise<Ticket>;
  /** Opens the ticket from the facts so far, where none is open. */
  openTicket(conversationId: ConversationId, staff: Staff): Promise<Ticket>;

  editField(ticketId: TicketId, staff: Staff, name: string, value: FieldValue | null, version: number): Promise<Ticket>;
  setStatus(ticketId: TicketId, staff: Staff, status: TicketStatus, version: number): Promise<Ticket>;
  assign(ticketId: TicketId, staff: Staff, assigneeId: StaffId | null, version: number): Promise<Ticket>;
  correctLabel(
    ticketId: TicketId,
    staff: Staff,
    correction: Pick<LabelCorrection, 'label' | 'now'> & { readonly turnId: TurnId | null },
  ): Promise<Ticket>;
  /** Lowers risk or colour with a reason. Only a person may; who may: duty officer, counsellor, manager, admin. */
  lowerRisk(
    conversationId: ConversationId,
    staff: Staff,
    to: { readonly risk: RiskLevel; readonly urgency: Urgency },
    reason: string,
  ): Promise<Conversation>;

  /** Moves a red alert's clock: seen, accepted, contacted, closed. */
  advanceAlert(alertId: AlertId, staff: Staff, step: 'seen' | 'accepted' | 'contacted' | 'closed'): Promise<Alert>;
  /** Records what was done for a planned task. A report of harm to a child names who took it; to drop one asks for a lead and a reason. */
  recordDeed(taskId: CareTaskId, staff: Staff, report: DeedReport): Promise<CareRecord>;
  /** A person chooses by what to be called besides the console. */
  chooseReach(staff: Staff, reach: Reach): Promise<Reach>;
  replayDeadReply(replyId: ReplyId, staff: Staff): Promise<void>;
  /** What a resident may see by case code and the last four digits of the phone. */
  lookUpCase(caseCode: string, phoneTail: string): Promise<CaseProgress | null>;
  /** Health of each door. */
  channels(): readonly {
    readonly kind: ChannelKind;
    readonly startedAt: string | null;
    readonly lastMessageAt: string | null;
    readonly lastError: string | null;
    /** What the door says of itself; `null` where it says nothing. */
    readonly status: ChannelStatus | null;
    /** It takes in no cases: its servers are abroad and nobody decided otherwise. */
    readonly publicOnly: boolean;
  }[];
}
