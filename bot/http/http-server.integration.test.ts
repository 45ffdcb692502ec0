import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessTable } from './access-table.ts';
import type { ConversationView, QueueView } from './api-schema.ts';
import { addColleague, createVisitor, request, type StaffClient, signInFirst } from './testing/api-client.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

let server: TestServer;
let admin: StaffClient;
let volunteer: StaffClient;

beforeAll(async () => {
  server = await startTestServer({ pages: false });
  admin = await signInFirst(server.url, 'admin', server.password, '青桐社区的管理员一号');
  volunteer = await addColleague(server.url, admin, {
    account: 'zhiyuan',
    displayName: '林小满',
    role: 'volunteer',
    password: '迎泉路上有一座石桥呢',
  });
});
afterAll(() => server.close());

async function readQueue(staff: StaffClient): Promise<QueueView> {
  return (await staff.call('queue')).body as QueueView;
}

describe('signing in', () => {
  it('refuses a wrong password, says nothing of what is wrong, and throttles after six', async () => {
    const answers = [];
    for (let n = 0; n < 8; n += 1)
      answers.push(await request(server.url, 'console/sign-in', { account: 'meiyou', password: 'cuowude-mima' }));
    expect(answers.slice(0, 6).every((answer) => answer.status === 401)).toBe(true);
    expect(answers.at(-1)?.status).toBe(429);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('lets a one-time password do nothing but set a new one', async () => {
    const added = (await admin.call('staff', { account: 'xinlai', displayName: '新来的', role: 'mediator' })).body as { password: string };
    const first = await request(server.url, 'console/sign-in', { account: 'xinlai', password: added.password });
    const cookie = first.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    const queue = await request(server.url, 'console/queue', undefined, { cookie: cookie.split(';')[0] ?? '' });
    expect([queue.status, queue.body]).toMatchObject([403, { code: 'must_change_password' }]);
  });

  it('refuses a weak new password', async () => {
    const weak = await volunteer.call('password', { current: '迎泉路上有一座石桥呢', next: 'aaaaaaaaaaaa' });
    expect(weak.status).toBe(400);
  });

  it('ends a session at sign-out and when the account is closed', async () => {
    const gone = await addColleague(server.url, admin, {
      account: 'zoule',
      displayName: '走了',
      role: 'volunteer',
      password: '明天就不在这里上班了',
    });
    expect((await gone.call('queue')).status).toBe(200);
    await admin.call(`staff/${gone.me.staff.id}/state`, { active: false });
    expect((await gone.call('queue')).status).toBe(401);
  });
});

describe('who may do what', () => {
  it('keeps every route of the console from a stranger', async () => {
    const routes = Object.entries(accessTable).filter(
      ([route, access]) => route.includes('/console/') && access !== 'public' && !route.endsWith('/live'),
    );
    for (const [route] of routes) {
      const [method = '', path = ''] = route.split(' ');
      const answer = await request(server.url, path.replace('/api/', '').replace(':id', 'x'), method === 'GET' ? undefined : {});
      expect([route, answer.status]).toEqual([route, 401]);
    }
  });

  it('lets a volunteer read the queue but not add staff or take the list away', async () => {
    expect((await volunteer.call('queue')).status).toBe(200);
    expect((await volunteer.call('staff')).status).toBe(403);
    expect((await volunteer.call('exports/tickets?format=csv')).status).toBe(403);
  });

  it('refuses a change that another site sends with the cookie', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const answer = await request(server.url, 'console/sign-out', {}, { cookie: admin.cookie, ...headers });
      expect([answer.status, answer.body]).toMatchObject([403, { code: 'foreign_origin' }]);
    }
  });

  it('takes JSON alone and at most 64 kB', async () => {
    const plain = await request(server.url, 'console/sign-in', 'account=admin', { 'content-type': 'text/plain' });
    expect(plain.status).toBe(415);
    const large = await createVisitor(server.url).say('长'.repeat(40_000));
    expect([large.status, large.body]).toMatchObject([413, { code: 'too_large' }]);
  });
});

describe('a resident at the page', () => {
  it('sends a message twice under one id and it is handled once', async () => {
    const visitor = createVisitor(server.url);
    const first = await visitor.say('楼上漏水好几回了', 'same-id-0001');
    const again = await visitor.say('楼上漏水好几回了', 'same-id-0001');
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again.body).toEqual(first.body);
    await server.app.engine.idle();
    const { lines } = await visitor.view();
    expect(lines.filter((line) => line.from === 'resident')).toHaveLength(1);
    expect(lines.some((line) => line.from === 'bot')).toBe(true);
    expect((await visitor.view(lines.at(-1)?.sequence)).lines).toEqual([]);
  });

  it('sees nothing of another visitor, and nothing without a token', async () => {
    const one = createVisitor(server.url);
    await one.say('这话只有我自己能看见');
    await server.app.engine.idle();
    expect((await createVisitor(server.url).view()).lines).toEqual([]);
    expect((await request(server.url, 'resident/lines?after=0')).status).toBe(401);
  });

  it('is asked for patience after twenty messages in a minute', async () => {
    const visitor = createVisitor(server.url);
    const answers = [];
    for (let n = 0; n < 21; n += 1) answers.push((await visitor.say(`第${n}句`)).status);
    expect(answers.at(-1)).toBe(429);
    await server.app.engine.idle();
  });

  it('hears of a reply through the long poll', async () => {
    const visitor = createVisitor(server.url);
    const headers = { authorization: `Bearer ${visitor.token}` };
    const waiting = request(server.url, 'resident/wait?after=0', undefined, headers);
    await visitor.say('你好');
    const view = (await waiting).body as { lines: unknown[] };
    expect(view.lines.length).toBeGreaterThan(0);
  });
});

describe('staff at the console', () => {
  it('a red message stands first with its alert; takeover silences the bot; the reply reaches the page', async () => {
    const calm = createVisitor(server.url);
    await calm.say('物业费涨价合理吗');
    const visitor = createVisitor(server.url);
    await visitor.say('我不想活了,药都买好了');
    await server.app.engine.idle();
    const queue = await readQueue(volunteer);
    const [top] = queue.items;
    expect(top).toMatchObject({ urgency: 'red', lastText: '我不想活了,药都买好了' });
    expect(queue.alerts.some((alert) => alert.conversationId === top?.conversationId)).toBe(true);

    const taken = await volunteer.call(`conversations/${top?.conversationId}/take-over`, {});
    expect((taken.body as ConversationView).conversation.owner).toMatchObject({ kind: 'person', name: '林小满' });
    expect(JSON.stringify(taken.body)).not.toContain('"state":{');
    const before = (await visitor.view()).lines.filter((line) => line.from === 'bot').length;
    await visitor.say('有人在吗');
    await server.app.engine.idle();
    await volunteer.call(`conversations/${top?.conversationId}/messages`, { text: '我在,我姓林。您现在身边有人吗?' });
    await server.app.engine.idle();
    const view = await visitor.view();
    expect(view.lines.filter((line) => line.from === 'bot')).toHaveLength(before);
    expect(view.lines.at(-1)).toMatchObject({ from: 'staff', who: '林志愿者', text: '我在,我姓林。您现在身边有人吗?' });
    expect(view).toMatchObject({ owner: 'person', who: '林志愿者' });

    const alert = (await readQueue(volunteer)).alerts.find((open) => open.conversationId === top?.conversationId);
    const stepped = await volunteer.call(`alerts/${alert?.id}/steps`, { step: 'contacted' });
    expect(stepped.body).toMatchObject({ contactedAt: expect.any(String) });
    const lowered = await volunteer.call(`conversations/${top?.conversationId}/risk`, {
      risk: 'none',
      urgency: 'yellow',
      reason: '说没事了',
    });
    expect(lowered.status).toBe(403);
  });

  it('a call becomes a ticket; a field is edited once a version; exports cover personal details', async () => {
    const call = (await volunteer.call('calls', { callerNumber: '13903990001' })).body as ConversationView;
    const id = call.conversation.id;
    await volunteer.call(`conversations/${id}/caller-lines`, { text: '我叫贺春生,在建材市场干活,老板刘大海欠我三个月工钱一万二' });
    const opened = (await volunteer.call(`conversations/${id}/ticket`, {})).body as ConversationView;
    const { ticket } = opened;
    expect(ticket?.caseCode).toMatch(/^XQ\d{12}$/);
    expect(opened.fields['applicant.phone']?.value).toBe('13903990001');

    const edit = { name: 'applicant.name', value: '贺春生', version: ticket?.version };
    const edited = await volunteer.call(`tickets/${ticket?.id}/fields`, edit);
    expect(edited.body).toMatchObject({ fields: { 'applicant.name': { value: '贺春生', source: 'staff', confirmed: true } } });
    const stale = await volunteer.call(`tickets/${ticket?.id}/fields`, { ...edit, value: '何春生' });
    expect([stale.status, stale.body]).toMatchObject([409, { code: 'stale_version' }]);

    expect((await volunteer.call(`tickets/${ticket?.id}/export?format=csv`)).status).toBe(403);
    const covered = await admin.call(`tickets/${ticket?.id}/export?format=csv`);
    expect(covered.text).toContain('贺**');
    expect(covered.text).not.toContain('贺春生');
    expect(covered.text).not.toContain('13903990001');
    const whole = await admin.call(`tickets/${ticket?.id}/export?format=json&personal=1`);
    expect(whole.text).toContain('贺春生');
    for (const paper of ['application', 'registration']) {
      expect((await volunteer.call(`tickets/${ticket?.id}/export?format=${paper}&personal=1`)).status).toBe(403);
      const printed = await admin.call(`tickets/${ticket?.id}/export?format=${paper}&personal=1`);
      expect([printed.status, printed.text.slice(0, 2)]).toEqual([200, 'PK']);
    }
    expect((await admin.call('exports/tickets?format=xlsx')).text.slice(0, 2)).toBe('PK');
    const after = (await admin.call(`conversations/${id}`)).body as ConversationView;
    expect(after.events.filter((event) => event.kind === 'ticket_exported')).toHaveLength(4);

    const progress = await request(server.url, 'resident/case', { caseCode: ticket?.caseCode, phoneTail: '0001' });
    expect(progress.body).toMatchObject({ status: 'received' });
    const wrong = await request(server.url, 'resident/case', { caseCode: ticket?.caseCode, phoneTail: '9999' });
    expect(wrong.status).toBe(404);
  });

  it('two staff take the same conversation: one of them gets it', async () => {
    const visitor = createVisitor(server.url);
    await visitor.say('我要找人工');
    await server.app.engine.idle();
    const id = (await readQueue(admin)).items.find((item) => item.lastText === '我要找人工')?.conversationId;
    const answers = await Promise.all([admin, volunteer].map((staff) => staff.call(`conversations/${id}/take-over`, {})));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it('XY-14: harm to a child shows its report with a clock; the report is recorded with receiver and receipt', async () => {
    const child = createVisitor(server.url);
    await child.say('我今年十一岁，我爸天天拿皮带抽我');
    await server.app.engine.idle();
    const queue = (await admin.call('queue?urgency=red')).body as QueueView;
    const id = queue.items.find(({ lastText }) => lastText.includes('皮带'))?.conversationId ?? '';
    const { care } = (await admin.call(`conversations/${id}`)).body as ConversationView;
    expect(care.map(({ task, open }) => [task.kind, open])).toEqual([['child_report', true]]);
    const path = `care-tasks/${care[0]?.task.id}/deeds`;
    expect((await volunteer.call(path, { outcome: 'reported' })).status).toBe(400);
    expect((await volunteer.call(path, { outcome: 'not_needed', note: '误会' })).status).toBe(403);
    const done = await volunteer.call(path, { outcome: 'reported', receiver: '迎泉派出所', receipt: '接字118号' });
    const [record] = (done.body as ConversationView).care;
    expect(record).toMatchObject({ open: false, deeds: [{ receiver: '迎泉派出所', receipt: '接字118号' }] });
    expect(record?.deeds[0]?.staffName).not.toBeNull();
  });

  it('a person chooses how to be called', async () => {
    expect((await volunteer.call('reach')).body).toEqual({ by: 'console', chatKey: '' });
    expect((await volunteer.call('reach', { by: 'telegram' })).status).toBe(400);
    await volunteer.call('reach', { by: 'telegram', chatKey: '4711' });
    expect((await volunteer.call('reach')).body).toEqual({ by: 'telegram', chatKey: '4711' });
  });
});
