import type { Channel, ChannelCapabilities, ChannelKind } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';
import type { DutyPromise, FlowContext, Flows } from '../../core/flow.ts';
import type { FormCatalogue } from '../../core/form.ts';
import type { Instant } from '../../core/instant.ts';
import type { LanguageModel } from '../../core/language-model.ts';
import type { Logger } from '../../core/logger.ts';
import type { MediaStore } from '../../core/media-store.ts';
import type { PageWebhook } from '../../core/page.ts';
import type { Retriever } from '../../core/retriever.ts';
import type { Site } from '../../core/site.ts';
import type { Store } from '../../core/store.ts';
import type { Transcriber } from '../../core/transcriber.ts';
import type { Urgency } from '../../core/urgency.ts';
import type { LiveEvent } from './engine.ts';
import type { GuessLimit } from './guess-limit.ts';
import type { VoiceDesk } from './hear-voices.ts';
import type { InboundPace } from './inbound-pace.ts';
import type { RecentTurns } from './recent-turns.ts';

/** The duty roster as the engine sees it. */
export interface DutyDesk {
  /** What the roster can keep for a colour at this moment. */
  promise(urgency: Urgency, now: Instant): DutyPromise;
  /** The accounts that a red alert reaches, in order: the person on duty, the backups, the leader. Never empty. */
  peopleToPage(now: Instant): readonly string[];
}

/** What an engine is made of. */
export type EngineParts = {
  readonly store: Store;
  readonly flows: Flows;
  readonly retriever: Retriever;
  readonly forms: FormCatalogue;
  readonly site: Site;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where residents' files lie; left out where no door carries any. */
  readonly media?: MediaStore;
  /** Writes voice messages down, where the operator configured one. */
  readonly transcriber?: Transcriber;
  readonly duty: DutyDesk;
  /** Calls people over the operator's webhook, where one is set. */
  readonly pageWebhook?: PageWebhook;
  /** Where staff open the console from outside, without a slash at the end; it stands in calls. */
  readonly publicUrl?: string;
  /** Proposes facts where a site switched one on; nothing waits for it otherwise. */
  readonly languageModel?: LanguageModel;
};

/** The parts with what the engine's own files share: live events, memory of recent turns, the outbox' bell. */
export type EngineCore = EngineParts & {
  readonly emit: (event: LiveEvent) => void;
  readonly recent: RecentTurns;
  readonly guesses: GuessLimit;
  readonly pace: InboundPace;
  readonly voices: VoiceDesk;
  readonly channelOf: (kind: ChannelKind) => Channel | undefined;
  readonly capabilitiesOf: (kind: ChannelKind) => ChannelCapabilities;
  /** Set where a door takes in no cases: what flows are told of it. */
  readonly publicOnlyOf: (kind: ChannelKind) => FlowContext['publicOnly'];
  /** Tells the outbox that something waits. */
  readonly ringOutbox: () => void;
};
