import { clocksAt } from '../../cases/index.ts';
import { addMilliseconds, type Instant } from '../../core/instant.ts';
import type { Site } from '../../core/site.ts';
import type { Alert } from '../../core/store.ts';
import { admitLateness } from './admit-lateness.ts';
import type { EngineCore } from './engine-parts.ts';
import { enqueuePages } from './page-people.ts';

const minuteMs = 60_000;

/** When the next person is paged if nothing happens: counted from the last page, by the step that is still missing; `null` where none is. */
export function nextPageAt(alert: Alert, clock: Site['roster']['redClock']): Instant | null {
  if (alert.closedAt !== null || alert.contactedAt !== null) return null;
  const lastPage = alert.paged.at(-1)?.at ?? alert.raisedAt;
  if (alert.acceptedAt !== null) {
    // What was promised counts from the beginning; who accepted late still has a moment to reach the person.
    const promised = addMilliseconds(alert.raisedAt, clock.contacted * minuteMs);
    const grace = addMilliseconds(lastPage > alert.acceptedAt ? lastPage : alert.acceptedAt, clock.accepted * minuteMs);
    return promised > grace ? promised : grace;
  }
  const minutes = alert.seenAt !== null ? clock.accepted : clock.seen;
  const from = alert.seenAt !== null && alert.seenAt > lastPage ? alert.seenAt : lastPage;
  return addMilliseconds(from, minutes * minuteMs);
}

/** Whom to page next: the first of the roster's order not yet paged, and the last of it (the leader) again when all were. */
export function nextToPage(alert: Alert, people: readonly string[]): string | null {
  const paged = new Set(alert.paged.map((page) => page.account));
  return people.find((account) => !paged.has(account)) ?? people.at(-1) ?? null;
}

/** Pages the next person of every red alert whose clock ran out; each page is an event. Gives how many were paged. */
export async function pageOverdueAlerts(core: EngineCore): Promise<number> {
  const now = core.clock.now();
  const people = [...core.duty.peopleToPage(now), core.site.roster.leader];
  const paged = await core.store.transaction(async (tx) => {
    const changed: Alert[] = [];
    for (const alert of await tx.alerts.open()) {
      const dueAt = nextPageAt(alert, clocksAt(core.site, alert.raisedAt).redClock);
      if (dueAt === null || dueAt > now) continue;
      const account = nextToPage(alert, people);
      if (account === null) continue;
      const next: Alert = { ...alert, paged: [...alert.paged, { account, at: now }] };
      await tx.alerts.save(next);
      await tx.events.append({
        at: now,
        kind: 'alert_paged',
        conversationId: alert.conversationId,
        ticketId: null,
        staffId: null,
        detail: { alertId: alert.id, account, dueAt, page: next.paged.length },
      });
      await enqueuePages(core, tx, { conversationId: alert.conversationId, alertId: alert.id, reason: 'red_alert', account }, now);
      changed.push(next);
    }
    return changed;
  });
  await admitLateness(core, now);
  for (const alert of paged) {
    core.logger.warn('alert_paged', { alertId: alert.id, page: alert.paged.length });
    core.emit({ kind: 'alert_changed', alertId: alert.id, conversationId: alert.conversationId });
  }
  return paged.length;
}
