import type { Channel } from './channel.ts';

/** A request of another service as a channel sees it: raw, so that a signature can be checked. */
export type WebhookRequest = {
  readonly method: 'GET' | 'POST';
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** What is answered. */
export type WebhookResponse = { readonly status: number; readonly contentType: string; readonly body: string };

/** The other end of a line that a service keeps open. */
export type OpenLine = { send(text: string): void; close(code: number, reason: string): void };

/** A line that a service keeps open to us (WebSocket). */
export type LineHandler = {
  /** The HTTP status with which the line is refused (401 or 403), or `null` where it may open. Checked before the upgrade. */
  refuse(request: WebhookRequest): number | null;
  /** Takes what comes over one line. `message` must not throw; `ended` is called once. */
  open(line: OpenLine): { message(text: string): void; ended(): void };
};

/** A door that another service calls: the server mounts it under `/doors/<path>`. */
export type WebhookChannel = Channel & {
  readonly webhook: {
    /** Left out where the service keeps no line open; mounted under `/doors/<path>/stream`. */
    readonly line?: LineHandler;
    /** One segment, like `telegram`. */
    readonly path: string;
    /** In bytes; a longer body gets 413 and reaches nobody. */
    readonly bodyLimit: number;
    /** Checks the signature first (401 or 403), in constant time. A throw is answered with 500, so that the service sends again. */
    handle(request: WebhookRequest): Promise<WebhookResponse>;
  };
};

/** Tells whether a channel is called by another service. */
export function isWebhookChannel(channel: Channel): channel is WebhookChannel {
  return 'webhook' in channel;
}
