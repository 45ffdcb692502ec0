import type { AlertView, SiteView } from '../http/api-schema.ts';

/** The step that a red alert waits for, and how its clock stands. */
export type AlertClock = { readonly step: 'seen' | 'accepted' | 'contacted'; readonly elapsedMs: number; readonly leftMs: number };

/** Where an alert's clock stands at a moment; `null` once the person was reached. Minutes count from when the alert was raised. */
export function readAlertClock(alert: AlertView, minutes: SiteView['roster']['redClock'], nowMs: number): AlertClock | null {
  if (alert.contactedAt !== null) return null;
  const step = alert.acceptedAt !== null ? 'contacted' : alert.seenAt !== null ? 'accepted' : 'seen';
  const elapsedMs = nowMs - new Date(alert.raisedAt).getTime();
  return { step, elapsedMs, leftMs: minutes[step] * 60_000 - elapsedMs };
}
