import type { OutboundReply } from '../../core/channel.ts';
import { createId } from '../../core/ids.ts';
import { addMilliseconds, type Instant } from '../../core/instant.ts';
import type { Page, PageNotice } from '../../core/page.ts';
import type { Alert, StoreTransaction } from '../../core/store.ts';
import { wording } from '../../flows/replies/compose-reply.ts';
import { describeError } from './describe-error.ts';
import type { EngineCore } from './engine-parts.ts';

const pagesAtOnce = 20;
const attemptsAllowed = 8;
const firstRetryMs = 2000;
const longestRetryMs = 60_000;
/** How long a call may be under way before it is tried again: longer than the webhook's own time limit. */
const underWayMs = 30_000;

/** Puts a call into the queue of calls: over the operator's webhook where there is one, and over the channel that the person chose. */
export async function enqueuePages(
  core: EngineCore,
  tx: StoreTransaction,
  call: Pick<Page, 'conversationId' | 'alertId' | 'reason' | 'account'>,
  at: Instant,
): Promise<void> {
  if (core.pageWebhook !== undefined) await tx.pages.enqueue({ ...call, by: 'webhook', chatKey: '', at });
  const found = await tx.staff.findByAccount(call.account);
  const reach = found === null ? null : await tx.pages.reachOf(found.staff.id);
  if (reach !== null && reach.by !== 'console') await tx.pages.enqueue({ ...call, by: reach.by, chatKey: reach.chatKey, at });
}

/** What leaves the house: the case code, the colour and a link that asks for a sign-in. No word, no name, no number of the resident. */
async function noticeOf(core: EngineCore, tx: StoreTransaction, page: Page): Promise<PageNotice | null> {
  const conversation = await tx.conversations.get(page.conversationId);
  if (conversation === null) return null;
  const ticket = conversation.ticketId === null ? null : await tx.tickets.get(conversation.ticketId);
  return {
    id: page.id,
    reason: page.reason,
    caseCode: ticket?.caseCode ?? null,
    urgency: conversation.urgency,
    link: `${core.publicUrl ?? ''}/console/#/talks/${page.conversationId}`,
    at: page.createdAt,
  };
}

/** Sends a call. Gives `null` where it went, or why it did not. */
async function send(core: EngineCore, page: Page, notice: PageNotice): Promise<string | null> {
  if (page.by === 'webhook') return (await core.pageWebhook?.send(notice)) ?? (core.pageWebhook === undefined ? 'no_webhook' : null);
  const channel = core.channelOf(page.by);
  if (channel === undefined) return 'no_channel';
  const reply: OutboundReply = {
    id: createId(),
    channel: page.by,
    chatKey: page.chatKey,
    personKey: page.chatKey,
    sequence: 0,
    attempt: page.attempts,
    answersMessageId: null,
    createdAt: page.createdAt,
    key: `page.${page.reason}`,
    text: wording(page.reason === 'red_alert' ? 'page.red_alert' : 'page.task_due', {
      caseCode: notice.caseCode ?? '',
      colour: wording(`page.colour.${notice.urgency}`),
      link: notice.link,
    }),
    origin: 'fixed',
    quickReplies: [],
    citations: [],
    privately: true,
  };
  const outcome = await channel.deliver(reply);
  return outcome.kind === 'sent' ? null : outcome.reason;
}

/** Tells whether the call is still needed: an alert that somebody has in hand calls nobody any more. */
function isStale(page: Page, alert: Alert | null): boolean {
  return page.reason === 'red_alert' && (alert === null || alert.closedAt !== null || alert.acceptedAt !== null);
}

async function deliver(core: EngineCore, page: Page): Promise<void> {
  const { notice, alert } = await core.store.transaction(async (tx) => ({
    notice: await noticeOf(core, tx, page),
    alert: page.alertId === null ? null : await tx.alerts.get(page.alertId),
  }));
  let failure: string | null;
  if (notice === null || isStale(page, alert)) failure = 'not_needed';
  else
    try {
      failure = await send(core, page, notice);
    } catch (error) {
      failure = 'threw';
      core.logger.warn('page_threw', describeError(error));
    }
  const now = core.clock.now();
  const isDead = failure === 'not_needed' || page.attempts >= attemptsAllowed;
  await core.store.transaction(async (tx) => {
    if (failure === null) await tx.pages.markSent(page.id, now);
    else if (!isDead) {
      await tx.pages.retryAt(page.id, addMilliseconds(now, Math.min(firstRetryMs * 2 ** (page.attempts - 1), longestRetryMs)), failure);
      return;
    } else await tx.pages.markDead(page.id, failure);
    await tx.events.append({
      at: now,
      kind: failure === null ? 'page_sent' : 'page_dead',
      conversationId: page.conversationId,
      ticketId: null,
      staffId: null,
      detail: { pageId: page.id, account: page.account, by: page.by, attempts: page.attempts, failure },
    });
  });
  if (failure !== null && failure !== 'not_needed')
    core.logger.warn('page_failed', { pageId: page.id, by: page.by, attempts: page.attempts, failure });
}

/** Sends the calls that are due, side by side. Gives how many were tried. */
export async function deliverPages(core: EngineCore): Promise<number> {
  const now = core.clock.now();
  const pages = await core.store.transaction((tx) => tx.pages.claim(now, addMilliseconds(now, underWayMs), pagesAtOnce));
  await Promise.all(pages.map((page) => deliver(core, page)));
  return pages.length;
}
