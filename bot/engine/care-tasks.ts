import type { CareRecord, CareTask, CareTaskId, CareTaskKind, DeedReport } from '../../core/care-task.ts';
import { XinqiaoError } from '../../core/errors.ts';
import type { ConversationId } from '../../core/ids.ts';
import { addMilliseconds, type Instant } from '../../core/instant.ts';
import type { Staff } from '../../core/staff.ts';
import type { Alert, StoreTransaction } from '../../core/store.ts';
import type { EngineCore } from './engine-parts.ts';
import { enqueuePages } from './page-people.ts';
import { requirePermission } from './permissions.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const remindersAtOnce = 50;
/** When the person is seen again after danger (YJ-10). */
const followUps: readonly (readonly [CareTaskKind, number])[] = [
  ['follow_up_24h', dayMs],
  ['follow_up_7d', 7 * dayMs],
  ['follow_up_30d', 30 * dayMs],
];

async function plan(tx: StoreTransaction, task: Omit<CareTask, 'id' | 'remindedAt'>): Promise<void> {
  const planned = await tx.care.plan(task);
  await tx.events.append({
    at: task.createdAt,
    kind: 'task_planned',
    conversationId: task.conversationId,
    ticketId: null,
    staffId: null,
    detail: { taskId: planned.id, kind: task.kind, dueAt: task.dueAt, account: task.account },
  });
}

async function openKinds(tx: StoreTransaction, id: ConversationId): Promise<ReadonlySet<CareTaskKind>> {
  return new Set((await tx.care.list({ conversationId: id })).filter(({ open }) => open).map(({ task }) => task.kind));
}

/** The person in danger was reached: they are asked after again after a day, a week, a month (YJ-10). Planned once while each is open. */
export async function planFollowUps(core: EngineCore, tx: StoreTransaction, alert: Alert, now: Instant): Promise<void> {
  const open = await openKinds(tx, alert.conversationId);
  const handler = alert.handledBy === null ? null : await tx.staff.get(alert.handledBy);
  const account = handler?.account ?? core.duty.peopleToPage(now)[0] ?? core.site.roster.leader;
  for (const [kind, afterMs] of followUps) {
    if (open.has(kind)) continue;
    const { conversationId, id: alertId } = alert;
    await plan(tx, { conversationId, alertId, kind, account, dueAt: addMilliseconds(now, afterMs), createdAt: now });
  }
}

/** A child may be harmed: the report to police and civil affairs is due at once (未成年人保护法 art. 11); the site's minutes are its clock. */
export async function planChildReport(core: EngineCore, tx: StoreTransaction, conversationId: ConversationId, now: Instant): Promise<void> {
  if ((await openKinds(tx, conversationId)).has('child_report')) return;
  await plan(tx, {
    conversationId,
    alertId: null,
    kind: 'child_report',
    account: core.duty.peopleToPage(now)[0] ?? core.site.roster.leader,
    dueAt: addMilliseconds(now, core.site.roster.childReportMinutes * minuteMs),
    createdAt: now,
  });
}

function remindAgainMs(core: EngineCore, kind: CareTaskKind): number {
  return kind === 'child_report' ? core.site.roster.childReportMinutes * minuteMs : dayMs;
}

/** Whom an overdue task waits for: a report goes up one person each time, a follow-up stays with who had the case. */
function nextAccount(core: EngineCore, task: CareTask, now: Instant): string {
  if (task.kind !== 'child_report' || task.remindedAt === null) return task.account;
  const people = core.duty.peopleToPage(now);
  return people[people.indexOf(task.account) + 1] ?? core.site.roster.leader;
}

/** Reminds of tasks whose time has come, and again until something was done. Gives how many. */
export async function remindDueTasks(core: EngineCore): Promise<number> {
  const now = core.clock.now();
  const due = await core.store.transaction(async (tx) => {
    const reminded: CareTask[] = [];
    for (const task of await tx.care.open(now, remindersAtOnce)) {
      const again = task.remindedAt === null ? task.dueAt : addMilliseconds(task.remindedAt, remindAgainMs(core, task.kind));
      if (again > now) continue;
      const account = nextAccount(core, task, now);
      await tx.care.remind(task.id, account, now);
      await tx.events.append({
        at: now,
        kind: 'task_due',
        conversationId: task.conversationId,
        ticketId: null,
        staffId: null,
        detail: { taskId: task.id, kind: task.kind, dueAt: task.dueAt, account },
      });
      await enqueuePages(core, tx, { conversationId: task.conversationId, alertId: null, reason: 'task_due', account }, now);
      reminded.push(task);
    }
    return reminded;
  });
  for (const { conversationId } of due) core.emit({ kind: 'task_changed', conversationId });
  return due.length;
}

function checkReport(staff: Staff, { task, open }: CareRecord, report: DeedReport): void {
  if (!open) throw new XinqiaoError('stale_version', 'this was done already');
  const isReport = task.kind === 'child_report';
  const allowed: readonly DeedReport['outcome'][] = isReport ? ['reported', 'not_needed'] : ['reached', 'not_reached', 'not_needed'];
  if (!allowed.includes(report.outcome)) throw new XinqiaoError('bad_input', `a ${task.kind} cannot end as ${report.outcome}`);
  if (report.outcome === 'reported' && report.receiver.trim() === '') throw new XinqiaoError('bad_input', 'name who took the report');
  if (report.outcome !== 'not_needed') return;
  if (report.note.trim() === '') throw new XinqiaoError('bad_input', 'say why it is not needed');
  if (isReport) requirePermission(staff, 'waive_child_report');
}

/** Records what was done for a task: `Engine.recordDeed`. The plan stays as it was; the deed is a record of its own. */
export async function recordDeed(core: EngineCore, id: CareTaskId, staff: Staff, report: DeedReport): Promise<CareRecord> {
  requirePermission(staff, 'record_deed');
  const record = await core.store.transaction(async (tx) => {
    const current = await tx.care.get(id);
    if (current === null) throw new XinqiaoError('not_found', 'there is no such task');
    checkReport(staff, current, report);
    const at = core.clock.now();
    const { conversationId, kind, dueAt } = current.task;
    const deed = await tx.care.record({ ...report, taskId: id, conversationId, at, staffId: staff.id });
    await tx.events.append({
      at,
      kind: 'deed_recorded',
      conversationId,
      ticketId: null,
      staffId: staff.id,
      detail: { taskId: id, deedId: deed.id, kind, outcome: report.outcome, late: at > dueAt },
    });
    return (await tx.care.get(id)) ?? current;
  });
  core.emit({ kind: 'task_changed', conversationId: record.task.conversationId });
  return record;
}
