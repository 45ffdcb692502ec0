import type { Clock } from '../../core/clock.ts';
import type { FormCatalogue } from '../../core/form.ts';
import type { Logger } from '../../core/logger.ts';
import type { MediaStore } from '../../core/media-store.ts';
import type { Site } from '../../core/site.ts';
import type { Store } from '../../core/store.ts';
import type { WebhookChannel } from '../../core/webhook.ts';
import type { WebChannel } from '../channels/web/web-channel.ts';
import type { Config } from '../config/read-config.ts';
import type { DailyRetriever } from '../daily-retriever.ts';
import type { Engine } from '../engine/engine.ts';

/** What the server is made of. `web` must have been added to the engine. */
export type HttpParts = {
  readonly engine: Engine;
  readonly store: Store;
  readonly retriever: DailyRetriever;
  readonly site: Site;
  readonly forms: FormCatalogue;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly media: MediaStore;
  readonly web: WebChannel;
  /** The doors that other services call; each must have been added to the engine. */
  readonly doors?: readonly WebhookChannel[];
  readonly config: Pick<Config, 'host' | 'port' | 'ffmpeg'>;
  /** How often open pages of residents, and lines that services keep open, are pinged, in milliseconds; 25 s where it is left out. */
  readonly livePingMs?: number;
};
