import type { AlertId, ConversationId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Urgency } from './urgency.ts';

/** By what a person on duty is called besides the console, which always rings. */
export const reachKinds = ['console', 'telegram', 'wechat', 'wecom'] as const;

/** By what a person on duty is called. */
export type ReachKind = (typeof reachKinds)[number];

/** How a person chose to be called: the chat of that channel by its own key; empty for the console. */
export type Reach = { readonly by: ReachKind; readonly chatKey: string };

/** Where a call stands. */
export type PageState = 'waiting' | 'sent' | 'dead';

/** One call of a person over one way. Holds no word of the resident: a case code, a colour, a link. */
export type Page = {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly alertId: AlertId | null;
  readonly reason: 'red_alert' | 'task_due';
  readonly account: string;
  readonly by: 'webhook' | Exclude<ReachKind, 'console'>;
  /** The chat key; empty for the webhook. */
  readonly chatKey: string;
  readonly state: PageState;
  readonly attempts: number;
  readonly nextAttemptAt: Instant;
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  readonly failure: string | null;
};

/** What leaves the house with a call. */
export type PageNotice = {
  readonly id: string;
  readonly reason: Page['reason'];
  /** `null` where no ticket is open yet. */
  readonly caseCode: string | null;
  readonly urgency: Urgency;
  readonly link: string;
  readonly at: Instant;
};

/** Calls somebody over the operator's webhook. Gives `null` where it went, or why it did not; never throws. */
export interface PageWebhook {
  send(notice: PageNotice): Promise<string | null>;
}
