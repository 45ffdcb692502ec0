import type { Citation } from './citation.ts';
import type { ReplyId } from './ids.ts';
import type { Instant } from './instant.ts';

/** The doors that people come through. `phone` is a volunteer who types what a caller says. */
export const channelKinds = ['web', 'terminal', 'phone', 'wechat', 'telegram', 'official_account', 'wecom'] as const;

/** One of the doors. */
export type ChannelKind = (typeof channelKinds)[number];

/** A message as a channel hands it in, verified and mapped, nothing decided. */
export type InboundMessage = {
  readonly channel: ChannelKind;
  /** The channel's own id of the message: the key that makes a redelivery change nothing. Unique within the channel. */
  readonly channelMessageId: string;
  /** The channel's own id of the chat or group. */
  readonly chatKey: string;
  /** The channel's own id of the sender. A group holds one conversation a sender. */
  readonly personKey: string;
  readonly space: 'private' | 'group';
  /** In a group: mentioned, quoted, or called by name or prefix. Always true in private. */
  readonly addressed: boolean;
  readonly kind: 'text' | 'voice' | 'image' | 'file' | 'other';
  /** The words; for a voice message its transcript, or empty. */
  readonly text: string;
  /** What the message quotes, or `null`. */
  readonly quotedText: string | null;
  readonly sentAt: Instant;
};

/** A choice that a resident can tap; where a channel has no buttons it is shown as a number. */
export type QuickReply = { readonly label: string; readonly send: string };

/** A reply as a flow composes it. */
export type Reply = {
  /** The stable key of the wording (`safety.suicide.imminent.first`), for tests, reports and the outbox. */
  readonly key: string;
  readonly text: string;
  /** `fixed`: reviewed wording. `corpus`: composed from reviewed entries. `form`: a form's question or read-back. `generated`: a model's words, verified and labelled. `staff`: a person's own words. */
  readonly origin: 'fixed' | 'corpus' | 'form' | 'generated' | 'staff';
  readonly quickReplies: readonly QuickReply[];
  readonly citations: readonly Citation[];
  /** In a group conversation: send it to the person privately instead of into the group. */
  readonly privately: boolean;
};

/** A reply on its way out. */
export type OutboundReply = Reply & {
  readonly id: ReplyId;
  readonly channel: ChannelKind;
  readonly chatKey: string;
  readonly personKey: string;
  /** The place within its conversation; delivered in this order. */
  readonly sequence: number;
};

/** What became of a delivery. `retry` may be tried again after `afterMs`; `gone` never. */
export type DeliveryOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string }
  | { readonly kind: 'gone'; readonly reason: string };

/** What a channel can carry; replies are shaped by it. */
export type ChannelCapabilities = {
  /** The longest text of one message, in characters. */
  readonly maxTextLength: number;
  /** How many tappable choices one message may have; 0: choices are numbered in the text. */
  readonly buttons: number;
  readonly groups: boolean;
};

/** One door: verify, map, acknowledge, deliver. No rule of the business lives in it. */
export interface Channel {
  readonly kind: ChannelKind;
  readonly capabilities: ChannelCapabilities;
  /** Starts receiving. `accept` resolves once the message is stored: only then may the channel acknowledge. */
  start(accept: (message: InboundMessage) => Promise<void>): Promise<void>;
  deliver(reply: OutboundReply): Promise<DeliveryOutcome>;
  stop(): Promise<void>;
}
