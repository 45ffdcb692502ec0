import type { InboundMessage, Reply } from '../../core/channel.ts';
import type { Field } from '../../core/field.ts';
import { type ConversationId, createId, type MessageId } from '../../core/ids.ts';
import { addMilliseconds, type Instant } from '../../core/instant.ts';
import type { ScreenResult } from '../../core/risk.ts';
import type { OutboxEntry, Store, TranscriptLine } from '../../core/store.ts';
import type { TicketDraft } from '../../core/ticket.ts';
import type { TriageResult } from '../../core/turn.ts';

/** A store under test, and the ways past it that only a test has. */
export type StoreHarness = {
  readonly store: Store;
  /** Runs SQL on the database behind the store's back. */
  tamper(sql: string): Promise<void>;
  /** Everything that lies on the disk for this store. Closes it first. */
  rawBytes(): Promise<Buffer>;
  close(): Promise<void>;
};

/** Opens a new, empty store. */
export type OpenStore = () => Promise<StoreHarness>;

/** A moment, `seconds` after the tests' beginning. */
export function moment(seconds: number): Instant {
  return addMilliseconds('2026-11-24T03:10:00.000+08:00', seconds * 1000);
}

/** A private message of one person. */
export function inbound(id: string, text: string, change: Partial<InboundMessage> = {}): InboundMessage {
  return {
    channel: 'wechat',
    channelMessageId: id,
    chatKey: 'chat-1',
    personKey: 'person-1',
    space: 'private',
    addressed: true,
    kind: 'text',
    text,
    quotedText: null,
    sentAt: moment(0),
    ...change,
  };
}

/** Begins a conversation of its own and gives its id. */
export async function beginConversation(store: Store, chatKey: string, text = '在吗', seconds = 0): Promise<ConversationId> {
  const message = inbound(`${chatKey}-first`, text, { chatKey });
  return (await store.transaction((tx) => tx.inbox.accept(message, moment(seconds)))).conversationId;
}

/** A reply of the bot. */
export function reply(text: string, change: Partial<Reply> = {}): Reply {
  return { key: 'test.reply', text, origin: 'fixed', quickReplies: [], citations: [], privately: false, ...change };
}

/** A reply to put into the outbox. */
export function outgoing(
  conversationId: ConversationId,
  text: string,
  change: Partial<Reply> = {},
): Omit<OutboxEntry, 'state' | 'attempts' | 'reason' | 'sequence'> {
  return {
    ...reply(text, change),
    id: createId(),
    conversationId,
    turnId: null,
    channel: 'wechat',
    chatKey: 'chat-1',
    personKey: 'person-1',
    answersMessageId: null,
    nextAttemptAt: moment(0),
    createdAt: moment(0),
  };
}

/** A fact that a resident said. */
export function field(value: Field['value'], messageId: MessageId | null = null): Field {
  return { value, source: 'resident', messageId, confirmed: false, at: moment(0), confidence: 0.9 };
}

/** A ticket to open. */
export function ticketDraft(conversationId: ConversationId, change: Partial<TicketDraft> = {}): TicketDraft {
  return {
    conversationId,
    channel: 'wechat',
    disputeType: '邻里纠纷',
    routes: ['mediator_grid', 'legal_qa'],
    urgency: 'yellow',
    urgencyRule: 'yellow.dispute',
    risk: 'none',
    riskKinds: [],
    status: 'received',
    formId: 'neighbour',
    formVersion: 1,
    fields: {},
    summary: '',
    assigneeId: null,
    promisedBy: null,
    ...change,
  };
}

/** What a screen found in these words. */
export function screenOf(words: string): ScreenResult {
  const finding = { level: 'watch', kind: 'threat_received', by: 'lexicon', rule: 'test.threat', words } as const;
  return { level: 'watch', kinds: ['threat_received'], findings: [finding], lowered: [{ ...finding, by: 'context' }], failed: false };
}

/** What a triage read, with these facts. */
export function triageOf(fields: TriageResult['fields']): TriageResult {
  return {
    disputeType: '邻里纠纷',
    disputeConfidence: 0.8,
    routes: ['mediator_grid'],
    urgency: 'yellow',
    urgencyRule: 'yellow.dispute',
    intent: 'dispute',
    fields,
  };
}

/** A resident's line. */
export function residentLine(
  conversationId: ConversationId,
  text: string,
  change: Partial<TranscriptLine> = {},
): Omit<TranscriptLine, 'sequence'> {
  return {
    id: createId<'message'>(),
    conversationId,
    at: moment(0),
    from: 'resident',
    staffId: null,
    text,
    reply: null,
    turnId: null,
    screen: null,
    triage: null,
    ...change,
  };
}
