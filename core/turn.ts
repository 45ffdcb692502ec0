import type { ChannelKind } from './channel.ts';
import type { DisputeLabel } from './dispute-type.ts';
import type { Fields } from './field.ts';
import type { ConversationId, MessageId, TurnId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { ScreenResult } from './risk.ts';
import type { Route } from './route.ts';
import type { UnheardReason } from './transcriber.ts';
import type { Urgency } from './urgency.ts';

/** One settled inbound message: the lines that a resident sent in one burst, taken together. */
export type Turn = {
  readonly id: TurnId;
  readonly conversationId: ConversationId;
  readonly channel: ChannelKind;
  readonly space: 'private' | 'group';
  readonly addressed: boolean;
  /** The lines in the order they came. Never empty. */
  readonly messages: readonly {
    readonly id: MessageId;
    readonly text: string;
    readonly kind: string;
    readonly at: Instant;
    /** Something that came with it could not be kept. */
    readonly isIncomplete?: boolean;
    /** The words were written down from speech by a program. */
    readonly spoken?: boolean;
    /** It is a recording that a program tried to write down in vain. */
    readonly unheard?: UnheardReason;
  }[];
  /** The lines joined with line breaks. May be empty: an image alone. */
  readonly text: string;
  /** When the last line came. Relative dates in the text are read against it. */
  readonly at: Instant;
};

/** Where a turn goes and why. */
export type TriageResult = {
  readonly disputeType: DisputeLabel;
  /** 0 to 1. Under the site's floor a person decides. */
  readonly disputeConfidence: number;
  /** The type that it may as well be and that would go another way: one question back settles it. */
  readonly rival?: DisputeLabel | null;
  readonly routes: readonly Route[];
  readonly urgency: Urgency;
  /** The name of the written rule that gave the colour (`orange.ten_people`). */
  readonly urgencyRule: string;
  /** What the resident wants of us, as far as the words tell. */
  readonly intent:
    | 'question'
    | 'dispute'
    | 'handoff'
    | 'case_status'
    | 'greeting'
    | 'thanks'
    | 'complaint'
    | 'privacy'
    | 'out_of_scope'
    | 'unclear';
  /** Facts read from this turn alone, by field name. */
  readonly fields: Fields;
};

/** A turn after the screen and the triage: what a flow works on. */
export type ScreenedTurn = Turn & { readonly screen: ScreenResult; readonly triage: TriageResult };
