import type { Citation } from './citation.ts';
import type { ReplyId } from './ids.ts';
import type { Instant } from './instant.ts';

/** The doors that people come through. `phone` is a call: a volunteer types what the caller says, or a call centre sends the transcript. */
export const channelKinds = ['web', 'terminal', 'phone', 'wechat', 'telegram', 'official_account', 'wecom'] as const;

/** One of the doors. */
export type ChannelKind = (typeof channelKinds)[number];

/** A picture, a recording, a file or a card that came with a message. */
export type Attachment = {
  readonly kind: 'image' | 'voice' | 'video' | 'file' | 'contact_card';
  /** The name that the sender's program gave it; empty where it gave none. */
  readonly name: string;
  readonly mimeType: string;
  /** In bytes; 0 where it is not known. */
  readonly size: number;
  /** The name under which `MediaStore` keeps the bytes; `null` where they were not kept, for the reason in `missing`. */
  readonly hash: string | null;
  readonly missing: 'too_large' | 'unreadable' | 'not_carried' | null;
};

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
  /** The words were written down from speech by a program and may be wrong. */
  readonly spoken?: boolean;
  /** What the message quotes, or `null`. */
  readonly quotedText: string | null;
  readonly sentAt: Instant;
  /** What came with it, in order; left out where nothing did. */
  readonly attachments?: readonly Attachment[];
  /** The grid (网格) of the group, by the site's mapping; left out where it has none. */
  readonly gridId?: string;
  /** It goes on in mid-sentence where the message before it stopped: speech that was written down in pieces. Read without a break. */
  readonly continues?: boolean;
};

/** What became of a message after it was sent. A message that we do not know changes nothing. */
export type InboundChange =
  /** The sender took it back: staff see that, nothing answers it any more. */
  | { readonly kind: 'recalled'; readonly channel: ChannelKind; readonly channelMessageId: string; readonly at: Instant }
  /** The sender wrote it anew: it is heard as a new line, screened like any. */
  | {
      readonly kind: 'edited';
      readonly channel: ChannelKind;
      readonly channelMessageId: string;
      readonly text: string;
      readonly at: Instant;
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
  /** The reviewed entry that it was composed from, where it was: votes count for it. */
  readonly entryId?: string;
};

/** A reply on its way out. */
export type OutboundReply = Reply & {
  readonly id: ReplyId;
  readonly channel: ChannelKind;
  readonly chatKey: string;
  readonly personKey: string;
  /** The place within its conversation; delivered in this order. */
  readonly sequence: number;
  /** Counts the attempts, from 1. Above 1 it may have gone out already: a channel that can tell looks first. */
  readonly attempt: number;
  /** The channel's own id of the last message that this reply answers, to quote it; `null` where it answers none. */
  readonly answersMessageId: string | null;
  /** When it was written. */
  readonly createdAt: Instant;
};

/** What became of a delivery. `retry` may be tried again after `afterMs`; `gone` never. `held`: the door is shut for all, which counts as no attempt of this reply. */
export type DeliveryOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string; readonly held?: boolean }
  | { readonly kind: 'gone'; readonly reason: string };

/** What a channel can carry; replies are shaped by it. The table: `core/channel-capabilities.ts`. */
export type ChannelCapabilities = {
  /** The longest text of one message, in characters. */
  readonly maxTextLength: number;
  /** How many tappable choices one message may have; 0: choices are numbered in the text. */
  readonly buttons: number;
  readonly groups: boolean;
  /** Shows `citations` as cards; else the text must name the articles. */
  readonly citationCards: boolean;
  /** What residents can send besides words. */
  readonly media: readonly Attachment['kind'][];
  /** A sent message can be changed. */
  readonly edit: boolean;
  /** Messages that may follow one message of the resident, and for how long after it; `null`: no limit. */
  readonly proactive: { readonly messages: number; readonly withinMs: number } | null;
};

/** How a door stands, for the console and the doctor. */
export type ChannelStatus = {
  readonly state: 'starting' | 'online' | 'waiting_for_login' | 'offline' | 'refused' | 'stopped';
  /** A stable code of what is wrong (`bad_token`, `service_down`, `rate_limited`); `null` where nothing is. */
  readonly problem: string | null;
  /** What must be scanned to log in, as text for a QR code; `null` where nothing must. */
  readonly qrText: string | null;
  readonly since: Instant;
};

/** Where a channel hands in what it receives. */
export interface ChannelInbox {
  /** Resolves once the message is stored: only then may the channel acknowledge. Rejects where it could not be stored. */
  accept(message: InboundMessage): Promise<void>;
  /** Resolves once the change is stored. */
  change(change: InboundChange): Promise<void>;
}

/** One door: verify, map, acknowledge, deliver. No rule of the business lives in it. */
export interface Channel {
  readonly kind: ChannelKind;
  readonly capabilities: ChannelCapabilities;
  /** Public questions only: no case is taken in and no detail of a person is asked for or kept, except where somebody is in danger. */
  readonly publicOnly?: boolean;
  /** Starts receiving. `accept` resolves once the message is stored: only then may the channel acknowledge. */
  start(accept: ChannelInbox['accept'], change: ChannelInbox['change']): Promise<void>;
  deliver(reply: OutboundReply): Promise<DeliveryOutcome>;
  stop(): Promise<void>;
  /** How it stands now; a door without this one is online from `start` to `stop`. */
  status?(): ChannelStatus;
}
