import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCommandTranscriber, splitCommand } from './command-transcriber.ts';
import { createOpenAiTranscriber } from './openai-transcriber.ts';
import { readAudioFormat } from './read-audio-format.ts';
import { makeAmr, makeByProgram, makeSilk, makeWav } from './testing/make-recordings.ts';
import { type SpeechServer, startSpeechServer } from './testing/speech-server.ts';
import { readWav } from './wav.ts';

const opus = await makeByProgram(['-c:a', 'libopus', '-f', 'ogg']);
const hasFfmpeg = opus !== null;
const leftOver = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('xinqiao-voice-'));

describe('an OpenAI-compatible endpoint', () => {
  let server: SpeechServer;
  const transcriber = (change: { readonly timeoutMs?: number; readonly ffmpeg?: string } = {}) =>
    createOpenAiTranscriber({ apiKey: 'key-1', baseUrl: server.url, model: 'ear', ffmpeg: 'ffmpeg', ...change });
  beforeEach(async () => {
    server = await startSpeechServer();
  });
  afterEach(() => server.close());

  it('hears a voice message of WeChat: SILK, whatever the service calls it', async () => {
    server.say(' 楼上漏水三个月了。 ');
    const silk = await makeSilk(2);
    expect(silk[0]).toBe(0x02);
    expect(await transcriber().transcribe(silk, 'audio/amr')).toEqual({ kind: 'ok', text: '楼上漏水三个月了。' });
    const [request] = server.requests;
    expect(request).toMatchObject({ path: '/v1/audio/transcriptions', authorization: 'Bearer key-1', fileName: 'voice.wav' });
    expect(request?.fields).toMatchObject({ model: 'ear', language: 'zh' });
    const sound = readWav(request?.bytes ?? new Uint8Array());
    expect(sound?.seconds).toBeCloseTo(2, 0);
    expect(sound?.peak).toBeGreaterThan(0.1);
  });

  it('hands on what it takes as it is', async () => {
    const wav = makeWav();
    await transcriber().transcribe(wav, 'audio/wav');
    expect(server.requests[0]?.bytes.equals(Buffer.from(wav))).toBe(true);
  });

  it.skipIf(!hasFfmpeg)('takes what phones and pages record: Ogg, WebM, M4A and MP3 as they are, AMR by way of ffmpeg', async () => {
    const recordings = [
      ['ogg', opus],
      ['webm', await makeByProgram(['-c:a', 'libopus', '-f', 'webm'])],
      ['m4a', await makeByProgram(['-c:a', 'aac', '-movflags', 'frag_keyframe+empty_moov', '-f', 'mp4'])],
      ['mp3', await makeByProgram(['-c:a', 'libmp3lame', '-f', 'mp3'])],
    ] as const;
    for (const [format, bytes] of recordings) {
      expect(readAudioFormat(bytes ?? new Uint8Array())).toBe(format);
      expect((await transcriber().transcribe(bytes ?? new Uint8Array(), 'application/octet-stream')).kind).toBe('ok');
      expect(server.requests.at(-1)?.fileName).toBe(`voice.${format}`);
    }
    expect((await transcriber().transcribe(makeAmr(), 'audio/amr')).kind).toBe('ok');
    const heard = server.requests.at(-1);
    expect(heard?.fileName).toBe('voice.wav');
    expect(readWav(heard?.bytes ?? new Uint8Array())?.seconds).toBeCloseTo(2, 0);
    expect(leftOver()).toEqual([]);
  });

  it('says why there are no words: damaged, silent, too long, too slow, refused, without ffmpeg', async () => {
    const reasonOf = async (bytes: Uint8Array, change = {}): Promise<string> => {
      const heard = await transcriber(change).transcribe(bytes, 'audio/wav');
      return heard.kind === 'ok' ? 'ok' : heard.reason;
    };
    expect(await reasonOf(Buffer.from('no recording at all'))).toBe('unreadable');
    expect(await reasonOf(Buffer.concat([Buffer.from('\x02#!SILK_V3', 'latin1'), Buffer.alloc(300, 0xee)]))).toBe('unreadable');
    expect(await reasonOf(makeWav(1, 0))).toBe('unreadable');
    expect(await reasonOf(makeWav(601))).toBe('too_long');
    expect(await reasonOf(makeAmr(), { ffmpeg: '/there/is/no/such/ffmpeg' })).toBe('unreadable');
    expect(server.requests).toEqual([]);
    server.say('');
    expect(await reasonOf(makeWav())).toBe('failed');
    server.say(401);
    expect(await reasonOf(makeWav())).toBe('failed');
    server.say('hang');
    expect(await reasonOf(makeWav(), { timeoutMs: 300 })).toBe('timeout');
  });

  it('lets a flood wait, and sends away what is over', async () => {
    server.say('hang');
    const one = transcriber({ timeoutMs: 200 });
    const wav = makeWav(0.1);
    const outcomes = await Promise.all(Array.from({ length: 33 }, () => one.transcribe(wav, 'audio/wav')));
    const busy = outcomes.filter((heard) => heard.kind === 'unavailable' && heard.reason === 'busy');
    expect(busy).toHaveLength(1);
  }, 60_000);
});

describe('a program of the operator', () => {
  let folder: string;
  const script = (body: string): string => {
    const file = join(folder, 'ear.sh');
    writeFileSync(file, `#!/bin/sh\n${body}\n`);
    chmodSync(file, 0o700);
    return file;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ear-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gets a WAV in the place that its command names, and its words come back', async () => {
    const command = `${script('echo "听到了 $(head -c 4 "$2") $1"')} "two words" {file}`;
    const heard = await createCommandTranscriber({ command, ffmpeg: 'ffmpeg' }).transcribe(await makeSilk(), 'audio/amr');
    expect(heard).toEqual({ kind: 'ok', text: '听到了 RIFF two words' });
    expect(leftOver()).toEqual([]);
  });

  it('is ended when it takes too long, and a missing one is an outcome', async () => {
    const slow = createCommandTranscriber({ command: script('exec sleep 30'), ffmpeg: 'ffmpeg', timeoutMs: 300 });
    expect(await slow.transcribe(makeWav(), 'audio/wav')).toEqual({ kind: 'unavailable', reason: 'timeout' });
    const missing = createCommandTranscriber({ command: join(folder, 'nothing'), ffmpeg: 'ffmpeg' });
    expect(await missing.transcribe(makeWav(), 'audio/wav')).toEqual({ kind: 'unavailable', reason: 'failed' });
    expect(leftOver()).toEqual([]);
  });

  it('is called without a shell', () => {
    expect(splitCommand(`ear -m "/my models/zh.bin" --to '{file}' ; rm`)).toEqual([
      'ear',
      '-m',
      '/my models/zh.bin',
      '--to',
      '{file}',
      ';',
      'rm',
    ]);
  });
});
