import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallEvent } from '../../core/call-event.ts';
import type { ManualClock } from '../../core/clock.ts';
import { listCallEvents } from '../call-simulator/list-call-events.ts';
import { openHttpWire, openSocketWire, playCall } from '../call-simulator/play-call.ts';
import { readCallFile, readCallPlay } from '../call-simulator/read-call-file.ts';
import { signCallEvents } from '../channels/hotline/authorise-call-centre.ts';
import { startTcpProxy } from '../channels/testing/tcp-proxy.ts';
import { readDoors } from '../config/read-doors.ts';
import { checkDoors } from '../doctor/check-doors.ts';
import type { StaffClient } from './testing/api-client.ts';
import { type CallStage, openCallStage, callSecret as secret, textsOf } from './testing/call-stage.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

const minute = 60_000;

let stage: CallStage;
let server: TestServer;
let clock: ManualClock;
let admin: StaffClient;
let { event, said, post, tell, queue, idOfCall, view }: CallStage = {} as CallStage;

beforeEach(async () => {
  stage = await openCallStage();
  ({ server, clock, admin, event, said, post, tell, queue, idOfCall, view } = stage);
});
afterEach(() => server.close());

describe('the door of call centres', () => {
  it('lets nobody in without the secret, with a wrong one, or with an old signature', async () => {
    const body = JSON.stringify(event('call.started', 1));
    const signed = (at: number, key = secret) => {
      const timestamp = String(Math.floor(at / 1000));
      return { 'x-xinqiao-timestamp': timestamp, 'x-xinqiao-signature': signCallEvents(key, timestamp, body) };
    };
    const now = Date.parse(clock.now());
    expect((await post(body, {})).status).toBe(401);
    expect((await post(body, { authorization: 'Bearer somebody-elses-secret' })).status).toBe(403);
    expect((await post(body, signed(now, 'somebody-elses-secret'))).status).toBe(403);
    expect(await post(body, signed(now - 6 * minute))).toMatchObject({ status: 403, body: { code: 'clock_skew' } });
    expect((await post(`${body} `, signed(now))).status).toBe(403);
    await expect(openSocketWire(server.url, 'somebody-elses-secret')).rejects.toThrow(/secret/);
    expect((await queue(admin)).items).toEqual([]);
    expect((await post(body, signed(now))).status).toBe(200);
  });

  it('answers a body over the limit with 413, and a wrong form with its places and no word of it', async () => {
    const large = JSON.stringify(event('call.started', 1, { caller_number: 'x'.repeat(600 * 1024) }));
    expect((await post(large)).status).toBe(413);
    const wrong = await post({ ...said(1, '悄悄话'), sequence: 'one' });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({ code: 'bad_event', faults: [{ at: 'sequence' }] });
    expect(JSON.stringify(wrong.body)).not.toContain('悄悄话');
    expect((await post('{')).body.code).toBe('bad_json');
  });

  it('counts a redelivered event once, and puts turned about ones right by their count', async () => {
    const started = event('call.started', 1, { caller_number: '+86 139-0399-0288', agent: 'linxiaoman' });
    const first = said(2, '我想问问物业费的事');
    expect(await tell(first)).toEqual(['accepted']);
    expect(await tell(started)).toEqual(['accepted']);
    expect(await tell(first, started)).toEqual(['duplicate', 'duplicate']);
    expect(await tell(event('call.resumed', 6), event('call.held', 5))).toEqual(['accepted', 'accepted']);
    expect(await tell(event('call.held', 4))).toEqual(['stale']);
    const seen = await view(await idOfCall());
    expect(textsOf(seen)).toEqual(['我想问问物业费的事']);
    expect(seen.call).toMatchObject({ state: 'active', caller: { number: '13903990288' } });
    expect(seen.conversation.owner).toMatchObject({ kind: 'person', name: '林小满' });
    expect(await tell(event('call.ended', 8))).toEqual(['accepted']);
    expect(await tell(event('call.held', 9))).toEqual(['stale']);
    expect((await view(seen.conversation.id)).call?.state).toBe('ended');
  });

  it('goes on after a restart of the wire: what was not acknowledged is sent again', async () => {
    const play = readCallPlay(
      'caller_number: "13903990288"\nagent: linxiaoman\nsteps:\n  - caller: 喂\n  - caller: 楼上漏水没人管\n  - end: caller',
    );
    const events = listCallEvents(play, 'again');
    const first = await openSocketWire(server.url, secret);
    const made = events.map(({ make }) => make(clock.now()));
    for (const one of made.slice(0, 3)) await first.send(one);
    first.close();
    const second = await openSocketWire(server.url, secret);
    const answers: string[] = [];
    for (const one of made) answers.push((await second.send(one)).status);
    second.close();
    expect(answers.filter((status) => status === 'duplicate').length).toBeGreaterThan(0);
    await server.app.engine.idle();
    const { items } = await queue(admin);
    expect(items).toHaveLength(1);
    expect(textsOf(await view(items[0]?.conversationId ?? '', admin))).toEqual(['喂', '楼上漏水没人管']);
  });
});

describe('clocks', () => {
  it('of a call centre that run ahead, or were never set, are not believed', async () => {
    const far = (ms: number): string => new Date(Date.parse(clock.now()) + ms).toISOString();
    await tell(said(1, '早了一小时', { at: far(60 * minute) }), said(2, '一九七〇年', { at: '1970-01-01T00:00:00Z' }));
    const { lines } = await view(await idOfCall());
    expect(lines.map(({ at }) => at)).toEqual([clock.now(), clock.now()]);
    expect((await post({ ...said(3, '没有时区'), at: '2026-11-25T10:00:00' })).status).toBe(400);
  });
});

describe('a line that breaks', () => {
  it('silently: the call centre opens another and sends again, and nothing is lost or heard twice', async () => {
    const proxy = await startTcpProxy(Number(new URL(server.url).port));
    const url = `http://127.0.0.1:${proxy.port}`;
    const make = (sequence: number, text: string) => said(sequence, text) as unknown as CallEvent;
    const [first, second] = [make(1, '楼上漏水'), make(2, '三个月没人管')];
    const silent = await openSocketWire(url, secret);
    await silent.send(first);
    proxy.cut();
    const unanswered = silent.send(second).catch(() => null);
    const fresh = await openSocketWire(url, secret);
    expect((await fresh.send(first)).status).toBe('duplicate');
    expect((await fresh.send(second)).status).toBe('accepted');
    expect(textsOf(await view(await idOfCall()))).toEqual(['楼上漏水', '三个月没人管']);
    fresh.close();
    await proxy.close();
    await unanswered;
  });

  it('because the server was started anew: the call goes on where it was', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'xinqiao-again-'));
    const start = () => startTestServer({ pages: false, clock, hotlineSecret: secret, environment: { XINQIAO_DATA_DIR: dataDir } });
    const events = listCallEvents(readCallFile('docs/examples/call.yaml'), 'restart').map(({ make }) => make(clock.now()));
    const half = Math.ceil(events.length / 2);
    const before = await start();
    const wire = openHttpWire(before.url, secret);
    for (const one of events.slice(0, half)) await wire.send(one);
    await before.close();
    const after = await start();
    const again = openHttpWire(after.url, secret);
    for (const one of events) await again.send(one);
    await after.app.engine.idle();
    const lines = await after.app.store.transaction(async (tx) => {
      const [row] = await tx.conversations.queue({});
      return row === undefined ? [] : await tx.transcript.read(row.conversation.id, 0);
    });
    const finals = events.flatMap((one) => (one.type === 'transcript.segment' && one.final ? [one.text] : []));
    expect(
      lines
        .filter(({ from }) => from !== 'bot')
        .map(({ text }) => text)
        .sort(),
    ).toEqual(finals.sort());
    await after.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe('the doctor', () => {
  it('asks the door from outside, and tells another secret from a wrong address', async () => {
    const look = async (ours: string, publicUrl = server.url, nowMs = Date.now()) => {
      const doors = readDoors({ XINQIAO_HOTLINE_SECRET: ours });
      const [report] = await checkDoors({ doors, publicUrl }, nowMs);
      return report?.findings.map(({ kind, code }) => `${kind} ${code}`);
    };
    expect(await look(secret)).toEqual(['good callback_good']);
    expect(await look('another-secret-of-old')).toEqual(['fault hotline_other_secret']);
    expect(await look(secret, `${server.url}/elsewhere`)).toEqual(['fault callback_wrong']);
    expect(await look(secret, 'http://127.0.0.1:9')).toEqual(['warning callback_unreachable']);
    expect(await look(secret, server.url, Date.now() + 60 * minute)).toEqual(['fault clock']);
  });
});

describe('the simulator', () => {
  it.each([
    ['a kept line', (url: string) => openSocketWire(url, secret)],
    ['signed requests', async (url: string) => openHttpWire(url, secret)],
  ])('plays the example over %s from the first ring to the ticket', async (_name, open) => {
    const wire = await open(server.url);
    const play = { ...readCallFile('docs/examples/call.yaml'), agent: 'linxiaoman' };
    const statuses: string[] = [];
    await playCall(listCallEvents(play, randomUUID()), wire, Number.POSITIVE_INFINITY, (_event, answer) => statuses.push(answer.status));
    wire.close();
    expect(new Set(statuses)).toEqual(new Set(['accepted']));
    const { items } = await queue(admin);
    const seen = await view(items[0]?.conversationId ?? '', admin);
    expect(seen.ticket?.disputeType).toBe('拖欠农民工工资纠纷');
    expect(seen.ticket?.fields['applicant.phone']?.value).toBe('13903990288');
    expect(seen.call).toMatchObject({ state: 'ended', consent: 'given', isRecorded: true });
  });
});
