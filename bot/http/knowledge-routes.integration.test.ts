import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OwnDraftOutcome, OwnKnowledgeView, UnknownGroups } from './api-schema.ts';
import { addColleague, createVisitor, type StaffClient, signInFirst, type Visitor } from './testing/api-client.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';

let server: TestServer;
let admin: StaffClient;
let mediator: StaffClient;

const question = '请问祠堂的铜香炉应该由谁保管';
const entry = {
  id: 'own-old-censer',
  disputeType: 'none',
  topic: '祠堂铜香炉归谁保管',
  phrasings: [question],
  answer: '铜香炉是集体的东西，由村集体经济组织保管。谁拿走了，可以请他还回来，也可以请调解员帮着说。',
  steps: ['先问村会计有没有登记', '请调解员一起说说'],
  evidence: [],
  deadlines: [],
  cost: null,
  contacts: [],
  notMediable: null,
  citations: [{ law: '民法典', article: '第二百三十五条' }],
  riskNotes: [],
  reviewed: '2026-11-24',
};

beforeAll(async () => {
  server = await startTestServer({ pages: false });
  admin = await signInFirst(server.url, 'admin', server.password, '青桐社区的管理员一号');
  mediator = await addColleague(server.url, admin, {
    account: 'tiaojie',
    displayName: '武秀兰',
    role: 'mediator',
    password: '迎泉路上有一座石桥呢',
  });
});
afterAll(() => server.close());

/** Says something as a resident and waits for what the machine says to it. */
async function ask(visitor: Visitor, text: string): Promise<{ readonly id: string; readonly text: string }> {
  const before = (await visitor.view()).lines.at(-1)?.sequence ?? 0;
  await visitor.say(text);
  await expect.poll(async () => (await visitor.view(before)).lines.some(({ from }) => from === 'bot'), { timeout: 15_000 }).toBe(true);
  const line = (await visitor.view(before)).lines.find(({ from }) => from === 'bot');
  return { id: line?.id ?? '', text: line?.text ?? '' };
}

it('turns a question without an answer into a reviewed one: checked, written by one, published by another', async () => {
  const visitor = createVisitor(server.url);
  expect((await ask(visitor, `${question}，我电话13812345678`)).text).not.toContain('村集体经济组织');
  const groups = (await mediator.call('unknown-questions')).body as UnknownGroups;
  const asked = groups.flatMap(({ questions }) => questions).find((one) => one.question.includes('铜香炉'));
  expect(asked?.question).toContain('[电话]');
  expect(groups[0]?.nearest.length).toBeGreaterThan(0);

  const draft = (body: object): Promise<OwnDraftOutcome> =>
    mediator
      .call('own-knowledge', { content: { kind: 'entry', entry: body }, questionId: asked?.id })
      .then((answer) => answer.body as OwnDraftOutcome);
  const refused = await draft({ ...entry, citations: [{ law: '婚姻法', article: '第三十二条' }] });
  expect(refused).toMatchObject({ kind: 'refused', faults: [{ rule: 'citation', message: '婚姻法第三十二条' }] });
  expect(await draft({ ...entry, answer: '短' })).toMatchObject({ kind: 'refused' });
  const drafted = await draft(entry);
  if (drafted.kind !== 'drafted') throw new Error('the draft was refused');

  const review = (staff: StaffClient, state: string): Promise<number> =>
    staff.call(`own-knowledge/${drafted.item.id}/review`, { state }).then(({ status }) => status);
  expect(await review(mediator, 'published')).toBe(403);
  expect((await ask(createVisitor(server.url), question)).text).not.toContain('村集体经济组织');
  expect(await review(admin, 'published')).toBe(200);
  expect((await ask(createVisitor(server.url), question)).text).toContain('村集体经济组织');
  const left = (await mediator.call('unknown-questions')).body as UnknownGroups;
  expect(left.flatMap(({ questions }) => questions).some(({ id }) => id === asked?.id)).toBe(false);
  const view = (await admin.call('own-knowledge')).body as OwnKnowledgeView;
  expect(view.items).toMatchObject([{ title: '祠堂铜香炉归谁保管', state: 'published', writtenByName: '武秀兰' }]);

  expect(await review(admin, 'withdrawn')).toBe(200);
  expect((await ask(createVisitor(server.url), question)).text).not.toContain('村集体经济组织');
});

it('refuses that the writer of an addition publishes it', async () => {
  const content = { kind: 'phrasing', entryId: 'house-deposit-refund', phrasing: '交了两万定钱不想买楼了咋办' };
  const { item } = (await admin.call('own-knowledge', { content })).body as Extract<OwnDraftOutcome, { kind: 'drafted' }>;
  const own = await admin.call(`own-knowledge/${item.id}/review`, { state: 'published' });
  expect([own.status, own.body]).toMatchObject([403, { code: 'own_review' }]);
});

it('puts a question on the list when the resident or a colleague calls its answer useless', async () => {
  const visitor = createVisitor(server.url);
  const line = await ask(visitor, '退房了房东不退押金怎么办');
  await visitor.vote(line.id, false);
  const groups = (await mediator.call('unknown-questions')).body as UnknownGroups;
  const asked = groups.flatMap(({ questions }) => questions).find(({ reason }) => reason === 'voted_down');
  expect(asked).toMatchObject({ question: '退房了房东不退押金怎么办' });
  const view = (await admin.call('own-knowledge')).body as OwnKnowledgeView;
  expect(view.votes).toEqual([{ entryId: asked?.entryId, up: 0, down: 1 }]);
});
