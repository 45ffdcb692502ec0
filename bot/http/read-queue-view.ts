import type { Instant } from '../../core/instant.ts';
import type { Staff } from '../../core/staff.ts';
import type { Alert, QueueFilter, QueueRow, StoreTransaction } from '../../core/store.ts';
import type { AlertView, QueueItem, QueueView } from './api-schema.ts';
import { readCallNotices } from './read-call-view.ts';
import { readStaffNames, type StaffNames } from './staff-names.ts';

const longestPreview = 80;
const mostDueTasks = 20;

/** An alert with the name of who handles it. */
export function toAlertView(alert: Alert, names: StaffNames): AlertView {
  return { ...alert, handledByName: names.nameOf(alert.handledBy) };
}

function toItem(row: QueueRow, names: StaffNames): QueueItem {
  const { conversation, ticket, openAlert } = row;
  const { owner } = conversation;
  const name = ticket?.fields['applicant.name']?.value;
  return {
    conversationId: conversation.id,
    channel: conversation.channel,
    space: conversation.space,
    owner: { ...owner, name: owner.kind === 'person' ? names.nameOf(owner.staffId) : null },
    risk: conversation.risk,
    riskKinds: conversation.riskKinds,
    urgency: conversation.urgency,
    ticketId: ticket?.id ?? null,
    caseCode: ticket?.caseCode ?? null,
    disputeType: ticket?.disputeType ?? null,
    status: ticket?.status ?? null,
    name: typeof name === 'string' && name !== '' ? name : null,
    lastText: row.lastText.slice(0, longestPreview),
    lastAt: row.lastAt,
    alert: openAlert === null ? null : toAlertView(openAlert, names),
  };
}

/** Reads the queue as the store sorts it: by urgency, then by how long the person waits. */
export async function readQueueView(tx: StoreTransaction, filter: QueueFilter, staff: Staff, now: Instant): Promise<QueueView> {
  const names = await readStaffNames(tx);
  const rows = await tx.conversations.queue(filter);
  const alerts = await tx.alerts.open();
  const dueTasks = [];
  for (const task of await tx.care.open(now, mostDueTasks)) {
    const ticketId = (await tx.conversations.get(task.conversationId))?.ticketId ?? null;
    dueTasks.push({ ...task, caseCode: ticketId === null ? null : ((await tx.tickets.get(ticketId))?.caseCode ?? null) });
  }
  const calls = await readCallNotices(tx, staff, now);
  return { now, items: rows.map((row) => toItem(row, names)), alerts: alerts.map((alert) => toAlertView(alert, names)), dueTasks, calls };
}
