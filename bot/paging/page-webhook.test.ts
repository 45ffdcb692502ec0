import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { PageNotice } from '../../core/page.ts';
import { createPageWebhook, signPage } from './page-webhook.ts';

const secret = 'a secret of the operator';
const notice: PageNotice = {
  id: 'page-1',
  reason: 'red_alert',
  caseCode: 'XQ202611240007',
  urgency: 'red',
  link: 'https://bridge.example/console/#/talks/c1',
  at: '2026-11-25T03:30:00.000+08:00',
};

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Heard = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** A receiver on loopback that answers with a status, or never. */
async function listen(status: number | null): Promise<{ readonly url: string; readonly heard: Heard[] }> {
  const heard: Heard[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      if (status !== null) response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end();
    });
  });
  server = receiver;
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/page`, heard };
}

describe('the webhook', () => {
  it('posts a signed call that a receiver can check, with nothing but code, colour and link', async () => {
    const { url, heard } = await listen(204);
    expect(await createPageWebhook({ url, secret }).send(notice)).toBeNull();
    const [call] = heard;
    if (call === undefined) throw new Error('nothing came');
    expect(call.headers['x-xinqiao-signature']).toBe(signPage(secret, notice.at, call.body));
    expect(call.headers['x-xinqiao-delivery']).toBe('page-1');
    expect(Object.keys(JSON.parse(call.body) as object).sort()).toEqual(['at', 'caseCode', 'id', 'link', 'reason', 'urgency']);
  });

  it.each([
    [500, 'status_500'],
    [302, 'unreachable'],
  ])('tells of status %s', async (status, reason) => {
    const { url } = await listen(status);
    expect(await createPageWebhook({ url, secret }).send(notice)).toBe(reason);
  });

  it('gives up on a receiver that never answers, and on one that is not there', async () => {
    const { url } = await listen(null);
    expect(await createPageWebhook({ url, secret, timeLimitMs: 50 }).send(notice)).toBe('timeout');
    expect(await createPageWebhook({ url: 'http://127.0.0.1:1/', secret }).send(notice)).toBe('unreachable');
  });
});
