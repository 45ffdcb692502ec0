import { createHmac } from 'node:crypto';
import type { PageNotice, PageWebhook } from '../../core/page.ts';

const timeLimitMs = 5000;

/** The signature of a call: `sha256=` and the HMAC of the moment, a dot and the body, in hex. The receiver computes the same and compares. */
export function signPage(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/**
 * Makes the operator's webhook: a signed POST of JSON, given up after five seconds. Redirects are not followed. Anything but 2xx counts as
 * not delivered; the engine tries again with the same `id`, by which the receiver knows a repetition.
 */
export function createPageWebhook(options: { readonly url: string; readonly secret: string; readonly timeLimitMs?: number }): PageWebhook {
  return {
    send: async (notice: PageNotice) => {
      const body = JSON.stringify(notice);
      try {
        const response = await fetch(options.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-xinqiao-delivery': notice.id,
            'x-xinqiao-timestamp': notice.at,
            'x-xinqiao-signature': signPage(options.secret, notice.at, body),
          },
          body,
          redirect: 'error',
          signal: AbortSignal.timeout(options.timeLimitMs ?? timeLimitMs),
        });
        await response.body?.cancel();
        return response.ok ? null : `status_${response.status}`;
      } catch (error) {
        return error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';
      }
    },
  };
}
