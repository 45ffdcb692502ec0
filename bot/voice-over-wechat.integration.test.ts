import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { silentLogger } from '../core/logger.ts';
import { makeSilk } from '../knowledge/speech/testing/make-recordings.ts';
import { type SpeechServer, startSpeechServer } from '../knowledge/speech/testing/speech-server.ts';
import { PhonePuppet } from './channels/wechat/testing/phone-puppet.ts';
import { createPuppetService, type PuppetService } from './channels/wechat/testing/puppet-service.ts';
import { openTestDoor } from './channels/wechat/testing/test-door.ts';
import { type App, composeApp } from './compose.ts';
import { readConfig } from './config/read-config.ts';

/** `types.Message.Audio` of wechaty-puppet, which only its own folder imports. */
const audio = 2;
const room = 'room-yard@chatroom';
const waiting = { timeout: 60_000, interval: 50 };
let count = 0;

describe('voice messages of WeChat, from the phone to the answer', () => {
  let folder: string;
  let ears: SpeechServer;
  let phone: PhonePuppet;
  let service: PuppetService;
  let app: App;

  beforeEach(async () => {
    count += 1;
    folder = mkdtempSync(join(tmpdir(), 'xinqiao-voice-'));
    process.env.HOME = folder;
    ears = await startSpeechServer();
    phone = new PhonePuppet();
    for (const person of ['anna', 'bert']) phone.addPerson(person);
    phone.addRoom(room, '院子', ['anna', 'bert']);
    const token = `insecure_voice${count}`;
    service = await createPuppetService(phone, token, false);
    await service.start();
    // In the quiet hours a group's answers go in private: here there are none, whatever the hour.
    const siteDir = join(folder, 'site');
    cpSync('site/default', siteDir, { recursive: true });
    appendFileSync(join(siteDir, 'site.yaml'), "\ngroups: { quietFrom: '00:00', quietTo: '00:00' }\n");
    const config = readConfig({
      XINQIAO_DATA_DIR: join(folder, 'data'),
      XINQIAO_SITE: siteDir,
      XINQIAO_TRANSCRIBER: 'ear',
      XINQIAO_TRANSCRIBER_URL: ears.url,
    });
    app = await composeApp(config, { logger: silentLogger, settleMs: 50 });
    const door = openTestDoor({ token, endpoint: service.endpoint, tls: false }, { ...app, clock: systemClock, logger: silentLogger });
    app.engine.addChannel(door);
    await app.engine.start();
    await vi.waitFor(() => expect(door.status?.().state).toBe('online'), waiting);
  });
  afterEach(async () => {
    await app.engine.stop();
    await app.store.close();
    await service.kill();
    await phone.stop();
    await ears.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const speak = async (id: string, from: string, words: string, roomId?: string): Promise<void> => {
    ears.say(words);
    const file = { name: `${id}.sil`, bytes: await makeSilk(1) };
    phone.say({ id, from, type: audio, file, ...(roomId === undefined ? {} : { roomId }) });
  };
  const shown = (chat: string): string =>
    phone.received
      .filter(({ chatId }) => chatId === chat)
      .map(({ text }) => text)
      .join('\n');

  it('in private: SILK is heard, read back, and answered', async () => {
    await speak('p', 'anna', '公司没跟我签劳动合同，能要双倍工资吗');
    await vi.waitFor(() => expect(shown('anna')).toMatch(/双倍工资[\s\S]*《劳动合同法》|《劳动合同法》|第八十二条/u), waiting);
    expect(shown('anna')).toMatch(/机器听您的语音[\s\S]*能要双倍工资吗/u);
  });

  it('in a group: answered where it calls the bot by name, otherwise only screened and not kept', async () => {
    await speak('g1', 'bert', '谁家有葱', room);
    await vi.waitFor(() => expect(ears.requests).toHaveLength(1), waiting);
    await app.engine.idle();
    await speak('g2', 'anna', '小桥，公司没跟我签劳动合同，能要双倍工资吗', room);
    await vi.waitFor(() => expect(shown(room)).not.toBe(''), waiting);
    expect(shown(room)).not.toContain('机器听您的语音');
    const kept = await app.store.transaction(async (tx) => (await tx.inbox.find('wechat', 'g1'))?.attachments);
    expect(kept).toBeUndefined();
  });

  it('danger that is only spoken is answered with the reviewed words and calls the person on duty', async () => {
    await speak('d', 'anna', '我不响活了，农要就在手里');
    await vi.waitFor(() => expect(shown('anna')).toContain('120'), waiting);
    const alerts = await app.store.transaction((tx) => tx.alerts.open());
    expect(alerts).toHaveLength(1);
  });
});
