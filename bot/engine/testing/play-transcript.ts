import type { OutboundReply } from '../../../core/channel.ts';
import { createManualClock } from '../../../core/clock.ts';
import type { Conversation } from '../../../core/conversation.ts';
import type { Flows } from '../../../core/flow.ts';
import type { ConversationId } from '../../../core/ids.ts';
import { addMilliseconds, formatInstant, parseInstant } from '../../../core/instant.ts';
import type { Retriever } from '../../../core/retriever.ts';
import type { Staff } from '../../../core/staff.ts';
import type { Alert, EventRecord, Store, TranscriptLine } from '../../../core/store.ts';
import type { Ticket } from '../../../core/ticket.ts';
import { createEngine } from '../create-engine.ts';
import type { Engine } from '../engine.ts';
import type { EngineParts } from '../engine-parts.ts';
import { checkStep, type Observed } from './check-step.ts';
import { createProbeChannel, type ProbeChannel } from './probe-channel.ts';
import type { Transcript, TranscriptStep } from './transcript-script.ts';

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const untilNextLineMs = 2000;
const untilNextStepMs = 20_000;

function readWait(text: string): number {
  const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  return Number(count) * units[(unit ?? 'ms') as keyof typeof units];
}

/** A retriever that can be held in mid-answer, so that a person takes over while the bot drafts. */
function createGate(retriever: Retriever): { readonly retriever: Retriever; hold(): Promise<void>; release(): void } {
  let gate: Promise<void> | null = null;
  let open: () => void = () => {};
  let enter: () => void = () => {};
  return {
    retriever: {
      search: (question, k) => retriever.search(question, k),
      findArticle: (law, article, on) => retriever.findArticle(law, article, on),
      verify: (text) => retriever.verify(text),
      nearestEntries: (question, k) => retriever.nearestEntries(question, k),
      checkOwn: (content) => retriever.checkOwn(content),
      answer: async (question) => {
        enter();
        await gate;
        return await retriever.answer(question);
      },
    },
    hold: () => {
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return new Promise((resolve) => {
        enter = resolve;
      });
    },
    release: () => {
      gate = null;
      open();
    },
  };
}

type Stage = {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: ReturnType<typeof createManualClock>;
  readonly channel: ProbeChannel;
  readonly gate: ReturnType<typeof createGate>;
  readonly staff: Staff;
  readonly transcript: Transcript;
  breakScreen: boolean;
  conversationId: ConversationId | null;
  messages: number;
  /** How many replies had been delivered before this exchange. */
  seen: number;
};

async function speak(stage: Stage, lines: readonly string[], addressed: boolean, hold: boolean): Promise<void> {
  const held = hold ? stage.gate.hold() : null;
  for (const text of lines) {
    stage.messages += 1;
    stage.clock.advance(untilNextLineMs);
    const { conversationId } = await stage.engine.accept({
      channel: stage.transcript.channel,
      channelMessageId: `play-${stage.messages}`,
      chatKey: 'stage',
      personKey: 'resident',
      space: stage.transcript.space,
      addressed: stage.transcript.space === 'private' || addressed,
      kind: 'text',
      text,
      quotedText: null,
      sentAt: stage.clock.now(),
    });
    stage.conversationId = conversationId;
  }
  const settled = stage.engine.idle();
  await (held === null ? settled : Promise.race([held, settled]));
}

async function actAsStaff(stage: Stage, action: Extract<TranscriptStep, { staff: unknown }>['staff']): Promise<void> {
  if (stage.conversationId === null) throw new Error('staff act before anybody wrote');
  if (action.do === 'take_over') await stage.engine.takeOver(stage.conversationId, stage.staff);
  else if (action.do === 'hand_back') await stage.engine.handBack(stage.conversationId, stage.staff);
  else await stage.engine.sendAsStaff(stage.conversationId, stage.staff, { text: action.text ?? '' });
}

/** Begins a new exchange: what was said before no longer counts for `bot` and `silent`. */
function beginExchange(stage: Stage): void {
  stage.seen = stage.channel.delivered.length;
}

async function act(stage: Stage, step: TranscriptStep): Promise<boolean> {
  if ('resident' in step) {
    beginExchange(stage);
    stage.clock.advance(untilNextStepMs);
    await speak(stage, step.resident, step.addressed, step.hold);
  } else if ('at' in step || 'wait' in step) {
    beginExchange(stage);
    const moment = 'at' in step ? formatInstant(parseInstant(step.at)) : addMilliseconds(stage.clock.now(), readWait(step.wait));
    if (moment < stage.clock.now()) throw new Error(`the play goes back in time to ${moment}`);
    stage.clock.set(moment);
    await stage.engine.idle();
  } else if ('staff' in step) {
    if (step.staff.do !== 'take_over') beginExchange(stage);
    await actAsStaff(stage, step.staff);
    if (step.staff.do !== 'take_over') await stage.engine.idle();
  } else if ('break' in step) stage.breakScreen = true;
  else if ('release' in step) {
    stage.gate.release();
    await stage.engine.idle();
  } else return false;
  return true;
}

async function observe(stage: Stage): Promise<Observed> {
  const id = stage.conversationId;
  return await stage.store.transaction(async (tx) => {
    const conversation = id === null ? null : await tx.conversations.get(id);
    return {
      replies: stage.channel.delivered.slice(stage.seen).filter((reply) => reply.origin !== 'staff'),
      conversation,
      ticket: conversation === null || conversation.ticketId === null ? null : await tx.tickets.get(conversation.ticketId),
      tickets: id === null ? 0 : (await tx.tickets.list({ conversationId: id })).length,
      openAlert: id !== null && (await tx.alerts.list({ conversationId: id })).some((alert) => alert.closedAt === null),
      suggestions: id === null ? [] : await tx.suggestions.list({ conversationId: id, state: 'open' }),
    };
  });
}

/** The play as it went, for a failure that one can read. */
async function tellPlay(stage: Stage): Promise<string> {
  const id = stage.conversationId;
  if (id === null) return '';
  const lines = await stage.store.transaction((tx) => tx.transcript.read(id, 0));
  return lines
    .map((line) => {
      const key = line.reply === null ? '' : ` [${line.reply.key}]`;
      const label =
        line.screen === null
          ? ''
          : ` {${line.screen.level}${line.triage === null ? '' : `, ${line.triage.intent}, ${line.triage.urgency}`}}`;
      return `${line.at.slice(5, 19)} ${line.from}${key}${label}: ${line.text.replaceAll('\n', '\n    ')}`;
    })
    .join('\n');
}

/** A play as it went: what was said to whom, and what was done. */
export type PlayRecord = {
  readonly transcript: Transcript;
  readonly lines: readonly TranscriptLine[];
  readonly delivered: readonly OutboundReply[];
  readonly alerts: readonly Alert[];
  readonly tickets: readonly Ticket[];
  readonly events: readonly EventRecord[];
  readonly conversation: Conversation | null;
};

async function recordPlay(stage: Stage): Promise<PlayRecord> {
  const { conversationId: id, transcript, channel } = stage;
  const none = { transcript, lines: [], delivered: channel.delivered, alerts: [], tickets: [], events: [], conversation: null };
  if (id === null) return none;
  return await stage.store.transaction(async (tx) => ({
    ...none,
    lines: await tx.transcript.read(id, 0),
    alerts: await tx.alerts.list({ conversationId: id }),
    tickets: await tx.tickets.list({ conversationId: id }),
    events: await tx.events.read({ conversationId: id }),
    conversation: await tx.conversations.get(id),
  }));
}

/** Plays one transcript through the real engine over the given parts and a store of its own. Throws at the first step that does not hold, with the play so far. */
export async function playTranscript(
  transcript: Transcript,
  parts: Omit<EngineParts, 'clock' | 'store'>,
  openStore: OpenStore,
): Promise<PlayRecord> {
  const clock = createManualClock(formatInstant(parseInstant(transcript.start)));
  const store = await openStore(clock);
  const gate = createGate(parts.retriever);
  const channel = createProbeChannel(transcript.channel);
  const stage: Stage = {
    engine: createEngine({ ...parts, store, clock, retriever: gate.retriever, flows: breakable(parts.flows, () => stage.breakScreen) }),
    store,
    clock,
    channel,
    gate,
    staff: await createStaff(store, clock.now()),
    transcript,
    breakScreen: false,
    conversationId: null,
    messages: 0,
    seen: 0,
  };
  stage.engine.addChannel(channel);
  await stage.engine.start();
  try {
    for (const [index, step] of transcript.play.entries()) {
      const problem = await act(stage, step).then(
        async (acted) => (acted ? null : checkStep(step, await observe(stage))),
        (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
      );
      if (problem !== null)
        throw new Error(
          `${transcript.title}, step ${index + 1} ${JSON.stringify(step)}:\n  ${problem}\nThe play so far:\n${await tellPlay(stage)}`,
        );
    }
    const brokenAt = await store.transaction((tx) => tx.events.verifyChain());
    if (brokenAt !== null) throw new Error(`${transcript.title}: the event chain breaks at ${brokenAt}`);
    return await recordPlay(stage);
  } finally {
    gate.release();
    await stage.engine.stop();
    await store.close();
  }
}

/** Opens an empty store for one play. */
export type OpenStore = (clock: ReturnType<typeof createManualClock>) => Promise<Store>;

function breakable(flows: Flows, isBroken: () => boolean): Flows {
  return {
    ...flows,
    screen: (turn, memory) => {
      if (isBroken()) throw new Error('the screen is broken by the play');
      return flows.screen(turn, memory);
    },
  };
}

async function createStaff(store: Store, now: string): Promise<Staff> {
  return await store.transaction((tx) =>
    tx.staff.create(
      { account: 'zhiban1', displayName: '王值班', role: 'duty_officer', active: true, mustChangePassword: false, createdAt: now },
      'no-password',
    ),
  );
}
