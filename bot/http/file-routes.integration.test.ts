import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Transcriber } from '../../core/transcriber.ts';
import type { ConversationView, QueueView } from './api-schema.ts';
import { createVisitor, request, type StaffClient, signInFirst } from './testing/api-client.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

let server: TestServer;
let admin: StaffClient;

beforeAll(async () => {
  server = await startTestServer({ pages: false });
  admin = await signInFirst(server.url, 'admin', server.password, '青桐社区的管理员一号');
});
afterAll(() => server.close());

const picture = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)]);
const recording = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(300, 3)]);

describe('files of residents', () => {
  it('are kept once however often they are sent, and read back by their sender alone', async () => {
    const visitor = createVisitor(server.url);
    const first = await visitor.sendFile(picture, 'image/jpeg', '../欠条\n.jpg', 'same-file-0001');
    const again = await visitor.sendFile(picture, 'image/jpeg', '欠条.jpg', 'same-file-0001');
    expect([first.status, again.status, again.body]).toEqual([202, 202, first.body]);
    await server.app.engine.idle();
    const { lines } = await visitor.view();
    const files = lines.flatMap((line) => line.files);
    expect(files).toMatchObject([{ kind: 'image', name: '.._欠条_.jpg', mimeType: 'image/jpeg', size: picture.length }]);
    expect(lines.find((line) => line.from === 'bot')?.text).toContain('存好了');
    const hash = files[0]?.hash ?? '';
    const read = await visitor.readFile(hash);
    expect(Buffer.from(await read.arrayBuffer()).equals(picture)).toBe(true);
    expect(read.headers.get('content-disposition')).toMatch(/^attachment/);
    expect((await createVisitor(server.url).readFile(hash)).status).toBe(404);
    expect((await request(server.url, `resident/files/${hash}`)).status).toBe(401);
  });

  it('a recording that nothing can hear puts the conversation into the queue, and staff can hear it', async () => {
    const visitor = createVisitor(server.url);
    await visitor.sendFile(recording, 'audio/webm;codecs=opus');
    await server.app.engine.idle();
    const view = await visitor.view();
    expect([view.owner, view.lines.at(-1)?.text]).toEqual(['queue', expect.stringContaining('还听不了语音')]);
    const queue = (await admin.call('queue?owner=queue')).body as QueueView;
    const id = queue.items[0]?.conversationId ?? '';
    const seen = (await admin.call(`conversations/${id}`)).body as ConversationView;
    const voice = seen.lines.flatMap(({ attachments = [] }) => attachments)[0];
    expect(voice).toMatchObject({ kind: 'voice', mimeType: 'audio/webm', missing: null });
    const path = `conversations/${id}/files/${voice?.hash ?? ''}`;
    const heard = await fetch(`${server.url}/api/console/${path}`, { headers: { cookie: admin.cookie } });
    expect(Buffer.from(await heard.arrayBuffer()).equals(recording)).toBe(true);
    expect((await request(server.url, `console/${path}`)).status).toBe(401);
    expect((await admin.call(path.replace(id, 'another'))).status).toBe(404);
  });

  it('refuses programs and pages, what is too large, what says no length, and who has no token', async () => {
    const visitor = createVisitor(server.url);
    expect((await visitor.sendFile(Buffer.from('<html>'), 'image/png', 'a.png')).status).toBe(415);
    expect((await visitor.sendFile(Buffer.alloc(20 * 1024 * 1024 + 1), 'image/png')).status).toBe(413);
    const options = { method: 'POST', body: new Uint8Array(picture), headers: { 'content-type': 'image/jpeg' } };
    expect((await fetch(`${server.url}/api/resident/files?clientId=12345678`, options)).status).toBe(401);
    expect((await visitor.view()).lines).toEqual([]);
  });

  it('takes no more in an hour than one person needs', async () => {
    const visitor = createVisitor(server.url);
    const large = Buffer.concat([picture, Buffer.alloc(19 * 1024 * 1024)]);
    const answers = [];
    for (let n = 0; n < 4; n += 1) answers.push(await visitor.sendFile(large, 'image/jpeg'));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(3000);
  });
});

describe('a recording where the centre has a transcriber', () => {
  it('is screened by its words like any message', async () => {
    const transcriber: Transcriber = { transcribe: async () => ({ kind: 'ok', text: '我不想活了，药都买好了' }) };
    const hearing = await startTestServer({ pages: false, transcriber });
    const visitor = createVisitor(hearing.url);
    await visitor.sendFile(recording, 'audio/webm');
    await hearing.app.engine.idle();
    const { lines } = await visitor.view();
    expect(lines.at(-1)).toMatchObject({ from: 'bot', quiet: true });
    expect(lines.at(-1)?.text).toContain('120');
    await hearing.close();
  });
});

describe('the pages on other sites', () => {
  it('only the framed page may stand in a frame, and only on the sites of the list', async () => {
    const open = await startTestServer({ pages: true, origins: ['https://www.liuquan.gov.cn', 'http://localhost:8080'] });
    const read = async (url: string): Promise<readonly (string | null)[]> => {
      const { headers } = await fetch(url);
      const policy = headers.get('content-security-policy') ?? '';
      return [
        /frame-ancestors ([^;]*)/.exec(policy)?.[1] ?? null,
        headers.get('x-frame-options'),
        headers.get('cross-origin-resource-policy'),
      ];
    };
    expect(await read(`${open.url}/embed.html`)).toEqual(['https://www.liuquan.gov.cn http://localhost:8080', null, 'same-origin']);
    for (const path of ['/', '/index.html', '/console/', '/embed%2ehtml', '/api/health'])
      expect(await read(`${open.url}${path}`)).toEqual(["'none'", 'DENY', 'same-origin']);
    expect((await read(`${open.url}/widget.js`))[2]).toBe('cross-origin');
    const packed = await fetch(`${open.url}/widget.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect([packed.headers.get('content-encoding'), packed.headers.get('content-type')]).toEqual([
      'gzip',
      expect.stringMatching(/javascript; charset=utf-8/i),
    ]);
    expect(await packed.text()).toContain('在线咨询');
    const plain = await fetch(`${open.url}/`, { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), (await plain.text()).includes('id="app"')]).toEqual([null, true]);
    await open.close();
    const shut = await startTestServer({ pages: true });
    expect(await read(`${shut.url}/embed.html`)).toEqual(["'none'", 'DENY', 'same-origin']);
    await shut.close();
  });
});
