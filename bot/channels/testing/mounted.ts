import type { Logger } from '../../../core/logger.ts';
import type { WebhookChannel } from '../../../core/webhook.ts';

/** Where a webhook channel is mounted. */
export type Mounted = { readonly url: string; readonly close: () => Promise<void> };

/** Mounts a channel behind the real HTTP server; tests of the server's room hand it in, since doors may not know it. */
export type Mount = (channel: WebhookChannel, logger?: Logger, port?: number) => Promise<Mounted>;
