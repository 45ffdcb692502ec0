import { asId } from '../../../core/ids.ts';
import type { ConversationView, QueueView } from '../api-schema.ts';
import { createVisitor, type StaffClient, type Visitor } from './api-client.ts';
import type { TestServer } from './start-test-server.ts';

/** A day of made-up residents, for screenshots and drills. */
export type ExampleDay = { readonly asker: Visitor; readonly claimant: Visitor; readonly inDanger: Visitor; readonly callId: string };

async function talk(server: TestServer, visitor: Visitor, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    await visitor.say(line);
    await server.app.engine.idle();
  }
}

/** Lets residents write and a volunteer take a call. Everything is made up. */
export async function fillExampleDay(server: TestServer, staff: StaffClient): Promise<ExampleDay> {
  const { url } = server;
  const [asker, claimant, neighbour, worried, inDanger] = Array.from({ length: 5 }, () => createVisitor(url)) as [
    Visitor,
    Visitor,
    Visitor,
    Visitor,
    Visitor,
  ];
  await talk(server, asker, ['公司没跟我签劳动合同,能要双倍工资吗']);
  await talk(server, claimant, [
    '我要登记',
    '我在锦绣工地绑钢筋,包工头刘大海欠我三个月工钱,一共一万八',
    '就我一个人',
    '手里有微信聊天记录和记工本',
    '没找过别的部门',
    '我叫贺春生',
    '13903990001',
    '对',
  ]);
  await talk(server, neighbour, ['楼上老是半夜拖椅子,说了好几次也不听,我在青桐小区住']);
  await talk(server, worried, ['我们七户人家的地都让开发商占了,明天要一块儿去县里']);
  await talk(server, inDanger, ['我男人又喝酒打我,现在还在砸门,孩子吓得直哭']);
  const call = (await staff.call('calls', { callerNumber: '13903990288' })).body as ConversationView;
  const callId = call.conversation.id;
  for (const text of ['喂,我想问问,我姓秦,在南苑小区', '物业把我家的水停了,说我欠了一年物业费,可我上个月刚交过'])
    await staff.call(`conversations/${callId}/caller-lines`, { text });
  await staff.call(`conversations/${callId}/ticket`, {});
  return { asker, claimant, inDanger, callId };
}

/** The id of the conversation at the top of the queue. */
export async function findTopOfQueue(staff: StaffClient): Promise<string> {
  const queue = (await staff.call('queue')).body as QueueView;
  return queue.items[0]?.conversationId ?? '';
}

/** Puts a reply that could not be delivered and a question without an answer on their lists. */
export async function fillExampleLists(server: TestServer, conversationId: string): Promise<void> {
  const { store, clock } = server.app;
  await store.transaction(async (tx) => {
    await tx.feedback.recordUnknown('宅基地上的老槐树算谁的', clock.now());
    await tx.feedback.recordUnknown('彩礼退了以后嫁妆怎么算', clock.now());
    const [entry] = await tx.outbox.list({ conversationId: asId(conversationId) });
    if (entry === undefined) return;
    const id = asId<'reply'>(`dead-${entry.id}`);
    await tx.outbox.enqueue([{ ...entry, id, channel: 'telegram', nextAttemptAt: clock.now() }]);
    await tx.outbox.claim(clock.now(), 1);
    await tx.outbox.markDead(id, 'blocked_by_user');
  });
}
