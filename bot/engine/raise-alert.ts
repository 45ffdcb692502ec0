import type { ConversationId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Alert, StoreTransaction } from '../../core/store.ts';
import type { EngineCore } from './engine-parts.ts';
import { enqueuePages } from './page-people.ts';

/** Calls the person on duty for a conversation, unless an alert of it is still open; gives the new alert, or `null`. */
export async function raiseAlert(
  core: EngineCore,
  tx: StoreTransaction,
  conversationId: ConversationId,
  reason: string,
  now: Instant,
): Promise<Alert | null> {
  const open = (await tx.alerts.list({ conversationId })).find((alert) => alert.closedAt === null);
  if (open !== undefined) return null;
  const account = core.duty.peopleToPage(now)[0] ?? core.site.roster.leader;
  const alert = await tx.alerts.raise(conversationId, reason, account, now);
  await tx.events.append({
    at: now,
    kind: 'alert_raised',
    conversationId,
    ticketId: null,
    staffId: null,
    detail: { alertId: alert.id, reason, account },
  });
  await enqueuePages(core, tx, { conversationId, alertId: alert.id, reason: 'red_alert', account }, now);
  return alert;
}
