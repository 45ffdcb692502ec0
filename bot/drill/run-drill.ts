import type { OutboundReply } from '../../core/channel.ts';
import { channelCapabilities } from '../../core/channel-capabilities.ts';
import { createManualClock } from '../../core/clock.ts';
import type { ConversationId } from '../../core/ids.ts';
import { addMilliseconds, type Instant } from '../../core/instant.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Staff } from '../../core/staff.ts';
import type { Store } from '../../core/store.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import { drillText, drillTexts } from './drill-texts.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** A step of the drill as its record shows it. `limitMs`: the longest that it may have taken since the start, or `null`. */
export type DrillStep = {
  readonly name: string;
  readonly at: Instant;
  readonly afterMs: number;
  readonly words: string;
  readonly limitMs: number | null;
};

/** The record of a drill. */
export type DrillRecord = { readonly start: Instant; readonly steps: readonly DrillStep[]; readonly faults: readonly string[] };

/** What a drill runs over. The store must be empty; nothing that it does leaves the process. */
export type DrillParts = Omit<EngineParts, 'clock' | 'store' | 'logger' | 'pageWebhook'> & {
  readonly openStore: (clock: ReturnType<typeof createManualClock>) => Promise<Store>;
};

type Stage = {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: ReturnType<typeof createManualClock>;
  readonly parts: DrillParts;
  readonly start: Instant;
  readonly steps: DrillStep[];
  readonly faults: string[];
};

function note(stage: Stage, name: string, words: string, at: Instant, limitMs: number | null = null): void {
  stage.steps.push({ name, at, afterMs: Date.parse(at) - Date.parse(stage.start), words, limitMs });
}

async function hire(store: Store, account: string, at: Instant): Promise<Staff> {
  return await store.transaction((tx) =>
    tx.staff.create(
      { account, displayName: account, role: 'duty_officer', active: true, mustChangePassword: false, createdAt: at },
      'no-password',
    ),
  );
}

/** The resident writes, is answered, and the person on duty is called. */
async function raise(stage: Stage, delivered: readonly OutboundReply[]): Promise<ConversationId> {
  const { engine, clock, parts } = stage;
  const { conversationId } = await engine.accept({
    channel: 'terminal',
    channelMessageId: 'drill-1',
    chatKey: 'drill',
    personKey: 'drill',
    space: 'private',
    addressed: true,
    kind: 'text',
    text: drillTexts.message,
    quotedText: null,
    sentAt: clock.now(),
  });
  note(stage, 'said', drillText('said', { text: drillTexts.message }), clock.now());
  await engine.idle();
  const first = delivered[0];
  if (first?.key.startsWith('safety.') === true)
    note(stage, 'replied', drillText('replied', { text: first.text.split('\n')[0] ?? '' }), clock.now(), minuteMs);
  const promise = parts.duty.promise('red', clock.now());
  const lines = promise.openLines.slice(0, 4).map(({ name, number }) => `${name}${number}`);
  note(stage, 'line_open', drillText('line_open', { lines: lines.join('、') }), clock.now());
  note(stage, 'promise', drillText('promise', { words: promise.words }), clock.now());
  return conversationId;
}

/** Nobody looks: minute after minute goes by until the leader was called. */
async function wait(stage: Stage, id: ConversationId): Promise<string> {
  const { engine, store, clock, parts } = stage;
  const { leader, redClock } = parts.site.roster;
  const people = parts.duty.peopleToPage(stage.start);
  let known = 0;
  let last = people[0] ?? leader;
  for (let minutes = 0; minutes <= redClock.seen * (people.length + 1); minutes += 1) {
    await engine.idle();
    const [alert] = await store.transaction((tx) => tx.alerts.list({ conversationId: id }));
    for (const { account, at } of (alert?.paged ?? []).slice(known)) {
      const name = known === 0 ? 'raised' : account === leader ? 'paged_leader' : 'paged';
      note(stage, name, drillText(name, { account }), at, (known * redClock.seen + 1) * minuteMs);
      known += 1;
      last = account;
    }
    if (last === leader) return leader;
    clock.advance(minuteMs);
  }
  return last;
}

/** The one who was called last takes it: seen, accepted, contacted, closed. */
async function take(stage: Stage, id: ConversationId, staff: Staff): Promise<void> {
  const { engine, store, clock, parts } = stage;
  const { redClock } = parts.site.roster;
  const [alert] = await store.transaction((tx) => tx.alerts.list({ conversationId: id }));
  if (alert === undefined) return;
  const calledMs = Date.parse(clock.now()) - Date.parse(stage.start);
  for (const [step, after] of [
    ['seen', 1],
    ['accepted', 1],
    ['contacted', 3],
  ] as const) {
    clock.advance(after * minuteMs);
    if (step === 'accepted') await engine.takeOver(id, staff);
    await engine.advanceAlert(alert.id, staff, step);
    note(stage, step, drillText(step, { account: staff.account }), clock.now(), calledMs + redClock[step] * minuteMs);
  }
  clock.advance(20 * minuteMs);
  await engine.advanceAlert(alert.id, staff, 'closed');
  note(stage, 'closed', drillText('closed'), clock.now());
}

/** A day, a week and a month later: planned, reminded, tried, done, each a record of its own. */
async function followUp(stage: Stage, id: ConversationId, staff: Staff): Promise<void> {
  const { engine, store, clock } = stage;
  const planned = await store.transaction((tx) => tx.care.list({ conversationId: id }));
  for (const { task } of planned)
    note(
      stage,
      'planned',
      drillText('planned', { kind: drillTexts[task.kind], due: task.dueAt.slice(0, 16).replace('T', ' ') }),
      task.createdAt,
    );
  const report = { receiver: '', receipt: '', note: '' };
  for (const [index, { task }] of planned.entries()) {
    clock.set(task.dueAt);
    await engine.idle();
    const due = await store.transaction((tx) => tx.events.read({ conversationId: id, kind: 'task_due' }));
    const reminder = due.find(({ detail }) => detail.taskId === task.id);
    const limitMs = Date.parse(task.dueAt) - Date.parse(stage.start) + minuteMs;
    if (reminder !== undefined)
      note(stage, 'due', drillText('due', { account: String(reminder.detail.account), kind: drillTexts[task.kind] }), reminder.at, limitMs);
    if (index === 0) {
      clock.advance(hourMs);
      await engine.recordDeed(task.id, staff, { ...report, outcome: 'not_reached' });
      note(stage, 'attempt', drillText('attempt', { kind: drillTexts[task.kind] }), clock.now());
    }
    clock.advance(hourMs);
    await engine.recordDeed(task.id, staff, { ...report, outcome: 'reached' });
    note(stage, 'done', drillText('done', { kind: drillTexts[task.kind] }), clock.now(), limitMs + dayMs);
  }
}

const wanted: readonly (readonly [string, number])[] = [
  ['said', 1],
  ['replied', 1],
  ['raised', 1],
  ['paged_leader', 1],
  ['seen', 1],
  ['accepted', 1],
  ['contacted', 1],
  ['closed', 1],
  ['planned', 3],
  ['due', 3],
  ['done', 3],
];

/** Plays a red alert through the real engine from a moment on. Every step is in the record; what is missing or late is among the faults. */
export async function runDrill(parts: DrillParts, start: Instant): Promise<DrillRecord> {
  const { openStore, ...rest } = parts;
  const clock = createManualClock(start);
  const store = await openStore(clock);
  const delivered: OutboundReply[] = [];
  const engine = createEngine({
    ...rest,
    site: { ...rest.site, thresholds: { ...rest.site.thresholds, settleMs: 0 } },
    store,
    clock,
    logger: silentLogger,
  });
  engine.addChannel({
    kind: 'terminal',
    capabilities: channelCapabilities.terminal,
    start: async () => {},
    stop: async () => {},
    deliver: async (reply) => {
      delivered.push(reply);
      return { kind: 'sent' };
    },
  });
  const stage: Stage = { engine, store, clock, parts, start: addMilliseconds(start, 0), steps: [], faults: [] };
  await engine.start();
  try {
    const id = await raise(stage, delivered);
    const staff = await hire(store, await wait(stage, id), clock.now());
    await take(stage, id, staff);
    await followUp(stage, id, staff);
    for (const [name, count] of wanted)
      if (stage.steps.filter((step) => step.name === name).length < count) stage.faults.push(`${name}: ${drillText('missing')}`);
    for (const { name, afterMs, limitMs } of stage.steps)
      if (limitMs !== null && afterMs > limitMs)
        stage.faults.push(`${name}: ${drillText('late', { minutes: Math.round(limitMs / minuteMs) })}`);
    const brokenAt = await store.transaction((tx) => tx.events.verifyChain());
    if (brokenAt !== null) stage.faults.push(`chain: ${brokenAt}`);
  } finally {
    await engine.stop();
    await store.close();
  }
  return { start, steps: stage.steps, faults: stage.faults };
}
