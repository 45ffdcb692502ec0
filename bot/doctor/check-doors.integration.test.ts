import { describe, expect, it } from 'vitest';
import { account, openOfficialAccountHarness } from '../channels/official-account/testing/official-account-harness.ts';
import { startBotApiServer } from '../channels/telegram/testing/bot-api-server.ts';
import { testToken } from '../channels/telegram/testing/telegram-harness.ts';
import { createContractInbox } from '../channels/testing/contract-inbox.ts';
import { corp, openWecomHarness } from '../channels/wecom/testing/wecom-harness.ts';
import { readDoors } from '../config/read-doors.ts';
import { mountDoor } from '../http/testing/mount-door.ts';
import { checkDoors } from './check-doors.ts';
import { checkSettings } from './check-house.ts';
import { doctorText } from './doctor-texts.ts';

const none = readDoors({});
const now = (): number => Date.now();
const say = (reports: Awaited<ReturnType<typeof checkDoors>>): readonly string[] =>
  reports.flatMap(({ findings }) => findings.map(({ kind, code, values }) => `${kind}: ${doctorText(code, values)}`));

describe('the doctor', () => {
  it('names in Chinese each setting that is missing, and how to get it', () => {
    const { config, findings } = checkSettings({ XINQIAO_WECOM_CORP_ID: 'c', XINQIAO_WECOM_SECRET: 's' });
    expect(config).toBeNull();
    const words = findings.map(({ code, values }) => doctorText(code, values)).join('\n');
    expect(words).toContain('XINQIAO_WECOM_TOKEN 没填或填错了');
    expect(words).toContain('EncodingAESKey');
    expect(words).not.toMatch(/XINQIAO_WECOM_SECRET/);
  });

  it('tells a good Telegram token from a bad one, and what the door may do', async () => {
    const server = await startBotApiServer(testToken);
    const settings = { token: testToken, apiRoot: server.url, webhookSecret: null, webhookUrl: null, cases: false };
    const good = say(await checkDoors({ doors: { ...none, telegram: settings }, publicUrl: 'https://a.example' }, now()));
    expect(good).toEqual([expect.stringMatching(/^good: .*bridge_test_bot/), expect.stringMatching(/^good: 只答一般问题/)]);
    const stranger = { ...settings, token: `1:${'x'.repeat(35)}`, cases: true };
    const bad = say(await checkDoors({ doors: { ...none, telegram: stranger }, publicUrl: 'https://a.example' }, now()));
    expect(bad).toEqual([expect.stringMatching(/^fault: .*@BotFather/), expect.stringMatching(/^warning: .*国外/)]);
    expect(bad.join('')).not.toContain(stranger.token);
    await server.close();
  });

  it('asks the callbacks of the official account and of WeCom from outside', async () => {
    const official = await openOfficialAccountHarness(mountDoor);
    const wecom = await openWecomHarness(mountDoor);
    const inbox = createContractInbox();
    await official.channel.start(inbox.accept, inbox.change);
    const doors = {
      ...none,
      officialAccount: { ...account, apiRoot: official.server.url },
      wecom: { ...corp, apiRoot: wecom.server.url },
    };
    const root = official.url.replace(/\/doors\/.*$/, '');
    const words = say(await checkDoors({ doors, publicUrl: root }, now()));
    expect(words).toEqual([
      expect.stringMatching(/^warning: .*XINQIAO_PUBLIC_URL/),
      'good: AppID 和 AppSecret 是对的。',
      expect.stringMatching(/^good: .*official-account/),
      'good: 企业ID和密钥是对的。',
      'good: 有 1 个客服账号。',
      // Another server listens there, which knows nothing of this door.
      expect.stringMatching(/^fault: .*doors\/wecom/),
    ]);
    const late = say(await checkDoors({ doors: { ...doors, wecom: null }, publicUrl: root }, now() + 3_600_000));
    expect(late.join('\n')).toMatch(/fault: 本机的钟差了 3[56]\d\d 秒/);
    await official.channel.stop();
    await official.close();
    await wecom.close();
  });
});
