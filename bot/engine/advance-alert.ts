import { XinqiaoError } from '../../core/errors.ts';
import type { AlertId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Staff } from '../../core/staff.ts';
import type { Alert } from '../../core/store.ts';
import { planFollowUps } from './care-tasks.ts';
import type { EngineCore } from './engine-parts.ts';
import { requirePermission } from './permissions.ts';

/** A step of a red alert's clock. */
export type AlertStep = 'seen' | 'accepted' | 'contacted' | 'closed';

/** The alert after a step: who accepts has seen it, who reached the person has accepted it. A step done twice keeps its first moment. */
export function stepAlert(alert: Alert, step: AlertStep, staff: Staff, now: Instant): Alert {
  const seen: Alert = { ...alert, seenAt: alert.seenAt ?? now };
  if (step === 'seen') return seen;
  if (step === 'closed') return { ...seen, closedAt: alert.closedAt ?? now };
  const accepted: Alert = { ...seen, acceptedAt: alert.acceptedAt ?? now, handledBy: alert.handledBy ?? staff.id };
  return step === 'accepted' ? accepted : { ...accepted, contactedAt: alert.contactedAt ?? now };
}

/** Moves a red alert's clock: `Engine.advanceAlert`. */
export async function advanceAlert(core: EngineCore, id: AlertId, staff: Staff, step: AlertStep): Promise<Alert> {
  requirePermission(staff, 'advance_alert');
  const next = await core.store.transaction(async (tx) => {
    const alert = await tx.alerts.get(id);
    if (alert === null) throw new XinqiaoError('not_found', 'there is no such alert');
    if (alert.closedAt !== null && step !== 'closed') throw new XinqiaoError('stale_version', 'the alert is closed');
    const now = core.clock.now();
    const moved = stepAlert(alert, step, staff, now);
    await tx.alerts.save(moved);
    if (alert.contactedAt === null && moved.contactedAt !== null) {
      await planFollowUps(core, tx, moved, now);
      // A kind line into the silence would say that somebody is still looking for them.
      await tx.schedule.cancel(alert.conversationId);
    }
    await tx.events.append({
      at: now,
      kind: `alert_${step}`,
      conversationId: alert.conversationId,
      ticketId: null,
      staffId: staff.id,
      detail: { alertId: id, afterMs: Date.parse(now) - Date.parse(alert.raisedAt) },
    });
    return moved;
  });
  core.emit({ kind: 'alert_changed', alertId: id, conversationId: next.conversationId });
  return next;
}
