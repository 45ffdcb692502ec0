import type { Channel } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { MediaStore } from '../core/media-store.ts';
import type { Site } from '../core/site.ts';
import type { Transcriber } from '../core/transcriber.ts';
import type { Config } from './config/read-config.ts';

/** What every door is made of besides its own settings. */
export type DoorParts = {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly site: Site;
  readonly media: MediaStore;
  /** Where the operator configured one. */
  readonly transcriber?: Transcriber;
};

/**
 * Makes the doors that the environment switched on, none started; add each to the engine. Those that are called by another service
 * (`isWebhookChannel`) are mounted by the HTTP server. A door's package is loaded only where the door is on.
 */
export async function openChannels(_config: Config, _parts: DoorParts): Promise<readonly Channel[]> {
  return [];
}
