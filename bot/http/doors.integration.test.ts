import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboundReply } from '../../core/channel.ts';
import { describeChannelContract } from '../channels/channel.contract.ts';
import { type OfficialAccountHarness, openOfficialAccountHarness } from '../channels/official-account/testing/official-account-harness.ts';
import { openTelegramHarness } from '../channels/telegram/testing/telegram-harness.ts';
import { type ContractInbox, createContractInbox } from '../channels/testing/contract-inbox.ts';
import { makeReply } from '../channels/testing/make-reply.ts';
import { createCursorMemory, openWecomHarness, type WecomHarness } from '../channels/wecom/testing/wecom-harness.ts';
import { openHotlineHarness } from './testing/hotline-harness.ts';
import { mountDoor } from './testing/mount-door.ts';

describeChannelContract('Telegram by webhook', (logger) => openTelegramHarness(mountDoor, { logger }));
describeChannelContract('official account', (logger) => openOfficialAccountHarness(mountDoor, { logger }));
describeChannelContract('WeCom customer service', (logger) => openWecomHarness(mountDoor, { logger }));
describeChannelContract('hotline events', (logger) => openHotlineHarness(logger));

const waiting = { timeout: 30_000, interval: 20 };
const reply = (change: Partial<OutboundReply> = {}): OutboundReply => makeReply('official_account', 'anna', change);

describe('the official account', () => {
  let harness: OfficialAccountHarness;
  let inbox: ContractInbox;
  const now = (): number => Math.floor(Date.now() / 1000);
  const base = () => ({ ToUserName: 'gh', FromUserName: 'anna', CreateTime: now() });
  const text = (id: string, words: string) => ({ ...base(), MsgType: 'text', Content: words, MsgId: id });
  const open = async (change: Parameters<typeof openOfficialAccountHarness>[1] = {}): Promise<void> => {
    harness = await openOfficialAccountHarness(mountDoor, change);
    await harness.channel.start(inbox.accept, inbox.change);
  };
  beforeEach(() => {
    inbox = createContractInbox();
  });
  afterEach(async () => {
    await harness.channel.stop();
    await harness.close();
  });

  it('answers the check of its address, and no forged one', async () => {
    await open();
    const timestamp = String(now());
    const ask = async (signature: string): Promise<Response> =>
      await fetch(`${harness.url}?${new URLSearchParams({ timestamp, nonce: 'n', echostr: '5577', signature })}`);
    expect(await (await ask(harness.cipher.sign(timestamp, 'n'))).text()).toBe('5577');
    expect((await ask('0'.repeat(40))).status).toBe(403);
  });

  it('answers on the line within the five seconds, further words as customer-service messages, in order', async () => {
    await open({ times: { replyMs: 5000, afterReplyMs: 30, requestMs: 1000 } });
    const call = harness.call(text('1', '楼上漏水'));
    await vi.waitFor(() => expect(inbox.stored).toHaveLength(1), waiting);
    expect(await harness.channel.deliver(reply({ text: '第一' }))).toEqual({ kind: 'sent' });
    expect(await harness.channel.deliver(reply({ text: '第二' }))).toEqual({ kind: 'sent' });
    await call;
    expect(harness.received().map((one) => one.text)).toEqual(['第一', '第二']);
    expect(harness.server.calls.filter(({ path }) => path.endsWith('/custom/send'))).toHaveLength(1);
  });

  it('gives a repeated call the same answer, and takes the message once', async () => {
    await open({ times: { replyMs: 5000, afterReplyMs: 0, requestMs: 1000 } });
    const calls = [harness.call(text('1', '楼上漏水')), harness.call(text('1', '楼上漏水'))];
    await vi.waitFor(() => expect(inbox.stored).toHaveLength(1), waiting);
    await harness.channel.deliver(reply({ text: '收到' }));
    const answers = await Promise.all(calls);
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(inbox.handedIn('1')).toBe(1);
  });

  it('says success in time where no reply is there yet', async () => {
    await open({ times: { replyMs: 60, afterReplyMs: 0, requestMs: 1000 } });
    expect(await harness.call(text('1', '楼上漏水'))).toMatchObject({ status: 200, text: 'success' });
  });

  it('refuses a signature of yesterday', async () => {
    await open();
    expect((await harness.call(text('1', '旧'), { timestamp: now() - 86_400 }))?.status).toBe(403);
    expect(harness.channel.status?.()).toMatchObject({ problem: 'clock_skew' });
    expect(inbox.stored).toEqual([]);
  });

  it('welcomes who begins to follow, hears menu keys once, and takes pictures and recordings', async () => {
    await open();
    await harness.call({ ...base(), MsgType: 'event', Event: 'subscribe', EventKey: '' });
    expect(harness.received()).toEqual([{ person: 'anna', group: null, text: '欢迎' }]);
    const click = { ...base(), MsgType: 'event', Event: 'CLICK', EventKey: '转人工' };
    await harness.call(click);
    await harness.call(click);
    await harness.call({ ...base(), MsgType: 'image', PicUrl: 'http://x', MediaId: 'known', MsgId: '7' });
    await harness.call({ ...base(), MsgType: 'voice', Format: 'amr', MediaId: 'lost', Recognition: '墙裂了', MsgId: '8' });
    await harness.call({ ...base(), MsgType: 'event', Event: 'unsubscribe', EventKey: '' });
    expect(inbox.stored).toMatchObject([
      { kind: 'text', text: '转人工' },
      { kind: 'image', attachments: [{ kind: 'image', size: 5, missing: null }] },
      { kind: 'voice', text: '墙裂了', attachments: [{ kind: 'voice', missing: 'unreadable' }] },
    ]);
    expect(harness.kept.map(String)).toEqual(['photo']);
  });

  it('keeps its access token, and renews it once where it is refused', async () => {
    await open();
    for (let count = 0; count < 3; count += 1) await harness.channel.deliver(reply());
    expect(harness.server.tokens).toBe(1);
    harness.server.expireToken();
    expect(await harness.channel.deliver(reply())).toEqual({ kind: 'sent' });
    expect(harness.server.tokens).toBe(2);
    harness.server.failNext('/cgi-bin/message/custom/send', 1, 42_001);
    expect(await harness.channel.deliver(reply())).toEqual({ kind: 'sent' });
  });

  it('tells what passes from what is for good', async () => {
    await open();
    const meet = async (code: number) => {
      harness.server.failNext('/cgi-bin/message/custom/send', 1, code);
      return await harness.channel.deliver(reply());
    };
    expect(await meet(45_047)).toEqual({ kind: 'gone', reason: 'message_limit' });
    expect(await meet(45_015)).toEqual({ kind: 'gone', reason: 'out_of_48_hours' });
    expect(await meet(-1)).toMatchObject({ kind: 'retry', reason: 'service_busy' });
    expect(await meet(45_009)).toMatchObject({ kind: 'retry', reason: 'rate_limited' });
  });

  it('refuses to start with a wrong secret, and says what to do', async () => {
    harness = await openOfficialAccountHarness(mountDoor, { appSecret: 'wrong' });
    await expect(harness.channel.start(inbox.accept, inbox.change)).rejects.toThrow(/XINQIAO_OFFICIAL_ACCOUNT_APP_SECRET/);
    expect(harness.channel.status?.()).toMatchObject({ state: 'refused', problem: 'bad_secret' });
  });
});

describe('WeCom customer service', () => {
  let harness: WecomHarness;
  let inbox: ContractInbox;
  let next = 0;
  const message = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
    next += 1;
    return { msgid: `own-${next}`, external_userid: 'anna', send_time: Math.floor(Date.now() / 1000), origin: 3, ...fields };
  };
  const text = (content: string, change: Readonly<Record<string, unknown>> = {}) =>
    message({ msgtype: 'text', text: { content }, ...change });
  const stored = async (count: number): Promise<void> => {
    await vi.waitFor(() => expect(inbox.stored).toHaveLength(count), waiting);
  };
  const own = (change: Partial<OutboundReply> = {}): OutboundReply =>
    reply({ channel: 'wecom', ...harness.addressOf('anna', null), ...change });
  beforeEach(async () => {
    inbox = createContractInbox();
    harness = await openWecomHarness(mountDoor);
  });
  afterEach(async () => {
    await harness.channel.stop();
    await harness.close();
  });
  const start = async (): Promise<void> => await harness.channel.start(inbox.accept, inbox.change);

  it('fetches what came while it was away, page by page, once and in order', async () => {
    const wanted = Array.from({ length: 12 }, (_, place) => `第${place}句`);
    for (const words of wanted) await harness.put(text(words), true);
    await start();
    await stored(12);
    expect(inbox.stored.map((one) => one.text)).toEqual(wanted);
    await harness.channel.stop();
    await harness.put(text('停着的时候'), true);
    const again = await openWecomHarness(mountDoor, { cursors: harness.cursors, apiRoot: harness.server.url });
    await again.channel.start(inbox.accept, inbox.change);
    await stored(13);
    await again.channel.stop();
    await again.close();
    expect(inbox.handedIn(inbox.stored[0]?.channelMessageId ?? '')).toBe(1);
  });

  it('does not move its cursor past what could not be stored', async () => {
    await start();
    inbox.failNext(2);
    await harness.put(text('存不下的一句'));
    await stored(1);
    await vi.waitFor(async () => expect(await harness.cursors.read('wkxxxxxx')).toBe('cursor-1'), waiting);
  });

  it('does not answer what a servicer or the system wrote', async () => {
    await start();
    await harness.put(text('我是接待人员', { origin: 5, servicer_userid: 'zhang' }));
    await harness.put(text('您好'));
    await stored(1);
    expect(inbox.stored[0]?.text).toBe('您好');
  });

  it('shows choices as a menu and hears the words behind a tapped one', async () => {
    await start();
    const quickReplies = [{ label: '转人工', send: '我要转人工' }];
    await harness.channel.deliver(own({ quickReplies }));
    expect(harness.sent[0]).toMatchObject({
      msgtype: 'msgmenu',
      msgmenu: { head_content: '您好', list: [{ type: 'click', click: { id: '我要转人工', content: '转人工' } }] },
    });
    await harness.put(message({ msgtype: 'text', text: { content: '转人工', menu_id: '我要转人工' } }));
    await stored(1);
    expect(inbox.stored[0]?.text).toBe('我要转人工');
  });

  it('puts a long text before its menu, and sends no part twice when it must try again', async () => {
    await start();
    const long = `${'前面的话。'.repeat(100)}\n\n您要不要登记？`;
    const outgoing = own({ text: long, quickReplies: [{ label: '登记', send: '登记' }] });
    expect(await harness.channel.deliver(outgoing)).toEqual({ kind: 'sent' });
    expect(await harness.channel.deliver({ ...outgoing, attempt: 2 })).toEqual({ kind: 'sent' });
    expect(harness.sent.map(({ msgtype }) => msgtype)).toEqual(['text', 'msgmenu']);
    const menu = harness.sent[1]?.msgmenu as { readonly head_content: string } | undefined;
    expect(menu?.head_content).toBe('您要不要登记？');
  });

  it('is silent while a servicer has the session, and takes up one that nobody has', async () => {
    await start();
    harness.sessions.set('anna', 3);
    expect(await harness.channel.deliver(own())).toEqual({ kind: 'gone', reason: 'servicer_has_it' });
    harness.sessions.set('anna', 4);
    expect(await harness.channel.deliver(own())).toEqual({ kind: 'sent' });
    expect(harness.sessions.get('anna')).toBe(1);
    expect(harness.sent).toHaveLength(1);
  });

  it('tells staff what was taken back, and welcomes who comes in', async () => {
    await start();
    await harness.put({ msgtype: 'event', origin: 4, event: { event_type: 'enter_session', welcome_code: 'WELCOME' } });
    await harness.put({ msgtype: 'event', origin: 4, event: { event_type: 'user_recall_msg', recall_msgid: 'own-1' } });
    await vi.waitFor(() => expect(inbox.changes).toHaveLength(1), waiting);
    expect(inbox.changes[0]).toMatchObject({ kind: 'recalled', channel: 'wecom', channelMessageId: 'own-1' });
    expect(harness.sent).toEqual([{ code: 'WELCOME', msgtype: 'text', text: { content: '欢迎' } }]);
  });

  it('takes pictures and files, and says which could not be had', async () => {
    await start();
    await harness.put(message({ msgtype: 'image', image: { media_id: 'known' } }));
    await harness.put(message({ msgtype: 'file', file: { media_id: 'lost' } }));
    await harness.put(message({ msgtype: 'location', location: { name: '迎泉路18号', address: '柳泉县' } }));
    await stored(3);
    expect(inbox.stored).toMatchObject([
      { kind: 'image', attachments: [{ kind: 'image', size: 5, missing: null }] },
      { kind: 'file', attachments: [{ kind: 'file', missing: 'unreadable' }] },
      { kind: 'other', text: '迎泉路18号\n柳泉县' },
    ]);
  });

  it('tells what passes from what is for good', async () => {
    await start();
    const meet = async (code: number) => {
      harness.server.failNext('/cgi-bin/kf/send_msg', 1, code);
      return await harness.channel.deliver(own());
    };
    expect(await meet(95_001)).toEqual({ kind: 'gone', reason: 'message_limit' });
    expect(await meet(95_002)).toEqual({ kind: 'gone', reason: 'out_of_48_hours' });
    expect(await meet(45_009)).toMatchObject({ kind: 'retry', reason: 'rate_limited' });
  });

  it('refuses to start with a wrong secret, and says what to do', async () => {
    const stranger = await openWecomHarness(mountDoor, { secret: 'wrong', cursors: createCursorMemory() });
    await expect(stranger.channel.start(inbox.accept, inbox.change)).rejects.toThrow(/XINQIAO_WECOM_SECRET/);
    await stranger.channel.stop();
    await stranger.close();
  });
});
