import { z } from 'zod';
import type { Call, CallState, ConsentState, Hearing } from '../../core/call.ts';
import { type CareTask, type Deed, deedReportSchema } from '../../core/care-task.ts';
import type { Attachment, ChannelKind, QuickReply } from '../../core/channel.ts';
import type { ArticleText, Citation } from '../../core/citation.ts';
import type { Conversation } from '../../core/conversation.ts';
import type { DisputeLabel } from '../../core/dispute-type.ts';
import type { ErrorCode } from '../../core/errors.ts';
import type { Fields } from '../../core/field.ts';
import type { FormField } from '../../core/form.ts';
import type { Instant } from '../../core/instant.ts';
import { reachKinds } from '../../core/page.ts';
import type { EntryName, OwnFault } from '../../core/retriever.ts';
import { type RiskKind, type RiskLevel, riskLevels } from '../../core/risk.ts';
import type { Hotline, Site } from '../../core/site.ts';
import { type Staff, staffRoles } from '../../core/staff.ts';
import type { Alert, OutboxEntry, OutboxState, OwnKnowledge, Suggestion, TranscriptLine, UnknownQuestion } from '../../core/store.ts';
import { type CaseProgress, type Ticket, type TicketStatus, ticketStatuses } from '../../core/ticket.ts';
import { type Urgency, urgencies } from '../../core/urgency.ts';

/** Codes of an error answer: ours, and what only the edge knows. */
export type ApiErrorCode =
  | ErrorCode
  | 'signed_out'
  | 'must_change_password'
  | 'wrong_password'
  | 'too_many'
  | 'too_large'
  | 'wrong_type'
  | 'foreign_origin'
  | 'own_review'
  | 'failed';

/** The body of every answer that is no success. `message` is for a technician; pages show their own words by `code`. */
export type ApiError = { readonly code: ApiErrorCode; readonly message: string };

const id = z.string().min(1).max(64);
/** Made by the page; sent again it changes nothing. */
const clientId = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);
const fileHash = z.string().regex(/^[\da-f]{64}$/);
const version = z.number().int().nonnegative();

/** The longest text that one message may have, in characters. */
export const longestMessage = 2000;
/** The longest text that a volunteer may type or paste of a call, in characters. */
const longestCallText = 8000;

/** Every request body and query of the API by route. */
export const requests = {
  residentMessage: z.strictObject({
    clientId,
    text: z.string().trim().min(1).max(longestMessage),
  }),
  /** `null`: forget it. */
  visitorCookie: z.strictObject({ token: z.string().nullable() }),
  /** The query of a file's upload; the bytes are the body. */
  residentFile: z.strictObject({ clientId, name: z.string().max(200).default('') }),
  residentFileByHash: z.strictObject({ hash: fileHash }),
  conversationFile: z.strictObject({ id, hash: fileHash }),
  linesAfter: z.strictObject({ after: z.coerce.number().int().nonnegative().default(0) }),
  caseLookUp: z.strictObject({
    caseCode: z
      .string()
      .trim()
      .regex(/^[A-Za-z]{2}\d{8,16}$/),
    phoneTail: z.string().regex(/^\d{4}$/),
  }),
  vote: z.strictObject({ replyId: id, up: z.boolean() }),
  article: z.strictObject({ law: z.string().min(1).max(80), article: z.string().min(1).max(40) }),
  signIn: z.strictObject({ account: z.string().trim().min(1).max(64), password: z.string().min(1).max(200) }),
  changePassword: z.strictObject({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) }),
  queue: z.strictObject({
    owner: z.enum(['bot', 'queue', 'person']).optional(),
    mine: z.enum(['1']).optional(),
    urgency: z.enum(urgencies).optional(),
    status: z.enum(ticketStatuses).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  byId: z.strictObject({ id }),
  takeOver: z.strictObject({ force: z.boolean().default(false) }),
  staffMessage: z.strictObject({ text: z.string().trim().min(1).max(longestMessage), suggestionId: id.optional() }),
  callerLine: z.strictObject({ text: z.string().trim().min(1).max(longestCallText) }),
  startCall: z.strictObject({
    callerNumber: z
      .string()
      .trim()
      .regex(/^[\d+\-\s]{0,24}$/),
  }),
  callConsent: z.strictObject({ state: z.enum(['asked', 'given', 'refused']) }),
  callHandOff: z.strictObject({ staffId: id.nullable() }),
  lowerRisk: z.strictObject({ risk: z.enum(riskLevels), urgency: z.enum(urgencies), reason: z.string().trim().min(2).max(500) }),
  editField: z.strictObject({
    name: z.string().min(1).max(80),
    value: z.union([z.string().max(4000), z.number(), z.boolean(), z.array(z.string().max(1000)).max(50)]).nullable(),
    version,
  }),
  status: z.strictObject({ status: z.enum(ticketStatuses), version }),
  assignee: z.strictObject({ staffId: id.nullable(), version }),
  label: z.strictObject({
    label: z.enum(['dispute_type', 'route', 'urgency', 'risk']),
    now: z.string().min(1).max(300),
    turnId: id.nullable(),
  }),
  alertStep: z.strictObject({ step: z.enum(['seen', 'accepted', 'contacted', 'closed']) }),
  deed: deedReportSchema,
  reach: z.strictObject({ by: z.enum(reachKinds), chatKey: z.string().max(200).default('') }),
  exported: z.strictObject({
    format: z.enum(['json', 'csv', 'application', 'registration']),
    personal: z.enum(['1']).optional(),
  }),
  listExported: z.strictObject({ format: z.enum(['json', 'csv', 'xlsx']) }),
  unknownQuestions: z.strictObject({ state: z.enum(['open', 'answered', 'dismissed']).default('open') }),
  unknownState: z.strictObject({ state: z.enum(['open', 'answered', 'dismissed']) }),
  ownDraft: z.strictObject({
    content: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('phrasing'), entryId: z.string().min(1).max(80), phrasing: z.string().trim().min(3).max(200) }),
      z.strictObject({ kind: z.literal('entry'), entry: z.record(z.string(), z.unknown()) }),
    ]),
    questionId: id.nullish(),
  }),
  ownReview: z.strictObject({ state: z.enum(['published', 'withdrawn']) }),
  addStaff: z.strictObject({
    account: z.string().regex(/^[a-z][a-z0-9_.-]{2,31}$/),
    displayName: z.string().trim().min(1).max(40),
    role: z.enum(staffRoles),
  }),
  staffState: z.strictObject({ active: z.boolean() }),
  none: z.strictObject({}),
} as const;

/** A request body by its name. */
export type RequestBody<Name extends keyof typeof requests> = z.input<(typeof requests)[Name]>;

/** What the resident page knows of the centre before a word was said. */
export type Centre = {
  readonly name: string;
  readonly botName: string;
  readonly phone: string;
  readonly address: string;
  readonly hotlines: readonly Hotline[];
};

/** A picture, recording or file as the resident who sent it sees it. */
export type ResidentFile = Pick<Attachment, 'kind' | 'name' | 'mimeType' | 'size' | 'hash'>;

/** A line as the resident sees it. */
export type ResidentLine = {
  readonly id: string;
  readonly sequence: number;
  readonly at: Instant;
  readonly from: 'resident' | 'bot' | 'staff' | 'system';
  /** Who of the staff: role and surname; `null` for others. */
  readonly who: string | null;
  readonly text: string;
  readonly quickReplies: readonly QuickReply[];
  readonly citations: readonly Citation[];
  /** It is an answer that may be voted on. */
  readonly votable: boolean;
  /** What was sent with it, in order. */
  readonly files: readonly ResidentFile[];
  /** Words about danger: no page reads them aloud by itself, since whoever threatens may be in the room. */
  readonly quiet: boolean;
};

/** The state of a resident's conversation after a given line. */
export type ResidentView = {
  readonly lines: readonly ResidentLine[];
  /** Accepted and not yet handled, in order. */
  readonly waiting: readonly {
    readonly id: string;
    readonly text: string;
    readonly at: Instant;
    readonly files: readonly ResidentFile[];
  }[];
  readonly owner: 'bot' | 'queue' | 'person';
  /** Who has it, by role and surname, or `null`. */
  readonly who: string | null;
  readonly progress: CaseProgress | null;
};

/** A role with what it may do, for the console. */
export type Me = { readonly staff: Staff; readonly may: readonly string[] };

/** Who answers a conversation, with the person's name. */
export type OwnerView = Conversation['owner'] & { readonly name: string | null };

/** A row of the console's queue. */
export type QueueItem = {
  readonly conversationId: string;
  readonly channel: ChannelKind;
  readonly space: 'private' | 'group';
  readonly owner: OwnerView;
  readonly risk: RiskLevel;
  readonly riskKinds: readonly RiskKind[];
  readonly urgency: Urgency;
  readonly ticketId: string | null;
  readonly caseCode: string | null;
  readonly disputeType: DisputeLabel | null;
  readonly status: TicketStatus | null;
  /** How the resident is called, or `null` where it is not known. */
  readonly name: string | null;
  readonly lastText: string;
  readonly lastAt: Instant;
  readonly alert: AlertView | null;
};

/** A red alert with the names of people and what comes next. */
export type AlertView = Alert & { readonly handledByName: string | null };

/** What was planned after danger, with what was done and by whom. */
export type CareView = {
  readonly task: CareTask;
  readonly deeds: readonly (Deed & { readonly staffName: string | null })[];
  readonly open: boolean;
};

/** The queue as the console shows it. */
export type QueueView = {
  readonly now: Instant;
  readonly items: readonly QueueItem[];
  /** Every open alert, whatever filter is set. */
  readonly alerts: readonly AlertView[];
  /** Follow-ups and reports whose time has come and for which nothing was done. */
  readonly dueTasks: readonly (CareTask & { readonly caseCode: string | null })[];
  /** Calls under way that are this person's, or nobody's yet. */
  readonly calls: readonly CallNotice[];
};

/** What the house knows of a caller by the number. */
export type CallerView = {
  /** Covered where the reader's role asks for it; empty where it was withheld. */
  readonly number: string;
  readonly earlierCalls: number;
  readonly callsInMonth: number;
  /** Danger was heard of in an earlier call or case. */
  readonly danger: boolean;
};

/** A call that rings or runs, for the notice on the screen. */
export type CallNotice = {
  readonly conversationId: string;
  readonly state: CallState;
  readonly startedAt: Instant;
  /** It rings for the reader; otherwise for nobody yet. */
  readonly mine: boolean;
  readonly urgency: Urgency;
  readonly caller: CallerView;
};

/** An earlier case of the same number. */
export type EarlierCase = {
  readonly caseCode: string;
  readonly at: Instant;
  readonly disputeType: DisputeLabel;
  readonly status: TicketStatus;
  readonly urgency: Urgency;
  readonly danger: boolean;
  /** The whole name, or the surname alone, by the reader's role. */
  readonly name: string;
  readonly summary: string;
  /** To open it; `null` where the role may not. */
  readonly conversationId: string | null;
};

/** A call besides its conversation. */
export type CallView = {
  readonly source: Call['source'];
  readonly state: CallState;
  readonly consent: ConsentState;
  readonly startedAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Its words are gone, as there was no consent to keep them. */
  readonly wordsGone: boolean;
  readonly isRecorded: boolean;
  readonly handedOff: boolean;
  readonly caller: CallerView;
  readonly earlier: readonly EarlierCase[];
  /** What is being said at this moment. */
  readonly hearings: readonly Hearing[];
};

/** A transcript line with the names that a reader needs. */
export type ConsoleLine = TranscriptLine & {
  readonly staffName: string | null;
  /** Where an outgoing line stands; `null` for others and on the phone. */
  readonly delivery: OutboxState | null;
};

/** What happened, in the order of the log. */
export type ConsoleEvent = {
  readonly at: Instant;
  readonly kind: string;
  readonly staffName: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** A form as the console needs it. */
export type FormView = {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly Pick<FormField, 'name' | 'label' | 'kind' | 'required' | 'pii' | 'choices' | 'question'>[];
  readonly evidence: readonly string[];
};

/** Everything about one conversation. The flows' own state is not among it. */
export type ConversationView = {
  readonly now: Instant;
  readonly conversation: Omit<Conversation, 'state' | 'chatKey' | 'personKey' | 'owner'> & { readonly owner: OwnerView };
  readonly lines: readonly ConsoleLine[];
  readonly suggestions: readonly Suggestion[];
  readonly ticket: Ticket | null;
  readonly form: FormView;
  /** What helps a mediator to begin, in lines; empty where no ticket is open. */
  readonly guidance: readonly string[];
  /** The ticket's fields, or the facts so far where no ticket is open. */
  readonly fields: Fields;
  /** `null` where the conversation is no telephone call. */
  readonly call: CallView | null;
  readonly alerts: readonly AlertView[];
  readonly care: readonly CareView[];
  readonly events: readonly ConsoleEvent[];
};

/** What the console knows of the centre. */
export type SiteView = Pick<Site, 'name' | 'botName' | 'phone' | 'hotlines' | 'roster' | 'offices'>;

/** What a page gets for a law and an article. */
export type ArticleView = ArticleText;

/** A reply that could not be delivered. */
export type DeadLetter = Pick<OutboxEntry, 'id' | 'channel' | 'attempts' | 'reason' | 'createdAt' | 'text'> & {
  readonly conversationId: string;
};

/** The unknown questions, those of nearly the same wording together, with the entries nearest to each group. */
export type UnknownGroups = readonly {
  readonly questions: readonly UnknownQuestion[];
  readonly count: number;
  readonly lastAt: Instant;
  readonly nearest: readonly EntryName[];
}[];

/** What staff added to the corpus, and the entries that readers voted down, the most first. */
export type OwnKnowledgeView = {
  readonly items: readonly (OwnKnowledge & {
    readonly title: string;
    readonly writtenByName: string | null;
    readonly reviewedByName: string | null;
  })[];
  readonly votes: readonly { readonly entryId: string; readonly up: number; readonly down: number }[];
};

/** What became of an addition: a draft for review, or why it is not fit to be one. */
export type OwnDraftOutcome =
  | { readonly kind: 'drafted'; readonly item: OwnKnowledge }
  | { readonly kind: 'refused'; readonly faults: readonly OwnFault[] };

/** A one-time password that is shown once. */
export type OneTimePassword = { readonly staff: Staff; readonly password: string };
