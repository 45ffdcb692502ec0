import { request as openRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeptLogger } from '../channels/testing/kept-logger.ts';
import { accessTable } from './access-table.ts';
import { createVisitor, request, type StaffClient, signInFirst } from './testing/api-client.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

const hotlineSecret = 'only-the-call-centre-knows-this';
const password = '青桐社区的管理员一号';
const log = createKeptLogger();
let server: TestServer;
let admin: StaffClient;
beforeAll(async () => {
  server = await startTestServer({ pages: false, hotlineSecret, logger: log.logger });
  admin = await signInFirst(server.url, 'admin', server.password, password);
});
afterAll(() => server.close());

type Sent = { readonly headers: Readonly<Record<string, string | number>>; readonly chunks?: readonly string[] };

/** Sends what `fetch` would not: a length without a body, a body without a length. Gives the status. */
async function post(path: string, { headers, chunks = [] }: Sent): Promise<number> {
  return await new Promise((resolve, reject) => {
    const outgoing = openRequest(`${server.url}${path}`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
      outgoing.destroy();
    });
    outgoing.on('error', reject);
    outgoing.flushHeaders();
    for (const chunk of chunks) outgoing.write(chunk);
    if (chunks.length > 0) outgoing.end();
  });
}

describe('a body over the limit', () => {
  const routes = Object.keys(accessTable).filter((route) => route.startsWith('POST '));
  const headersOf = (): Readonly<Record<string, string>> => ({
    cookie: admin.cookie,
    authorization: `Bearer ${createVisitor(server.url).token}`,
    'content-type': 'application/json',
  });

  it.each(routes)('is refused with 413 before it is read: %s', async (route) => {
    const path = route.slice('POST '.length).replace(':id', 'x');
    expect(await post(path, { headers: { ...headersOf(), 'content-length': 200_000_000 } })).toBe(413);
  });

  it('is refused where it tells no length', async () => {
    const chunks = Array.from({ length: 20 }, () => 'x'.repeat(60_000));
    expect(await post('/api/resident/messages', { headers: headersOf(), chunks })).toBe(413);
    const hotline = { authorization: `Bearer ${hotlineSecret}`, 'content-type': 'application/json' };
    expect(await post('/doors/hotline', { headers: hotline, chunks })).toBe(413);
  });
});

describe('the log of the server', () => {
  it('holds no word, name, number, password or token, whatever goes wrong', async () => {
    const words = '记下来就糟了';
    const phone = '13903990077';
    const visitor = createVisitor(server.url);
    const headers = { authorization: `Bearer ${visitor.token}` };
    await visitor.say(`${words}，我电话${phone}`);
    await server.app.engine.idle();
    await request(server.url, 'resident/messages', `{"clientId":"12345678","text":"${words}`, headers);
    await request(server.url, 'resident/messages', { clientId: 'short', text: words }, headers);
    await request(server.url, 'resident/messages', { clientId: '12345678-a', text: words, surplus: words }, headers);
    await request(server.url, 'resident/messages', { clientId: '12345678-b', text: words }, { authorization: `Bearer ${words.length}` });
    await request(server.url, `resident/articles?law=${encodeURIComponent(words)}&article=1`, undefined, headers);
    await request(server.url, 'resident/case', { caseCode: 'LQ20260101', phoneTail: phone.slice(-4) }, headers);
    await request(server.url, 'console/sign-in', { account: words, password: `${password}!` });
    const [item] = ((await admin.call('queue')).body as { items: readonly { conversationId: string }[] }).items;
    await admin.call(`conversations/${item?.conversationId}/take-over`, {});
    await admin.call(`conversations/${item?.conversationId}/messages`, { text: words });
    await admin.call(`conversations/${words}/messages`, { text: words });
    const event = { id: 'e1', call_id: 'c1', sequence: 1, at: '2026-11-24T10:00:00+08:00', type: 'call.started', caller_number: phone };
    for (const secret of [hotlineSecret, `${hotlineSecret}-other`])
      await fetch(`${server.url}/doors/hotline`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify(event),
      });
    await server.app.engine.idle();
    expect(log.lines.length).toBeGreaterThan(10);
    for (const secret of [words, encodeURIComponent(words), phone, password, server.password, visitor.token, hotlineSecret, admin.cookie])
      expect(log.lines.filter((line) => line.includes(secret))).toEqual([]);
  });
});
