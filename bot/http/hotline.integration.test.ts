import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallEvent } from '../../core/call-event.ts';
import { createManualClock, type ManualClock } from '../../core/clock.ts';
import { formatInstant } from '../../core/instant.ts';
import { listCallEvents } from '../call-simulator/list-call-events.ts';
import { openHttpWire, openSocketWire, playCall } from '../call-simulator/play-call.ts';
import { readCallFile, readCallPlay } from '../call-simulator/read-call-file.ts';
import { signCallEvents } from '../channels/hotline/authorise-call-centre.ts';
import { startTcpProxy } from '../channels/testing/tcp-proxy.ts';
import { readDoors } from '../config/read-doors.ts';
import { checkDoors } from '../doctor/check-doors.ts';
import type { ConversationView, QueueView } from './api-schema.ts';
import { addColleague, type StaffClient, signInFirst } from './testing/api-client.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

const secret = 'only-the-call-centre-knows-this';
const waiting = { timeout: 20_000, interval: 20 };
const minute = 60_000;

let server: TestServer;
let clock: ManualClock;
let admin: StaffClient;
let volunteer: StaffClient;
let count = 0;

beforeEach(async () => {
  clock = createManualClock(formatInstant(new Date()));
  server = await startTestServer({ pages: false, clock, hotlineSecret: secret });
  admin = await signInFirst(server.url, 'admin', server.password, '青桐社区的管理员一号');
  volunteer = await addColleague(server.url, admin, {
    account: 'linxiaoman',
    displayName: '林小满',
    role: 'volunteer',
    password: '迎泉路上有一座石桥呢',
  });
});
afterEach(() => server.close());

type Extra = Readonly<Record<string, unknown>>;

function event(type: string, sequence: number, extra: Extra = {}): Extra {
  count += 1;
  return { id: `e${count}`, call_id: 'c1', sequence, at: clock.now(), type, ...extra };
}

function said(sequence: number, text: string, extra: Extra = {}): Extra {
  return event('transcript.segment', sequence, { utterance_id: `u${sequence}`, speaker: 'caller', final: true, text, ...extra });
}

async function post(body: unknown, headers: Readonly<Record<string, string>> = { authorization: `Bearer ${secret}` }) {
  const response = await fetch(`${server.url}/doors/hotline`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { results?: { status: string }[]; code?: string; faults?: unknown } };
}

async function tell(...events: readonly Extra[]): Promise<readonly string[]> {
  const { status, body } = await post({ events });
  expect(status).toBe(200);
  return (body.results ?? []).map((result) => result.status);
}

async function queue(staff: StaffClient): Promise<QueueView> {
  return (await staff.call('queue')).body as QueueView;
}

async function idOfCall(staff: StaffClient = volunteer): Promise<string> {
  return (await queue(staff)).calls[0]?.conversationId ?? '';
}

async function view(id: string, staff: StaffClient = volunteer): Promise<ConversationView> {
  await server.app.engine.idle();
  return (await staff.call(`conversations/${id}`)).body as ConversationView;
}

const textsOf = ({ lines }: ConversationView, from = 'resident') => lines.filter((line) => line.from === from).map(({ text }) => text);

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

describe('a call', () => {
  const begin = () => tell(event('call.started', 1, { caller_number: '13903990288', agent: 'linxiaoman' }));

  it('rings for the volunteer whose phone it is and for nobody else, with the number covered', async () => {
    await begin();
    expect((await queue(volunteer)).calls).toMatchObject([
      { mine: true, state: 'ringing', caller: { number: '139****0288', earlierCalls: 0 } },
    ]);
    expect((await queue(admin)).calls).toEqual([]);
    await tell(event('call.transferred', 2, { to_agent: 'seat-nobody-knows' }));
    expect((await queue(admin)).calls).toMatchObject([{ mine: false }]);
    await tell(event('call.answered', 3, { agent: 'admin' }));
    expect((await queue(volunteer)).calls).toEqual([]);
    expect((await queue(admin)).calls).toMatchObject([{ mine: true, state: 'active' }]);
  });

  it('shows what is being said, stores none of it, and takes what the line cut off', async () => {
    await begin();
    const id = await idOfCall();
    await tell(said(2, '他把门', { final: false, utterance_id: 'u' }));
    await tell(
      said(4, '他把门锁了要打死我', { final: false, utterance_id: 'u' }),
      said(3, '他把门锁了', { final: false, utterance_id: 'u' }),
    );
    const hearing = await view(id);
    expect(hearing.call?.hearings).toMatchObject([{ speaker: 'caller', text: '他把门锁了要打死我' }]);
    expect(hearing.call?.hearings[0]?.level).not.toBe('none');
    expect(textsOf(hearing)).toEqual([]);
    clock.advance(9000);
    await vi.waitFor(async () => expect(textsOf(await view(id))).toEqual(['他把门锁了要打死我']), waiting);
    expect((await view(id)).alerts).toHaveLength(1);
    // The rest of the same sentence is not heard twice.
    await tell(said(5, '他把门锁了要打死我,你们快来', { utterance_id: 'u' }));
    expect(textsOf(await view(id))).toEqual(['他把门锁了要打死我', ',你们快来']);
  });

  it('reads pieces of one sentence together, and never lets the bot speak', async () => {
    await begin();
    const id = await idOfCall();
    await tell(
      said(2, '我昨天晚上把一瓶安', { utterance_id: 'u' }),
      said(3, '眠药都吃', { utterance_id: 'u' }),
      said(4, '了', { utterance_id: 'u' }),
    );
    const seen = await view(id);
    expect(seen.conversation.risk).toBe('imminent');
    expect(seen.alerts).toHaveLength(1);
    expect(seen.lines.some(({ from }) => from === 'bot')).toBe(false);
    expect(seen.suggestions[0]).toMatchObject({ from: 'safety' });
    const paged = seen.events.filter(({ kind }) => kind === 'alert_raised');
    expect(paged[0]?.detail.account).toBe(server.app.duty.peopleToPage(clock.now())[0]);
  });

  it('never speaks in a call that nobody took either', async () => {
    await tell(event('call.started', 1), said(2, '楼上天天半夜敲墙,我受不了了,想打官司'));
    const id = await idOfCall();
    const seen = await view(id);
    expect(seen.conversation.owner.kind).toBe('queue');
    expect(seen.lines.every(({ from }) => from === 'resident')).toBe(true);
    expect(seen.suggestions.length).toBeGreaterThan(0);
    const sent = await server.app.store.transaction((tx) => tx.outbox.list({}));
    expect(sent).toEqual([]);
  });

  it('does not ask for the number that it knows', async () => {
    await begin();
    await tell(said(2, '包工头刘大海欠我三个月工钱,一共一万八,就我一个人'));
    const seen = await view(await idOfCall());
    expect(seen.fields['applicant.phone']).toMatchObject({ value: '13903990288', source: 'imported' });
    for (let sequence = 3; sequence < 9; sequence += 1) {
      const { suggestions } = await view(await idOfCall());
      expect(suggestions.map(({ reply }) => reply.text).join()).not.toMatch(/电话(?:号码)?(?:是|多少|留)/);
      await tell(said(sequence, '不知道'));
    }
  });

  it('keeps both voices in the order of the talk', async () => {
    await begin();
    const at = (seconds: number) => formatInstant(new Date(Date.parse(clock.now()) - 60_000 + seconds * 1000));
    await tell(said(2, '喂', { at: at(1) }), said(4, '物业把水停了', { at: at(9) }));
    await tell(said(3, '您好,您说', { at: at(5), speaker: 'volunteer' }));
    const seen = await view(await idOfCall());
    expect(seen.lines.map(({ text }) => text)).toEqual(['喂', '您好,您说', '物业把水停了']);
    expect(seen.lines[1]).toMatchObject({ from: 'staff', staffName: '林小满' });
  });
});

describe('after a call', () => {
  const hold = async (consent?: boolean): Promise<string> => {
    await tell(
      event('call.started', 1, { caller_number: '13903990288', agent: 'linxiaoman' }),
      said(2, '包工头刘大海欠我三个月工钱,一共一万八'),
    );
    await server.app.engine.idle();
    await tell(said(3, '他说再要就弄死我,已经拿刀堵在门口了'), said(4, '好的好的谢谢', { speaker: 'volunteer' }));
    await server.app.engine.idle();
    const id = await idOfCall();
    if (consent !== undefined) await tell(event('call.consent', 5, { given: consent }));
    await tell(event('call.recorded', 6, { recording: { reference: 'rec-77', seconds: 61 } }), event('call.ended', 7));
    return id;
  };

  it('opens one ticket with what was told, and forgets the words that nobody agreed to keep, but not those of danger', async () => {
    const id = await hold();
    const before = await view(id);
    expect(before.ticket?.fields.amount?.value).toBe(1_800_000);
    expect(textsOf(before)).toHaveLength(2);
    clock.advance(16 * minute);
    const after = await view(id);
    expect(textsOf(after)).toEqual(['', '他说再要就弄死我,已经拿刀堵在门口了']);
    expect(textsOf(after, 'staff')).toEqual(['']);
    expect(after.call).toMatchObject({ wordsGone: true, isRecorded: false });
    expect(after.lines[0]?.screen).not.toBeNull();
    expect(after.ticket?.fields.amount?.value).toBe(1_800_000);
    expect(after.alerts).toHaveLength(1);
    expect(after.events.map(({ kind }) => kind)).toContain('call_words_forgotten');
    const state = await server.app.store.transaction(async (tx) => (await tx.conversations.queue({}))[0]?.conversation.state);
    expect(state).toBeNull();
  });

  it('keeps words and recording with consent, and lets them go when it is taken back', async () => {
    const id = await hold(true);
    clock.advance(16 * minute);
    const kept = await view(id);
    expect(textsOf(kept)[0]).toContain('刘大海');
    expect(kept.call).toMatchObject({ consent: 'given', wordsGone: false, isRecorded: true });
    const exported = async (personal: string) => {
      const { text } = await admin.call(`tickets/${kept.ticket?.id}/export?format=json${personal}`);
      return text;
    };
    expect(await exported('&personal=1')).toMatch(/rec-77[\s\S]*刘大海/);
    expect(JSON.parse(await exported(''))).toMatchObject({ call: { consent: 'given', recording: null, transcript: null } });
    await volunteer.call(`calls/${id}/consent`, { state: 'refused' });
    const gone = await view(id);
    expect(textsOf(gone)[0]).toBe('');
    expect(gone.call?.isRecorded).toBe(false);
  });

  it('knows a caller again, and shows each role of the earlier cases what it may see', async () => {
    const id = await hold(true);
    await volunteer.call(`calls/${id}/hand-off`, { staffId: null });
    await tell({ ...event('call.started', 1, { caller_number: '0086 13903990288', agent: 'linxiaoman' }), call_id: 'c2' });
    const { calls } = await queue(volunteer);
    expect(calls[0]?.caller).toMatchObject({ earlierCalls: 1, callsInMonth: 1, danger: true });
    const second = calls[0]?.conversationId ?? '';
    const [covered] = (await view(second)).call?.earlier ?? [];
    expect(covered).toMatchObject({ danger: true, conversationId: null, status: 'sorted' });
    expect(covered?.summary).not.toContain('刘大海');
    const [whole] = (await view(second, admin)).call?.earlier ?? [];
    expect(whole?.conversationId).toBe(id);
    expect(whole?.summary).toContain('刘大海');
  });

  it('is handed to a mediator by the volunteer, who owns it when the call is over', async () => {
    const mediator = await addColleague(server.url, admin, {
      account: 'tiaojie',
      displayName: '乔云山',
      role: 'mediator',
      password: '老槐树底下常说话的人',
    });
    await tell(event('call.started', 1, { caller_number: '13903990288', agent: 'linxiaoman' }), said(2, '楼上漏水没人管'));
    const id = await idOfCall();
    const stranger = await volunteer.call(`calls/${id}/hand-off`, { staffId: volunteer.me.staff.id });
    expect(stranger.status).toBe(400);
    const handed = (await volunteer.call(`calls/${id}/hand-off`, { staffId: mediator.me.staff.id })).body as ConversationView;
    expect(handed.ticket).toMatchObject({ assigneeId: mediator.me.staff.id, status: 'assigned' });
    expect(handed.conversation.owner).toMatchObject({ name: '林小满' });
    expect((await mediator.call(`calls/${id}/end`, {})).status).toBe(409);
    const ended = (await volunteer.call(`calls/${id}/end`, {})).body as ConversationView;
    expect(ended.call?.state).toBe('ended');
    expect(ended.conversation.owner).toMatchObject({ name: '乔云山' });
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
