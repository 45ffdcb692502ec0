import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InboundMessage } from '../../core/channel.ts';
import type { MediaStore } from '../../core/media-store.ts';
import type { Transcriber, Transcript } from '../../core/transcriber.ts';
import { createFlows } from '../../flows/index.ts';
import { createMediaFiles } from '../../store/media-files.ts';
import { createTestStage, type TestStage } from './testing/test-stage.ts';

const waiting = { timeout: 10_000, interval: 10 };
let folder: string;
let media: MediaStore;
let stage: TestStage | null = null;
let count = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'voices-'));
  media = createMediaFiles(folder, new Uint8Array(32).fill(7));
});
afterEach(async () => {
  await stage?.close();
  stage = null;
  rmSync(folder, { recursive: true });
});

/** An ear whose answers a test gives one by one. */
function createEar(): { readonly transcriber: Transcriber; readonly heard: string[]; answer(transcript: Transcript): void } {
  const heard: string[] = [];
  const asked: ((transcript: Transcript) => void)[] = [];
  return {
    heard,
    transcriber: {
      transcribe: (audio) => {
        heard.push(Buffer.from(audio).toString());
        return new Promise((resolve) => asked.push(resolve));
      },
    },
    answer: (transcript) => asked.shift()?.(transcript),
  };
}

async function open(transcriber?: Transcriber): Promise<TestStage> {
  stage = await createTestStage({ media, flows: createFlows(), settleMs: 0, ...(transcriber === undefined ? {} : { transcriber }) });
  return stage;
}

async function voice(on: TestStage, bytes = 'sound', change: Partial<InboundMessage> = {}) {
  count += 1;
  on.clock.advance(1000);
  const owner = { channel: 'web', chatKey: 'chat-anna', personKey: 'anna', ...change } as const;
  const hash = await media.keep(owner, Buffer.from(bytes));
  const { conversationId } = await on.engine.accept({
    ...owner,
    channelMessageId: `v${count}`,
    space: 'private',
    addressed: true,
    kind: 'voice',
    text: '',
    quotedText: null,
    sentAt: on.clock.now(),
    attachments: [{ kind: 'voice', name: '', mimeType: 'audio/amr', size: bytes.length, hash, missing: null }],
    ...change,
  });
  return conversationId;
}

const ok = (text: string): Transcript => ({ kind: 'ok', text });
const keysOf = async (on: TestStage, id: Awaited<ReturnType<typeof voice>>) =>
  (await on.lines(id)).flatMap(({ reply }) => (reply === null ? [] : [reply.key]));

describe('a voice message', () => {
  it('is heard, read back as heard by a machine, and answered like words', async () => {
    const ear = createEar();
    const on = await open(ear.transcriber);
    const id = await voice(on);
    await vi.waitFor(() => expect(ear.heard).toEqual(['sound']), waiting);
    ear.answer(ok('你们这儿收钱吗'));
    await on.engine.idle();
    const lines = await on.lines(id);
    expect(lines[0]).toMatchObject({ from: 'resident', text: '你们这儿收钱吗', spoken: true });
    expect(lines[1]?.reply?.key).toBe('voice.heard');
    expect(lines[1]?.text).toMatch(/机器.*可能有错[\s\S]*你们这儿收钱吗/u);
    expect(lines[2]?.text).toContain('不收钱');
    expect((await on.read((tx) => tx.inbox.find('web', `v${count}`)))?.text).toBe('你们这儿收钱吗');
  });

  it('holds nothing up: what is typed meanwhile is answered, danger at once', async () => {
    const ear = createEar();
    const on = await open(ear.transcriber);
    const id = await voice(on);
    await vi.waitFor(() => expect(ear.heard).toHaveLength(1), waiting);
    await on.say('我不想活了,药都买好了');
    await vi.waitFor(async () => expect((await on.conversation(id)).urgency).toBe('red'), waiting);
    ear.answer(ok('喂'));
    await on.engine.idle();
    expect((await on.lines(id)).filter(({ from }) => from === 'resident').map(({ text }) => text)).toEqual(['我不想活了,药都买好了', '喂']);
  });

  it('brings its danger to the screen, slips of the ear and all; the reviewed words come first', async () => {
    const ear = createEar();
    const on = await open(ear.transcriber);
    const id = await voice(on);
    await vi.waitFor(() => expect(ear.heard).toHaveLength(1), waiting);
    ear.answer(ok('我不响货了,农要都买好了'));
    await on.engine.idle();
    const { risk } = await on.conversation(id);
    expect(['elevated', 'imminent']).toContain(risk);
    expect((await keysOf(on, id))[0]).toMatch(/^safety\./);
    expect(await keysOf(on, id)).not.toContain('voice.heard');
  });

  it('that nobody can hear, in a conversation with open danger, calls the person on duty', async () => {
    const ear = createEar();
    const on = await open(ear.transcriber);
    const id = await on.say('我男人又打我了,满身是伤');
    await on.engine.idle();
    const [first] = await on.read((tx) => tx.alerts.list({ conversationId: id }));
    if (first !== undefined) await on.read((tx) => tx.alerts.save({ ...first, closedAt: on.clock.now() }));
    const before = (await on.read((tx) => tx.alerts.list({ conversationId: id }))).length;
    await voice(on);
    await vi.waitFor(() => expect(ear.heard).toHaveLength(1), waiting);
    ear.answer({ kind: 'unavailable', reason: 'timeout' });
    await on.engine.idle();
    const alerts = await on.read((tx) => tx.alerts.list({ conversationId: id }));
    expect(alerts).toHaveLength(before + 1);
    expect(alerts.some(({ reason, closedAt }) => reason === 'voice_unheard' && closedAt === null)).toBe(true);
    expect((await on.conversation(id)).owner.kind).not.toBe('bot');
  });

  it('is never met with silence where nothing hears or it fails', async () => {
    const deaf = await open();
    const id = await voice(deaf);
    await deaf.engine.idle();
    expect(await keysOf(deaf, id)).toEqual(['media.voice']);
    expect((await deaf.conversation(id)).owner.kind).toBe('queue');
    await deaf.close();
    const broken = await open({ transcribe: async () => Promise.reject(new Error('broken on purpose')) });
    const other = await voice(broken);
    await broken.engine.idle();
    expect(await keysOf(broken, other)).toEqual(['media.voice_unclear']);
    expect((await broken.conversation(other)).owner.kind).toBe('queue');
    expect((await broken.read((tx) => tx.inbox.find('web', `v${count}`)))?.unheard).toBe('failed');
  });

  it('is heard anew after a stop in the middle', async () => {
    const ear = createEar();
    const on = await open(ear.transcriber);
    await voice(on);
    await vi.waitFor(() => expect(ear.heard).toHaveLength(1), waiting);
    await on.engine.stop();
    const [pending] = await on.read((tx) => tx.inbox.pending());
    expect(pending?.count).toBe(1);
    ear.answer(ok('太晚了'));
  });

  it('is not read back in a group, and not listened to where it is not for us', async () => {
    const ear = createEar();
    const on = await open(ear.transcriber);
    const group = { space: 'group', chatKey: 'group-1' } as const;
    await voice(on, 'not for us', { ...group, addressed: false });
    const id = await voice(on, 'for us', { ...group, personKey: 'bert' });
    await vi.waitFor(() => expect(ear.heard).toEqual(['for us']), waiting);
    ear.answer(ok('你们这儿收钱吗'));
    await on.engine.idle();
    expect(await keysOf(on, id)).not.toContain('voice.heard');
  });
});
