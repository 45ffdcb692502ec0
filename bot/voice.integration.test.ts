import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeAmr, makeByProgram, makeSilk } from '../knowledge/speech/testing/make-recordings.ts';
import { type SpeechServer, startSpeechServer } from '../knowledge/speech/testing/speech-server.ts';
import { readConfig } from './config/read-config.ts';
import { checkSpeech } from './doctor/check-speech.ts';
import { signInFirst } from './http/testing/api-client.ts';
import { startTestServer, type TestServer } from './http/testing/start-test-server.ts';

let ears: SpeechServer;
let server: TestServer;

beforeEach(async () => {
  ears = await startSpeechServer();
  server = await startTestServer({ pages: false, environment: { XINQIAO_TRANSCRIBER: 'ear', XINQIAO_TRANSCRIBER_URL: ears.url } });
});
afterEach(async () => {
  await server.close();
  await ears.close();
});

describe('voice messages in the whole system', () => {
  it('go from WeChat SILK bytes over the endpoint to an answer, with the names around told to the recogniser', async () => {
    const { engine, media, clock, store, site } = server.app;
    ears.say('包工头刘大海欠我三个月工钱，一共一万八');
    const owner = { channel: 'web', chatKey: 'c', personKey: 'p' } as const;
    const silk = await makeSilk(2);
    const hash = await media.keep(owner, silk);
    const { conversationId } = await engine.accept({
      ...owner,
      channelMessageId: 'v1',
      space: 'private',
      addressed: true,
      kind: 'voice',
      text: '',
      quotedText: null,
      sentAt: clock.now(),
      attachments: [{ kind: 'voice', name: 'a.sil', mimeType: 'audio/amr', size: silk.length, hash, missing: null }],
    });
    await engine.idle();
    const lines = await store.transaction((tx) => tx.transcript.read(conversationId, 0));
    expect(lines[0]).toMatchObject({ spoken: true, triage: { disputeType: '拖欠农民工工资纠纷' } });
    expect(lines[1]?.text).toContain('刘大海');
    expect(ears.requests[0]?.fields.prompt).toContain(site.botName);
  });

  it('can be listened to in the console, though no browser knows SILK or AMR', async () => {
    const { engine, media, clock } = server.app;
    const admin = await signInFirst(server.url, 'admin', server.password, '青桐社区的管理员一号');
    const owner = { channel: 'wecom', chatKey: 'c', personKey: 'p' } as const;
    const listen = async (
      id: string,
      bytes: Uint8Array,
    ): Promise<{ readonly status: number; readonly type: string | null; readonly begin: string }> => {
      const hash = await media.keep(owner, bytes);
      const attachments = [{ kind: 'voice', name: '', mimeType: 'audio/amr', size: bytes.length, hash, missing: null }] as const;
      const shared = { space: 'private', addressed: true, kind: 'voice', text: '', quotedText: null, sentAt: clock.now() } as const;
      const { conversationId } = await engine.accept({ ...owner, ...shared, channelMessageId: id, attachments });
      await engine.idle();
      const { status, headers, text } = await admin.call(`conversations/${conversationId}/files/${hash}/sound`);
      return { status, type: headers.get('content-type'), begin: text.slice(0, 4) };
    };
    expect(await listen('s', await makeSilk(1))).toEqual({ status: 200, type: 'audio/wav', begin: 'RIFF' });
    expect((await listen('x', Buffer.from('no recording'))).status).toBe(415);
    const hasFfmpeg = (await makeByProgram(['-f', 'wav'], 0.1)) !== null;
    if (hasFfmpeg) expect(await listen('a', makeAmr())).toEqual({ status: 200, type: 'audio/wav', begin: 'RIFF' });
    expect((await fetch(`${server.url}/api/console/conversations/x/files/${'0'.repeat(64)}/sound`)).status).toBe(401);
  });

  it('are looked after by the doctor', async () => {
    const look = async (environment: Record<string, string>) => (await checkSpeech(readConfig(environment))).map(({ code }) => code);
    expect(await look({})).toEqual(['speech_off']);
    expect(await look({ XINQIAO_TRANSCRIBER: 'ear', XINQIAO_TRANSCRIBER_URL: ears.url, XINQIAO_FFMPEG: '/nowhere/ffmpeg' })).toEqual([
      'speech_endpoint',
      'speech_no_ffmpeg',
    ]);
    expect((await look({ XINQIAO_TRANSCRIBER: 'ear', XINQIAO_TRANSCRIBER_URL: 'http://127.0.0.1:9/v1' }))[0]).toBe('speech_unreachable');
    expect((await look({ XINQIAO_TRANSCRIBER_COMMAND: '/nowhere/ear {file}' }))[0]).toBe('speech_no_program');
    expect(() => readConfig({ XINQIAO_TRANSCRIBER: 'ear', XINQIAO_TRANSCRIBER_COMMAND: 'ear' })).toThrow(/not both/);
    expect(() => readConfig({ XINQIAO_TRANSCRIBER: 'ear' })).toThrow(/XINQIAO_TRANSCRIBER_URL/);
  });
});
