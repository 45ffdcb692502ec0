import { loadForms } from '../../../cases/load-forms.ts';
import { createManualClock, type ManualClock } from '../../../core/clock.ts';
import type { Conversation } from '../../../core/conversation.ts';
import type { Flows } from '../../../core/flow.ts';
import type { ConversationId } from '../../../core/ids.ts';
import { addMilliseconds } from '../../../core/instant.ts';
import type { LanguageModel } from '../../../core/language-model.ts';
import { type Logger, silentLogger } from '../../../core/logger.ts';
import type { MediaStore } from '../../../core/media-store.ts';
import type { PageWebhook } from '../../../core/page.ts';
import type { Retriever } from '../../../core/retriever.ts';
import type { Staff, StaffRole } from '../../../core/staff.ts';
import type { OutboxEntry, Store, StoreTransaction, TranscriptLine } from '../../../core/store.ts';
import type { Transcriber } from '../../../core/transcriber.ts';
import { loadSite } from '../../site/load-site.ts';
import { createEngine } from '../create-engine.ts';
import type { Engine } from '../engine.ts';
import { createEchoFlows } from './echo-flows.ts';
import { openTestStore } from './open-test-store.ts';
import { createProbeChannel, type ProbeChannel } from './probe-channel.ts';

/** A retriever that knows nothing. */
export const emptyRetriever: Retriever = {
  search: async () => [],
  answer: async () => ({ kind: 'no_match', nearestTopics: [] }),
  findArticle: () => null,
  verify: () => [],
  nearestEntries: async () => [],
  checkOwn: () => [],
};

/** An engine on a stage: real store, a clock that stands still, echo flows unless others are given. */
export type TestStage = {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: ManualClock;
  readonly channel: ProbeChannel;
  /** Says something and gives the conversation; the turn is handled at `engine.idle()`. */
  say(
    text: string,
    options?: { readonly person?: string; readonly id?: string; readonly group?: boolean; readonly addressed?: boolean },
  ): Promise<ConversationId>;
  hire(role: StaffRole, account?: string): Promise<Staff>;
  conversation(id: ConversationId): Promise<Conversation>;
  lines(id: ConversationId): Promise<readonly TranscriptLine[]>;
  outbox(id: ConversationId): Promise<readonly OutboxEntry[]>;
  /** The kinds of a conversation's events, in order. */
  eventKinds(id: ConversationId): Promise<readonly string[]>;
  read<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Builds the stage and starts the engine. */
export async function createTestStage(
  options: {
    readonly flows?: Flows;
    readonly retriever?: Retriever;
    readonly settleMs?: number;
    readonly logger?: Logger;
    readonly languageModel?: LanguageModel;
    readonly pageWebhook?: PageWebhook;
    readonly media?: MediaStore;
    readonly transcriber?: Transcriber;
    /** The door takes in no cases. */
    readonly publicOnly?: boolean;
  } = {},
): Promise<TestStage> {
  const clock = createManualClock('2026-11-24T10:00:00.000+08:00');
  const store = await openTestStore(clock);
  const site = loadSite('site/default', () => []);
  const engine = createEngine({
    store,
    flows: options.flows ?? createEchoFlows(),
    retriever: options.retriever ?? emptyRetriever,
    forms: loadForms(),
    site: { ...site, thresholds: { ...site.thresholds, settleMs: options.settleMs ?? 1500 } },
    clock,
    logger: options.logger ?? silentLogger,
    ...(options.media === undefined ? {} : { media: options.media }),
    ...(options.transcriber === undefined ? {} : { transcriber: options.transcriber }),
    ...(options.pageWebhook === undefined ? {} : { pageWebhook: options.pageWebhook }),
    publicUrl: 'https://bridge.example',
    ...(options.languageModel === undefined ? {} : { languageModel: options.languageModel }),
    duty: {
      promise: (_urgency, now) => ({ answerBy: addMilliseconds(now, 1_800_000), words: '半小时内', onDutyNow: true, openLines: [] }),
      peopleToPage: () => ['zhiban1', 'zhiban2', 'zhuren'],
    },
  });
  const channel = { ...createProbeChannel('web'), publicOnly: options.publicOnly === true };
  engine.addChannel(channel);
  await engine.start();
  let said = 0;
  const read = <T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> => store.transaction(work);
  return {
    engine,
    store,
    clock,
    channel,
    read,
    say: async (text, { person = 'anna', id, group = false, addressed = true } = {}) => {
      said += 1;
      clock.advance(1000);
      const { conversationId } = await engine.accept({
        channel: 'web',
        channelMessageId: id ?? `m${said}`,
        chatKey: group ? 'group-1' : `chat-${person}`,
        personKey: person,
        space: group ? 'group' : 'private',
        addressed: !group || addressed,
        kind: 'text',
        text,
        quotedText: null,
        sentAt: clock.now(),
      });
      return conversationId;
    },
    hire: (role, account = role) =>
      read((tx) =>
        tx.staff.create({ account, displayName: '李某', role, active: true, mustChangePassword: false, createdAt: clock.now() }, 'none'),
      ),
    conversation: async (id) => {
      const found = await read((tx) => tx.conversations.get(id));
      if (found === null) throw new Error('no such conversation');
      return found;
    },
    lines: (id) => read((tx) => tx.transcript.read(id, 0)),
    outbox: (id) => read((tx) => tx.outbox.list({ conversationId: id })),
    eventKinds: async (id) => (await read((tx) => tx.events.read({ conversationId: id }))).map((event) => event.kind),
    close: async () => {
      await engine.stop();
      await store.close();
    },
  };
}
