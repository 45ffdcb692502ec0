import type { Call } from './call.ts';
import type { CareRecord, CareTask, CareTaskId, Deed } from './care-task.ts';
import type { Attachment, ChannelKind, InboundMessage, OutboundReply, Reply } from './channel.ts';
import type { Conversation } from './conversation.ts';
import type { FieldSource } from './field.ts';
import type { SuggestionDraft } from './flow.ts';
import type { AlertId, ConversationId, EventId, MessageId, ReplyId, StaffId, SuggestionId, TicketId, TurnId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Page, Reach } from './page.ts';
import type { ScreenResult } from './risk.ts';
import type { Staff } from './staff.ts';
import type { Ticket, TicketDraft, TicketStatus } from './ticket.ts';
import type { UnheardReason } from './transcriber.ts';
import type { TriageResult } from './turn.ts';
import type { Urgency } from './urgency.ts';

/** A stored inbound message. `turnId` is set once its turn was committed. */
export type StoredMessage = InboundMessage & {
  readonly id: MessageId;
  readonly conversationId: ConversationId;
  readonly receivedAt: Instant;
  readonly turnId: TurnId | null;
  /** When the sender took it back; left out where that did not happen. */
  readonly recalledAt?: Instant;
  /** Why a recording has no words; left out where that was not tried. */
  readonly unheard?: UnheardReason;
};

/** One line of a conversation as staff and the resident's page read it, in order of `sequence`. */
export type TranscriptLine = {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly sequence: number;
  readonly at: Instant;
  readonly from: 'resident' | 'bot' | 'staff' | 'system';
  readonly staffId: StaffId | null;
  readonly text: string;
  /** For a bot or staff line: the reply as composed (quick replies, citations); `null` for others. */
  readonly reply: Reply | null;
  /** For a resident's line: what came with it; left out where nothing did. */
  readonly attachments?: readonly Attachment[];
  /** For a resident's line: its words were written down from speech by a program; left out where they were typed. */
  readonly spoken?: boolean;
  /** For a resident's line: when it was taken back; left out where it was not. */
  readonly recalledAt?: Instant;
  readonly turnId: TurnId | null;
  /** For a resident's line: what the screen and the triage said of its turn; `null` before that. */
  readonly screen: ScreenResult | null;
  readonly triage: TriageResult | null;
};

/** Where an outgoing reply stands. */
export type OutboxState = 'waiting' | 'sending' | 'sent' | 'dropped' | 'dead';

/** An outgoing reply with its delivery. */
export type OutboxEntry = Omit<OutboundReply, 'attempt'> & {
  readonly conversationId: ConversationId;
  readonly turnId: TurnId | null;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly nextAttemptAt: Instant;
  readonly reason: string | null;
  readonly createdAt: Instant;
};

/** A draft reply shown to staff, and what they did with it. */
export type Suggestion = SuggestionDraft & {
  readonly id: SuggestionId;
  readonly conversationId: ConversationId;
  readonly turnId: TurnId;
  readonly state: 'open' | 'accepted' | 'edited' | 'rejected' | 'withdrawn';
  readonly decidedBy: StaffId | null;
  readonly decidedAt: Instant | null;
  /** What was sent where it was edited. Encrypted at rest. */
  readonly sentText: string | null;
  readonly createdAt: Instant;
};

/** A red alert and its clock. What was done and what was only planned are different records. */
export type Alert = {
  readonly id: AlertId;
  readonly conversationId: ConversationId;
  readonly reason: string;
  readonly raisedAt: Instant;
  /** The accounts paged so far, in order, with the moment of each. */
  readonly paged: readonly { readonly account: string; readonly at: Instant }[];
  readonly seenAt: Instant | null;
  readonly acceptedAt: Instant | null;
  readonly contactedAt: Instant | null;
  readonly handledBy: StaffId | null;
  readonly closedAt: Instant | null;
};

/** One entry of the append-only log. Entries are chained by hash: a changed one is found (QX-06). */
export type EventRecord = {
  readonly id: EventId;
  readonly sequence: number;
  readonly at: Instant;
  /** A stable snake_case name: `ticket_opened`, `field_corrected`, `taken_over`. */
  readonly kind: string;
  readonly conversationId: ConversationId | null;
  readonly ticketId: TicketId | null;
  readonly staffId: StaffId | null;
  /** Plain data. Encrypted at rest, as it may hold old values of fields. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly hash: string;
  readonly previousHash: string;
};

/** A question that found no answer, or whose answer a reader called useless; masked, with how often it came. */
export type UnknownQuestion = {
  readonly id: string;
  readonly question: string;
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly state: 'open' | 'answered' | 'dismissed';
  readonly reason: 'no_match' | 'voted_down';
  /** The entry whose answer was voted down; `null` where nothing was found. */
  readonly entryId: string | null;
};

/** What staff add to the shipped corpus: an entry of their own, or one more way to ask an entry that is there. The knowledge room checks it. */
export type OwnContent =
  | { readonly kind: 'entry'; readonly entry: Readonly<Record<string, unknown>> }
  | { readonly kind: 'phrasing'; readonly entryId: string; readonly phrasing: string };

/** An addition with its review: nothing of it is used before another person than its writer has published it. */
export type OwnKnowledge = {
  readonly id: string;
  readonly state: 'draft' | 'published' | 'withdrawn';
  readonly content: OwnContent;
  /** The unknown question that it came from, or `null`. */
  readonly questionId: string | null;
  readonly writtenBy: StaffId;
  readonly writtenAt: Instant;
  readonly reviewedBy: StaffId | null;
  readonly reviewedAt: Instant | null;
};

/** A label that staff corrected: a training row for review. */
export type LabelCorrection = {
  readonly turnId: TurnId;
  readonly label: 'dispute_type' | 'route' | 'urgency' | 'risk';
  readonly was: string;
  readonly now: string;
  readonly staffId: StaffId;
  readonly at: Instant;
};

/** A reminder or follow-up that comes due unless something cancels it. */
export type ScheduledReply = {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly dueAt: Instant;
  readonly reply: Reply;
};

/** What came in and was not yet handled, oldest first, one row a conversation. */
export type PendingConversation = {
  readonly conversationId: ConversationId;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly count: number;
};

/** How the queue is asked for. Sorted by urgency, then by how long the person waits. */
export type QueueFilter = {
  readonly owner?: 'bot' | 'queue' | 'person';
  readonly staffId?: StaffId;
  readonly urgency?: Urgency;
  readonly status?: TicketStatus;
  readonly limit?: number;
};

/** A row of the queue. */
export type QueueRow = {
  readonly conversation: Conversation;
  readonly ticket: Ticket | null;
  /** The last thing the resident said, for the list. */
  readonly lastText: string;
  readonly lastAt: Instant;
  readonly openAlert: Alert | null;
};

/** Reads and writes inside one transaction. Every method may throw `XinqiaoError`; none keeps state between transactions. */
export interface StoreTransaction {
  readonly inbox: {
    /**
     * Stores a message under its channel's own id and finds or makes its conversation. `fresh` is false for a redelivery, which
     * changes nothing.
     */
    accept(
      message: InboundMessage,
      at: Instant,
    ): Promise<{ readonly fresh: boolean; readonly conversationId: ConversationId; readonly messageId: MessageId }>;
    /** The message of a channel's own id, if it was stored; its words are empty once erased. */
    find(channel: ChannelKind, channelMessageId: string): Promise<StoredMessage | null>;
    /** Marks a message, and its line where there is one, as taken back by its sender. */
    recall(id: MessageId, at: Instant): Promise<void>;
    /** Writes the words of a recording into its message, or why there are none. A message that a turn took already stays as it is. */
    hear(id: MessageId, heard: { readonly text: string } | { readonly unheard: UnheardReason }): Promise<void>;
    /** Conversations with messages that no turn took yet. */
    pending(): Promise<readonly PendingConversation[]>;
    /** The messages of a conversation that no turn took yet, in order. */
    unhandled(conversationId: ConversationId): Promise<readonly StoredMessage[]>;
    /** Marks messages as taken by a turn. Throws `stale_version` where one was taken already. */
    markHandled(messageIds: readonly MessageId[], turnId: TurnId): Promise<void>;
  };
  readonly conversations: {
    get(id: ConversationId): Promise<Conversation | null>;
    /** By the channel's own keys; `null` where nobody wrote from there yet. */
    find(channel: ChannelKind, chatKey: string, personKey: string): Promise<Conversation | null>;
    /** Writes back a conversation read before; throws `stale_version` where `version` is not the stored one. Gives it with the new version. */
    save(conversation: Conversation, at: Instant): Promise<Conversation>;
    queue(filter: QueueFilter): Promise<readonly QueueRow[]>;
  };
  readonly transcript: {
    append(line: Omit<TranscriptLine, 'sequence'>): Promise<TranscriptLine>;
    /** Lines after `afterSequence` (0: from the start), in order. */
    read(conversationId: ConversationId, afterSequence: number): Promise<readonly TranscriptLine[]>;
    /** Adds the screen and triage results to the resident's lines of a turn. */
    annotate(turnId: TurnId, screen: ScreenResult, triage: TriageResult | null): Promise<void>;
  };
  readonly outbox: {
    enqueue(entries: readonly Omit<OutboxEntry, 'state' | 'attempts' | 'reason' | 'sequence'>[]): Promise<void>;
    /** Entries that may be sent now: only the first unsent one of each conversation; red conversations first, then the oldest. Marks them `sending`. */
    claim(at: Instant, limit: number): Promise<readonly OutboxEntry[]>;
    markSent(id: ReplyId, at: Instant): Promise<void>;
    /** Puts an entry back to be tried again; `held`: the attempt does not count. */
    retryAt(id: ReplyId, at: Instant, reason: string, held?: boolean): Promise<void>;
    markDead(id: ReplyId, reason: string): Promise<void>;
    /** Drops what waits in a conversation and was composed by the bot: a person took over. Gives how many. */
    dropWaiting(conversationId: ConversationId, reason: string): Promise<number>;
    /** Drops what waits of one turn: its question was taken back. Gives how many. */
    dropTurn(turnId: TurnId, reason: string): Promise<number>;
    /** After a crash: entries left in `sending` go back to `waiting`. Gives how many. */
    releaseSending(at: Instant): Promise<number>;
    list(filter: {
      readonly conversationId?: ConversationId;
      readonly state?: OutboxState;
      readonly limit?: number;
    }): Promise<readonly OutboxEntry[]>;
    /** Puts a dead entry back. */
    replay(id: ReplyId, at: Instant): Promise<void>;
  };
  readonly tickets: {
    /** Opens a ticket with the next code of `prefix` and the day in China; a code is never used twice, not even after an abort of others. */
    open(draft: TicketDraft, prefix: string, at: Instant): Promise<Ticket>;
    get(id: TicketId): Promise<Ticket | null>;
    findByCode(caseCode: string): Promise<Ticket | null>;
    /** Tickets whose applicant gave this telephone number, the newest first. */
    findByPhone(number: string): Promise<readonly Ticket[]>;
    /** Writes back a ticket read before; throws `stale_version` where `version` is not the stored one. */
    save(ticket: Ticket, at: Instant): Promise<Ticket>;
    list(filter: {
      readonly conversationId?: ConversationId;
      readonly status?: TicketStatus;
      readonly limit?: number;
    }): Promise<readonly Ticket[]>;
  };
  readonly events: {
    append(event: Omit<EventRecord, 'id' | 'sequence' | 'hash' | 'previousHash'>): Promise<EventRecord>;
    read(filter: {
      readonly ticketId?: TicketId;
      readonly conversationId?: ConversationId;
      readonly kind?: string;
      readonly limit?: number;
    }): Promise<readonly EventRecord[]>;
    /** Walks the whole chain; gives the sequence of the first entry that does not fit, or `null`. */
    verifyChain(): Promise<number | null>;
  };
  readonly suggestions: {
    /** Stores drafts for a turn and withdraws the conversation's earlier open ones. */
    offer(conversationId: ConversationId, turnId: TurnId, drafts: readonly SuggestionDraft[], at: Instant): Promise<readonly Suggestion[]>;
    get(id: SuggestionId): Promise<Suggestion | null>;
    /** Records what staff did; throws `stale_version` where it is no longer open. */
    decide(
      id: SuggestionId,
      decision: 'accepted' | 'edited' | 'rejected',
      staffId: StaffId,
      sentText: string | null,
      at: Instant,
    ): Promise<Suggestion>;
    withdrawOpen(conversationId: ConversationId, at: Instant): Promise<number>;
    list(filter: { readonly conversationId: ConversationId; readonly state?: Suggestion['state'] }): Promise<readonly Suggestion[]>;
  };
  readonly alerts: {
    raise(conversationId: ConversationId, reason: string, account: string, at: Instant): Promise<Alert>;
    get(id: AlertId): Promise<Alert | null>;
    save(alert: Alert): Promise<void>;
    open(): Promise<readonly Alert[]>;
    list(filter: { readonly conversationId?: ConversationId; readonly limit?: number }): Promise<readonly Alert[]>;
  };
  readonly care: {
    /** Writes down what must be done; nothing is done by it. */
    plan(task: Omit<CareTask, 'id' | 'remindedAt'>): Promise<CareTask>;
    get(id: CareTaskId): Promise<CareRecord | null>;
    list(filter: { readonly conversationId: ConversationId }): Promise<readonly CareRecord[]>;
    /** Tasks due by a moment for which no closing deed was recorded, the most overdue first. */
    open(dueBy: Instant, limit: number): Promise<readonly CareTask[]>;
    /** Notes that somebody was reminded, and whom the task waits for now. */
    remind(id: CareTaskId, account: string, at: Instant): Promise<void>;
    /** Records what was done. A deed is never changed. */
    record(deed: Omit<Deed, 'id'>): Promise<Deed>;
  };
  readonly pages: {
    enqueue(
      page: Pick<Page, 'conversationId' | 'alertId' | 'reason' | 'account' | 'by' | 'chatKey'> & { readonly at: Instant },
    ): Promise<void>;
    /** Gives what may be sent now and counts the attempt; until `until` nobody else gets it. */
    claim(at: Instant, until: Instant, limit: number): Promise<readonly Page[]>;
    markSent(id: string, at: Instant): Promise<void>;
    retryAt(id: string, at: Instant, failure: string): Promise<void>;
    markDead(id: string, failure: string): Promise<void>;
    list(filter: { readonly conversationId: ConversationId }): Promise<readonly Page[]>;
    /** How a person chose to be called; the console where nothing was chosen. */
    reachOf(staffId: StaffId): Promise<Reach>;
    setReach(staffId: StaffId, reach: Reach): Promise<void>;
  };
  readonly schedule: {
    /** One waiting reminder a conversation: a later one replaces it. */
    set(conversationId: ConversationId, dueAt: Instant, reply: Reply): Promise<void>;
    cancel(conversationId: ConversationId): Promise<void>;
    /** What waits in a conversation, without taking it out. */
    waiting(conversationId: ConversationId): Promise<readonly ScheduledReply[]>;
    /** Takes out what is due. */
    takeDue(at: Instant, limit: number): Promise<readonly ScheduledReply[]>;
  };
  readonly feedback: {
    /** Counts a question; `votedDown` names the entry whose answer was called useless. */
    recordUnknown(question: string, at: Instant, votedDown?: string): Promise<void>;
    listUnknown(state: UnknownQuestion['state'], limit: number): Promise<readonly UnknownQuestion[]>;
    setUnknownState(id: string, state: UnknownQuestion['state']): Promise<void>;
    recordCorrection(correction: LabelCorrection): Promise<void>;
    listCorrections(limit: number): Promise<readonly LabelCorrection[]>;
    /** A thumb up or down on an answer, by entry. */
    recordVote(entryId: string, from: FieldSource, up: boolean, at: Instant): Promise<void>;
    /** Votes up and down an entry, by entry id. */
    countVotes(): Promise<readonly { readonly entryId: string; readonly up: number; readonly down: number }[]>;
  };
  readonly calls: {
    /** Adds a call to its conversation. */
    open(call: Call): Promise<void>;
    get(conversationId: ConversationId): Promise<Call | null>;
    /** By the call centre's own id. */
    findByCallId(callId: string): Promise<Call | null>;
    save(call: Call): Promise<void>;
    /** Calls of a call centre that have not ended, the newest first. */
    listOpen(): Promise<readonly Call[]>;
    /** Remembers an event of the call centre by its id; `false` where it was remembered before. */
    noteEvent(eventId: string, conversationId: ConversationId, at: Instant): Promise<boolean>;
    /** Other calls from the same number, the newest first. */
    fromNumber(callerNumber: string, except: ConversationId): Promise<readonly Call[]>;
    /** Calls to be settled: those that ended by `endedBy`, and those of a call centre that never ended and told nothing since `silentSince`. */
    unsettled(endedBy: Instant, silentSince: Instant): Promise<readonly Call[]>;
    /**
     * Blanks the words of a call in messages, lines and suggestions, except those of the turns named; levels, rules, times and labels stay.
     * Messages that no turn took yet stay. Gives how many rows changed.
     */
    forgetWords(conversationId: ConversationId, except: ReadonlySet<TurnId>): Promise<number>;
  };
  readonly ownKnowledge: {
    add(item: Pick<OwnKnowledge, 'content' | 'questionId' | 'writtenBy'>, at: Instant): Promise<OwnKnowledge>;
    get(id: string): Promise<OwnKnowledge | null>;
    /** Every addition, newest first. */
    list(): Promise<readonly OwnKnowledge[]>;
    /** Publishes or withdraws. Throws `not_found`. */
    review(id: string, state: 'published' | 'withdrawn', by: StaffId, at: Instant): Promise<OwnKnowledge>;
  };
  readonly staff: {
    create(staff: Omit<Staff, 'id'>, passwordHash: string): Promise<Staff>;
    list(): Promise<readonly Staff[]>;
    get(id: StaffId): Promise<Staff | null>;
    findByAccount(account: string): Promise<{ readonly staff: Staff; readonly passwordHash: string } | null>;
    /** Sets a new password and ends every session of the account. */
    setPassword(id: StaffId, passwordHash: string, mustChange: boolean): Promise<void>;
    update(staff: Staff): Promise<void>;
    /** Sessions are stored by the hash of their token. */
    openSession(tokenHash: string, staffId: StaffId, expiresAt: Instant): Promise<void>;
    findSession(tokenHash: string, at: Instant): Promise<Staff | null>;
    closeSession(tokenHash: string): Promise<void>;
  };
  /**
   * Erases a conversation's personal details (message texts, state, personal ticket fields, summaries) and leaves what must be
   * kept (codes, colours, times, the event chain). Gives the count of rows changed.
   */
  erasePerson(conversationId: ConversationId, at: Instant): Promise<number>;
}

/** Keeps everything that must outlive the process. */
export interface Store {
  /** Runs `work` in one transaction: all of it happens or none. Transactions that write run one after another. */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /** Writes a whole, consistent copy of the database to a file, under load. */
  backup(toFile: string): Promise<void>;
  close(): Promise<void>;
}
