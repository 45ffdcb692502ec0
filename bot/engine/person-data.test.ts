import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../../core/clock.ts';
import type { ConversationId } from '../../core/ids.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Store, StoreTransaction } from '../../core/store.ts';
import { openSqliteStore } from '../../store/sqlite/index.ts';
import { composeRules } from '../compose.ts';
import { readConfig } from '../config/read-config.ts';
import { createEngine } from './create-engine.ts';
import type { Engine } from './engine.ts';
import { erasePersonalData, exportPerson, findPerson } from './person-data.ts';
import { createProbeChannel } from './testing/probe-channel.ts';
import { emptyRetriever } from './testing/test-stage.ts';

const name = '欧阳翠屏';
const phone = '13935467281';
const address = '鼓楼巷7号';
const story = '邻居把化粪池挖到了我家灶房底下';
const marks = [name, phone, address, story, '私语暗号'];

const clock = createManualClock('2026-11-24T10:00:00.000+08:00');
const key = randomBytes(32);
let folder: string;
let file: string;
let store: Store;
let engine: Engine;
let count = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xinqiao-person-'));
  file = join(folder, 'xinqiao.db');
  store = await openSqliteStore({ file, key, clock });
  const rules = composeRules(readConfig({ XINQIAO_DATA_DIR: folder }));
  engine = createEngine({ ...rules, store, clock, retriever: emptyRetriever, logger: silentLogger });
  engine.addChannel(createProbeChannel('web'));
  await engine.start();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function say(person: string, text: string): Promise<ConversationId> {
  count += 1;
  clock.advance(20_000);
  const { conversationId } = await engine.accept({
    channel: 'web',
    channelMessageId: `p${count}`,
    chatKey: person,
    personKey: person,
    space: 'private',
    addressed: true,
    kind: 'text',
    text,
    quotedText: null,
    sentAt: clock.now(),
  });
  await engine.idle();
  return conversationId;
}

function read<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
  return store.transaction(work);
}

function rawBytes(): string {
  return [file, `${file}-wal`, `${file}-shm`]
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path).toString('utf8'))
    .join('\n');
}

/** Every value of every text column, by a driver of its own. */
function allValues(): ReadonlySet<string> {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
  const values = tables.flatMap(({ name: table }) =>
    database
      .prepare(`select * from "${table}"`)
      .all()
      .flatMap((row) => Object.values(row).filter((value) => typeof value === 'string')),
  );
  database.close();
  return new Set(values);
}

it('exports everything of one person, erases it in every conversation, and leaves nothing in the file to decrypt', async () => {
  const first = await say('cuiping', story);
  for (const words of [
    `对方是我邻居冯满囤，在${address}`,
    `我叫${name}，电话${phone}`,
    '我要登记',
    '让他把池子填了',
    '没有找过别人',
    '有照片',
  ])
    await say('cuiping', words);
  const second = await say('cuiping-again', `我是${name}，电话${phone}，还有一件事，${story}`);
  await say('cuiping-again', '我要找人工');
  const other = await say('neighbour', `我叫冯满囤，电话13935460000，${name}的电话是${phone}`);
  await read(async (tx) => {
    const at = clock.now();
    const conversation = await tx.conversations.get(first);
    if (conversation?.ticketId == null)
      await tx.tickets.open(
        {
          conversationId: first,
          channel: 'web',
          disputeType: '邻里纠纷',
          routes: [],
          urgency: 'yellow',
          urgencyRule: 'yellow.dispute',
          risk: 'none',
          riskKinds: [],
          status: 'received',
          formId: 'neighbour',
          formVersion: 1,
          fields: {
            'applicant.name': { value: name, source: 'resident', messageId: null, confirmed: true, at, confidence: 1 },
            'applicant.phone': { value: phone, source: 'resident', messageId: null, confirmed: true, at, confidence: 1 },
          },
          summary: story,
          assigneeId: null,
          promisedBy: null,
        },
        'XQ',
        at,
      );
    // What no rule of the flows is sure to leave in one short talk: each place where words can stand.
    await tx.feedback.recordUnknown(story, at);
    await tx.schedule.set(first, '2027-01-01T00:00:00.000+08:00', {
      key: 'reminder',
      text: `${name}，私语暗号`,
      quickReplies: [],
      citations: [],
      origin: 'form',
      privately: false,
    });
    await tx.alerts.raise(first, `${name}：私语暗号`, 'duty', at);
    await tx.events.append({
      at,
      kind: 'note',
      conversationId: first,
      ticketId: null,
      staffId: null,
      detail: { text: `${name}${address}` },
    });
  });

  const found = await read((tx) => findPerson(tx, phone));
  expect(found.map(({ id }) => id).sort()).toEqual([first, second].sort());
  const exported = JSON.stringify(
    await read(async (tx) => [await exportPerson(tx, first, clock.now()), await exportPerson(tx, second, clock.now())]),
  );
  for (const mark of marks) expect(exported).toContain(mark);
  const before = rawBytes();
  expect(marks.filter((mark) => before.includes(mark))).toEqual([]);
  const codes = (await read((tx) => tx.tickets.list({}))).map((ticket) => ticket.caseCode);
  expect(codes.length).toBeGreaterThan(0);
  await engine.stop();
  const sealedBefore = allValues();

  await read(async (tx) => {
    for (const conversation of found) await erasePersonalData(undefined, tx, conversation, clock.now());
  });
  const left = JSON.stringify(
    await read(async (tx) => [
      await exportPerson(tx, first, clock.now()),
      await exportPerson(tx, second, clock.now()),
      await tx.feedback.listUnknown('open', 100),
    ]),
  );
  expect(marks.filter((mark) => left.includes(mark))).toEqual([]);
  await read(async (tx) => {
    expect(await tx.events.verifyChain()).toBeNull();
    expect((await tx.tickets.list({})).map((ticket) => [ticket.caseCode, ticket.urgency !== undefined, ticket.createdAt !== ''])).toEqual(
      codes.map((code) => [code, true, true]),
    );
    expect((await tx.transcript.read(other, 0))[0]?.text).toContain('冯满囤');
  });
  await store.close();

  // What was sealed before and is in no row any more must be in no byte either: freed pages and the log hold nothing to open.
  const bytes = rawBytes();
  const kept = allValues();
  const replaced = [...sealedBefore].filter((value) => value.length > 40 && !kept.has(value));
  expect(replaced.length).toBeGreaterThan(20);
  expect(replaced.filter((value) => bytes.includes(value))).toEqual([]);
  expect(marks.filter((mark) => bytes.includes(mark))).toEqual([]);
  for (const code of codes) expect(bytes).toContain(code);
});
