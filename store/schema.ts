import type { Call, CallState, ConsentState } from '../core/call.ts';
import type { CareTaskId, CareTaskKind, DeedOutcome } from '../core/care-task.ts';
import type { ChannelKind, InboundMessage, Reply } from '../core/channel.ts';
import type { Owner } from '../core/conversation.ts';
import type { AlertId, ConversationId, EventId, MessageId, ReplyId, StaffId, SuggestionId, TicketId, TurnId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { Page, ReachKind } from '../core/page.ts';
import type { RiskLevel } from '../core/risk.ts';
import type { StaffRole } from '../core/staff.ts';
import type { LabelCorrection, OutboxState, OwnKnowledge, Suggestion, TranscriptLine, UnknownQuestion } from '../core/store.ts';
import type { TicketStatus } from '../core/ticket.ts';
import type { Urgency } from '../core/urgency.ts';

/** A text that `FieldCipher` sealed. */
export type Sealed = string;

/** A yes or no: 1 or 0, the one form that every driver takes. */
type Flag = number;

/** The tables as the queries see them. Lists that nobody searches are JSON in a text column. */
export type Tables = {
  settings: { name: string; value: string };
  conversations: {
    id: ConversationId;
    channel: ChannelKind;
    address_hash: string;
    /** `{chatKey, personKey}` */
    address: Sealed;
    space: 'private' | 'group';
    owner_kind: Owner['kind'];
    owner_staff_id: StaffId | null;
    owner_since: Instant | null;
    risk: RiskLevel;
    risk_kinds: string;
    urgency: Urgency;
    state: Sealed | null;
    ticket_id: TicketId | null;
    created_at: Instant;
    updated_at: Instant;
    version: number;
  };
  /** What changes with each line, apart from the conversation, so that a new message does not make a drafted turn stale. */
  conversation_activity: {
    conversation_id: ConversationId;
    message_count: number;
    line_count: number;
    reply_count: number;
    last_message_at: Instant;
    last_staff_at: Instant | null;
  };
  messages: {
    id: MessageId;
    conversation_id: ConversationId;
    sequence: number;
    channel: ChannelKind;
    message_hash: string;
    space: 'private' | 'group';
    addressed: Flag;
    kind: InboundMessage['kind'];
    sent_at: Instant;
    received_at: Instant;
    turn_id: TurnId | null;
    /** `{channelMessageId, chatKey, personKey, text, quotedText}`; `null` once erased. */
    content: Sealed | null;
  };
  transcript_lines: {
    id: string;
    conversation_id: ConversationId;
    sequence: number;
    at: Instant;
    from_whom: TranscriptLine['from'];
    staff_id: StaffId | null;
    turn_id: TurnId | null;
    /** `{text, reply}` */
    content: Sealed;
    screen: Sealed | null;
    triage: Sealed | null;
  };
  outbox: {
    id: ReplyId;
    conversation_id: ConversationId;
    sequence: number;
    turn_id: TurnId | null;
    channel: ChannelKind;
    origin: Reply['origin'];
    state: OutboxState;
    attempts: number;
    next_attempt_at: Instant;
    reason: string | null;
    /** Set while it is being sent: if that fails it is dropped with this reason, not tried again. */
    drop_reason: string | null;
    /** The person asked to be erased while it waited: its words go when it went. */
    erase_after: Flag;
    created_at: Instant;
    sent_at: Instant | null;
    /** `{chatKey, personKey, reply}` */
    content: Sealed;
  };
  calls: {
    conversation_id: ConversationId;
    source: Call['source'];
    call_hash: string | null;
    caller_hash: string | null;
    state: CallState;
    state_sequence: number;
    consent: ConsentState;
    /** `{callId, callerNumber, agent, recording, handOff, answeredAt, consentAt, consentBy}` */
    content: Sealed;
    started_at: Instant;
    ended_at: Instant | null;
    last_event_at: Instant;
    settled_at: Instant | null;
  };
  call_events: { event_hash: string; conversation_id: ConversationId; at: Instant };
  case_counters: { name: string; value: number };
  tickets: {
    id: TicketId;
    case_code: string;
    conversation_id: ConversationId;
    channel: ChannelKind;
    dispute_type: string;
    routes: string;
    urgency: Urgency;
    urgency_rule: string;
    risk: RiskLevel;
    risk_kinds: string;
    status: TicketStatus;
    form_id: string;
    form_version: number;
    /** `{fields, summary}` */
    content: Sealed;
    /** Of the applicant's number. */
    phone_hash: string | null;
    assignee_id: StaffId | null;
    promised_by: Instant | null;
    created_at: Instant;
    updated_at: Instant;
    version: number;
  };
  events: {
    sequence: number;
    id: EventId;
    at: Instant;
    kind: string;
    conversation_id: ConversationId | null;
    ticket_id: TicketId | null;
    staff_id: StaffId | null;
    detail: Sealed;
    /** SHA-256 of `detail` as it was first written: the hash covers this, so that an erasure leaves the chain whole. */
    detail_digest: string;
    hash: string;
    previous_hash: string;
  };
  event_heads: { name: string; sequence: number; hash: string };
  suggestions: {
    id: SuggestionId;
    conversation_id: ConversationId;
    turn_id: TurnId;
    position: number;
    source: Suggestion['from'];
    state: Suggestion['state'];
    /** `{reply, why}` */
    draft: Sealed;
    decided_by: StaffId | null;
    decided_at: Instant | null;
    sent_text: Sealed | null;
    created_at: Instant;
  };
  alerts: {
    id: AlertId;
    conversation_id: ConversationId;
    reason: Sealed;
    raised_at: Instant;
    paged: string;
    seen_at: Instant | null;
    accepted_at: Instant | null;
    contacted_at: Instant | null;
    handled_by: StaffId | null;
    closed_at: Instant | null;
  };
  care_tasks: {
    id: CareTaskId;
    conversation_id: ConversationId;
    alert_id: AlertId | null;
    kind: CareTaskKind;
    account: string;
    due_at: Instant;
    created_at: Instant;
    reminded_at: Instant | null;
  };
  deeds: {
    id: string;
    task_id: CareTaskId;
    conversation_id: ConversationId;
    outcome: DeedOutcome;
    at: Instant;
    staff_id: StaffId;
    /** `{receiver, receipt, note}` */
    content: Sealed;
  };
  pages: {
    id: string;
    conversation_id: ConversationId;
    alert_id: AlertId | null;
    reason: Page['reason'];
    account: string;
    sent_by: Page['by'];
    chat_key: Sealed;
    state: Page['state'];
    attempts: number;
    next_attempt_at: Instant;
    created_at: Instant;
    sent_at: Instant | null;
    failure: string | null;
  };
  reach: { staff_id: StaffId; reach_by: ReachKind; chat_key: Sealed };
  scheduled_replies: { id: string; conversation_id: ConversationId; due_at: Instant; reply: Sealed };
  unknown_questions: {
    id: string;
    question_hash: string;
    question: Sealed;
    count: number;
    first_at: Instant;
    last_at: Instant;
    state: UnknownQuestion['state'];
    reason: UnknownQuestion['reason'];
    entry_id: string | null;
  };
  own_knowledge: {
    id: string;
    state: OwnKnowledge['state'];
    content: Sealed;
    question_id: string | null;
    written_by: StaffId;
    written_at: Instant;
    reviewed_by: StaffId | null;
    reviewed_at: Instant | null;
  };
  label_corrections: {
    id: string;
    turn_id: TurnId;
    label: LabelCorrection['label'];
    was: string;
    now: string;
    staff_id: StaffId;
    at: Instant;
  };
  votes: { id: string; entry_id: string; source: string; up: Flag; at: Instant };
  staff: {
    id: StaffId;
    account: string;
    display_name: Sealed;
    role: StaffRole;
    active: Flag;
    must_change_password: Flag;
    password_hash: string;
    created_at: Instant;
  };
  sessions: { token_hash: string; staff_id: StaffId; expires_at: Instant };
};
