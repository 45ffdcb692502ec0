import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OutboundReply } from '../../../core/channel.ts';
import { describeChannelContract } from '../channel.contract.ts';
import { type ContractInbox, createContractInbox } from '../testing/contract-inbox.ts';
import { makeReply } from '../testing/make-reply.ts';
import { botUser } from './testing/bot-api-server.ts';
import { openTelegramHarness, type TelegramHarness, telegramUser } from './testing/telegram-harness.ts';

describeChannelContract('Telegram by long polling', (logger) => openTelegramHarness(null, { logger }));

const waiting = { timeout: 30_000, interval: 20 };
const anna = telegramUser('anna');
const privately = { id: anna.id, type: 'private', first_name: 'anna' };
const yard = { id: -100_500, type: 'supergroup', title: 'yard' };
const reply = (change: Partial<OutboundReply> = {}): OutboundReply => makeReply('telegram', String(anna.id), change);

describe('the Telegram door', () => {
  let harness: TelegramHarness;
  let inbox: ContractInbox;
  let next = 1;
  const message = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
    next += 1;
    return { message: { message_id: next, date: Math.floor(Date.now() / 1000), from: anna, chat: privately, ...fields } };
  };
  const stored = async (count: number): Promise<void> => {
    await vi.waitFor(() => expect(inbox.stored).toHaveLength(count), waiting);
  };
  beforeEach(async () => {
    harness = await openTelegramHarness(null);
    inbox = createContractInbox();
    await harness.channel.start(inbox.accept, inbox.change);
  });
  afterEach(async () => {
    await harness.channel.stop();
    await harness.close();
  });

  it('waits as long as Telegram asks after a flood, and does not even call meanwhile', async () => {
    harness.server.failNext('sendMessage', 1, 429, 7);
    expect(await harness.channel.deliver(reply())).toEqual({ kind: 'retry', afterMs: 7000, reason: 'rate_limited', held: true });
    const again = await harness.channel.deliver(reply());
    expect(again).toMatchObject({ kind: 'retry', reason: 'rate_limited' });
    expect(harness.server.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(1);
    expect(await harness.channel.deliver(reply({ chatKey: '102', personKey: '102' }))).toEqual({ kind: 'sent' });
  });

  it('gives up where the person blocked us, and tries again where Telegram is ill', async () => {
    harness.server.failNext('sendMessage', 1, 403);
    expect(await harness.channel.deliver(reply())).toMatchObject({ kind: 'gone' });
    harness.server.failNext('sendMessage', 1, 502);
    expect(await harness.channel.deliver(reply())).toMatchObject({ kind: 'retry', reason: 'service_502' });
  });

  it('shows choices as buttons and hears the words behind a tapped one, however long', async () => {
    const long = '我想说说我家楼上漏水的事情，已经说了很多次了，他们就是不理';
    const choices = [
      { label: '转人工', send: '转人工' },
      { label: '漏水', send: long },
    ];
    await harness.channel.deliver(reply({ quickReplies: choices }));
    type Rows = readonly (readonly { readonly text: string; readonly callback_data: string }[])[];
    const markup = harness.server.sent[0]?.reply_markup as { readonly inline_keyboard: Rows } | undefined;
    const rows = markup?.inline_keyboard ?? [];
    expect(rows.flat().map(({ text }) => text)).toEqual(['转人工', '漏水']);
    for (const button of rows.flat()) {
      expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64);
      const shown = { message_id: 5, date: 1, chat: privately, reply_markup: { inline_keyboard: rows } };
      await harness.server.push({
        callback_query: { id: button.text, from: anna, chat_instance: '1', data: button.callback_data, message: shown },
      });
    }
    await stored(2);
    expect(inbox.stored.map(({ text }) => text)).toEqual(['转人工', long]);
    await vi.waitFor(() => expect(harness.server.calls.filter(({ method }) => method === 'answerCallbackQuery')).toHaveLength(2), waiting);
  });

  it('lets nobody tap an answer that was given to somebody else in a group', async () => {
    const shown = { message_id: 5, date: 1, chat: yard, reply_to_message: { message_id: 4, date: 1, chat: yard, from: anna } };
    const tap = { chat_instance: '1', data: 's:转人工', message: shown };
    await harness.server.push({ callback_query: { id: 'b', from: telegramUser('bert'), ...tap } });
    await harness.server.push({ callback_query: { id: 'a', from: anna, ...tap } });
    await stored(1);
    expect(inbox.stored[0]).toMatchObject({ personKey: String(anna.id), chatKey: String(yard.id), text: '转人工' });
  });

  it('knows in a group when it is meant', async () => {
    const mention = `@${botUser.username}`;
    await harness.server.push(message({ chat: yard, text: '今天停水吗' }));
    await harness.server.push(
      message({ chat: yard, text: `${mention} 停水找谁`, entities: [{ type: 'mention', offset: 0, length: mention.length }] }),
    );
    await harness.server.push(message({ chat: yard, text: '小桥，停水找谁' }));
    const ours = { message_id: 3, date: 1, chat: yard, from: botUser, text: '可以找物业' };
    await harness.server.push(message({ chat: yard, text: '物业不管呢', reply_to_message: ours }));
    await harness.server.push(
      message({ chat: yard, text: '@another_bot 停水找谁', entities: [{ type: 'mention', offset: 0, length: 12 }] }),
    );
    await stored(5);
    expect(inbox.stored.map(({ addressed }) => addressed)).toEqual([false, true, true, true, false]);
    expect(inbox.stored[1]?.text).toBe('停水找谁');
    expect(inbox.stored[3]?.quotedText).toBe('可以找物业');
  });

  it('quotes in a group the line that it answers', async () => {
    await harness.channel.deliver(reply({ chatKey: String(yard.id), answersMessageId: `${yard.id}:77` }));
    expect(harness.server.sent[0]).toMatchObject({ chat_id: String(yard.id), reply_parameters: { message_id: 77 } });
  });

  it('hears what was written anew', async () => {
    await harness.server.push({ edited_message: { message_id: 9, date: 1, edit_date: 2, from: anna, chat: privately, text: '改过的话' } });
    await vi.waitFor(() => expect(inbox.changes).toHaveLength(1), waiting);
    expect(inbox.changes[0]).toMatchObject({ kind: 'edited', channelMessageId: `${anna.id}:9`, text: '改过的话' });
  });

  it('fetches photos, recordings and files, and says which were too large', async () => {
    harness.server.addFile('p2', 'photos/2.jpg', Buffer.from('photo'));
    harness.server.addFile('v', 'voice/1.oga', Buffer.from('voice'));
    const photo = [
      { file_id: 'p1', file_unique_id: 'a', width: 9, height: 9, file_size: 1 },
      { file_id: 'p2', file_unique_id: 'b', width: 99, height: 99, file_size: 5 },
    ];
    await harness.server.push(message({ photo, caption: '墙裂了' }));
    await harness.server.push(message({ voice: { file_id: 'v', file_unique_id: 'c', duration: 2, mime_type: 'audio/ogg' } }));
    await harness.server.push(
      message({ document: { file_id: 'd', file_unique_id: 'd', file_name: '合同.pdf', file_size: 30 * 1024 * 1024 } }),
    );
    await harness.server.push(message({ document: { file_id: 'gone', file_unique_id: 'e', file_name: '收条.jpg' } }));
    await stored(4);
    expect(inbox.stored.map(({ kind }) => kind)).toEqual(['image', 'voice', 'file', 'file']);
    expect(inbox.stored.map(({ attachments }) => attachments?.[0])).toMatchObject([
      { kind: 'image', size: 5, missing: null },
      { kind: 'voice', mimeType: 'audio/ogg', missing: null },
      { kind: 'file', name: '合同.pdf', missing: 'too_large' },
      { kind: 'file', name: '收条.jpg', missing: 'unreadable' },
    ]);
    expect(harness.kept.map(String)).toEqual(['photo', 'voice']);
  });

  it('tells Telegram to forget only what is stored', async () => {
    inbox.failNext(2);
    await harness.server.push(message({ text: '还没存下' }));
    await stored(1);
    await vi.waitFor(() => {
      const offsets = harness.server.calls.filter(({ method }) => method === 'getUpdates').map(({ payload }) => Number(payload.offset));
      expect(Math.max(...offsets)).toBeGreaterThan(1000);
    }, waiting);
    expect(inbox.handedIn(inbox.stored[0]?.channelMessageId ?? '')).toBe(3);
  });

  it('takes once what comes again because an answer was lost, or because Telegram tells it once more', async () => {
    harness.server.dropNext('getUpdates', 1);
    await harness.server.push(message({ text: '第一句' }));
    await stored(1);
    await harness.server.push(message({ text: '第二句' }));
    await stored(2);
    harness.server.tellAgain(2);
    await harness.server.push(message({ text: '第三句' }));
    await stored(3);
    expect(inbox.stored.map(({ text }) => text)).toEqual(['第一句', '第二句', '第三句']);
    expect(inbox.handedIn(inbox.stored[0]?.channelMessageId ?? '')).toBeGreaterThan(1);
  });

  it('tries again where the connection broke before Telegram took a reply', async () => {
    harness.server.dropNext('sendMessage', 1);
    expect(await harness.channel.deliver(reply())).toMatchObject({ kind: 'retry', reason: 'unreachable' });
    expect(await harness.channel.deliver(reply({ attempt: 2 }))).toEqual({ kind: 'sent' });
    expect(harness.server.sent).toHaveLength(1);
  });

  it('refuses to start with a token that Telegram does not know, and says what to do', async () => {
    const stranger = await openTelegramHarness(null, { token: `4242:${'x'.repeat(35)}` });
    await expect(stranger.channel.start(inbox.accept, inbox.change)).rejects.toThrow(/@BotFather/);
    expect(stranger.channel.status?.()).toMatchObject({ state: 'refused', problem: 'bad_token' });
    await stranger.channel.stop();
    await stranger.close();
  });
});
