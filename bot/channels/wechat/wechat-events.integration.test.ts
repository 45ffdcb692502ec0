import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { types } from 'wechaty-puppet';
import type { Channel, OutboundReply } from '../../../core/channel.ts';
import { systemClock } from '../../../core/clock.ts';
import { silentLogger } from '../../../core/logger.ts';
import { type ContractInbox, createContractInbox } from '../testing/contract-inbox.ts';
import { makeReply } from '../testing/make-reply.ts';
import { PhonePuppet } from './testing/phone-puppet.ts';
import { createPuppetService, type PuppetService } from './testing/puppet-service.ts';
import { openTestDoor } from './testing/test-door.ts';

const home = mkdtempSync(join(tmpdir(), 'xinqiao-wechat-'));
process.env.HOME = home;
afterAll(() => rmSync(home, { recursive: true, force: true }));

const room = 'room-yard@chatroom';
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 20 });
let opened = 0;

describe('the WeChat door', () => {
  let phone: PhonePuppet;
  let service: PuppetService;
  let channel: Channel;
  let inbox: ContractInbox;
  let token: string;
  const parts = { clock: systemClock, logger: silentLogger };
  const state = () => channel.status?.();
  const open = async (options: Parameters<typeof openTestDoor>[1] = parts): Promise<void> => {
    channel = openTestDoor({ token, endpoint: service.endpoint, tls: false }, options);
    await channel.start(inbox.accept, inbox.change);
  };
  beforeEach(async () => {
    opened += 1;
    token = `insecure_events${opened}`;
    phone = new PhonePuppet();
    for (const person of ['anna', 'bert']) phone.addPerson(person);
    phone.addRoom(room, '院子', ['anna', 'bert']);
    service = await createPuppetService(phone, token, false);
    await service.start();
    inbox = createContractInbox();
  });
  afterEach(async () => {
    await channel.stop();
    await service.kill();
    await phone.stop();
  });
  const online = (): Promise<void> => until(() => expect(state()?.state).toBe('online'));
  const reply = (change: Partial<OutboundReply>): OutboundReply =>
    makeReply('wechat', 'anna', { chatKey: room, createdAt: systemClock.now(), text: '可以先找物业。', ...change });

  it('keeps pictures, recordings and files, and only notes a card', async () => {
    await open();
    await online();
    const file = { name: 'wall.jpg', bytes: Buffer.from('picture') };
    phone.say({ id: 'i', from: 'anna', type: types.Message.Image, file });
    phone.say({ id: 'v', from: 'anna', type: types.Message.Audio, file: { name: 'a.silk', bytes: Buffer.from('voice!') } });
    phone.say({ id: 'f', from: 'anna', type: types.Message.Attachment, file: { name: 'a.pdf', bytes: Buffer.from('paper') } });
    phone.say({ id: 'c', from: 'anna', type: types.Message.Contact });
    phone.say({ id: 'x', from: 'anna', type: types.Message.Image });
    await until(() => expect(inbox.stored).toHaveLength(5));
    expect(inbox.stored.map(({ kind, attachments }) => [kind, attachments?.[0]?.kind, attachments?.[0]?.missing])).toEqual([
      ['image', 'image', null],
      ['voice', 'voice', null],
      ['file', 'file', null],
      ['other', 'contact_card', 'not_carried'],
      ['image', 'image', 'unreadable'],
    ]);
    expect(inbox.stored[0]?.attachments?.[0]).toMatchObject({ name: 'wall.jpg', mimeType: 'image/jpeg', size: 7, hash: 'anna:7' });
  });

  it('hears a voice message through the transcriber, also in a group', async () => {
    await open({ ...parts, transcriber: { transcribe: async () => ({ kind: 'ok', text: '小桥，楼上漏水找谁' }) } });
    await online();
    phone.say({ id: 'v', from: 'anna', roomId: room, type: types.Message.Audio, file: { name: 'a.silk', bytes: Buffer.from('v') } });
    await until(() => expect(inbox.stored).toHaveLength(1));
    expect(inbox.stored[0]).toMatchObject({ kind: 'voice', text: '楼上漏水找谁', addressed: true, space: 'group', gridId: 'grid-1' });
  });

  it('keeps no voice of a group that was not for us, and leaves those in private to be heard once they are safe', async () => {
    await open({ ...parts, transcriber: { transcribe: async () => ({ kind: 'ok', text: '谁家有葱' }) } });
    await online();
    phone.say({ id: 'g', from: 'bert', roomId: room, type: types.Message.Audio, file: { name: 'g.silk', bytes: Buffer.from('g') } });
    await until(() => expect(inbox.stored).toHaveLength(1));
    phone.say({ id: 'p', from: 'anna', type: types.Message.Audio, file: { name: 'p.silk', bytes: Buffer.from('private') } });
    await until(() => expect(inbox.stored).toHaveLength(2));
    expect(inbox.stored[0]).toMatchObject({ addressed: false, spoken: true, text: '谁家有葱' });
    expect(inbox.stored[0]?.attachments).toBeUndefined();
    expect(inbox.stored[1]).toMatchObject({ kind: 'voice', text: '', attachments: [{ hash: 'anna:7' }] });
  });

  it('keeps no picture of a group, and hands in talk that is not for us as such', async () => {
    await open();
    await online();
    phone.say({ id: 'i', from: 'anna', roomId: room, type: types.Message.Image, file: { name: 'a.jpg', bytes: Buffer.from('p') } });
    phone.say({ id: 't', from: 'bert', roomId: room, text: '谁家有葱' });
    await until(() => expect(inbox.stored).toHaveLength(2));
    for (const message of inbox.stored) {
      expect(message.addressed).toBe(false);
      expect(message.attachments).toBeUndefined();
    }
  });

  it('tells what was taken back', async () => {
    await open();
    await online();
    phone.say({ id: 'said', from: 'anna', text: '说错了' });
    phone.say({ id: 'note', from: 'anna', type: types.Message.Recalled, text: 'said' });
    await until(() => expect(inbox.changes).toMatchObject([{ kind: 'recalled', channelMessageId: 'said' }]));
    expect(inbox.stored.map((message) => message.channelMessageId)).toEqual(['said']);
  });

  it('takes friends and invitations, and says at once what it is', async () => {
    await open();
    await online();
    phone.emit('friendship', { friendshipId: 'receive-anna' });
    phone.emit('friendship', { friendshipId: 'confirm-anna' });
    phone.emit('room-invite', { roomInvitationId: 'invitation' });
    const join = { roomId: room, inviterId: 'bert', timestamp: Date.now() };
    phone.emit('room-join', { ...join, inviteeIdList: ['anna'] });
    phone.emit('room-join', { ...join, inviteeIdList: ['bert'] });
    await until(() => expect([...phone.accepted].sort()).toEqual(['invitation', 'receive-anna']));
    await until(() => expect(phone.received).toHaveLength(2));
    expect(phone.received).toContainEqual({ chatId: 'anna', text: 'hello friend', mentions: [] });
    expect(phone.received.filter(({ chatId }) => chatId === room)).toEqual([
      { chatId: room, text: '@anna\u2005hello newcomer', mentions: ['anna'] },
    ]);
  });

  it('mentions who asked in a room, and asks to be tried again where WeChat refuses', async () => {
    await open();
    await online();
    expect(await channel.deliver(reply({}))).toEqual({ kind: 'sent' });
    expect(phone.received).toEqual([{ chatId: room, text: '@anna\u2005可以先找物业。', mentions: ['anna'] }]);
    phone.refuse = true;
    expect(await channel.deliver(reply({ privately: true }))).toMatchObject({ kind: 'retry', reason: 'refused_by_service' });
  });

  it('does not say twice what went out before a crash', async () => {
    phone.history = 50;
    await open();
    await online();
    expect(await channel.deliver(reply({}))).toEqual({ kind: 'sent' });
    await channel.stop();
    await open();
    await online();
    // The crash came before it was noted: the outbox hands the reply out again.
    expect(await channel.deliver(reply({ attempt: 2, createdAt: systemClock.now() }))).toEqual({ kind: 'sent' });
    expect(phone.received).toHaveLength(1);
    expect(await channel.deliver(reply({ attempt: 2, text: '这句没发出去。' }))).toEqual({ kind: 'sent' });
    expect(phone.received).toHaveLength(2);
  });

  it('shows the code to scan after a log-out, and goes on after it was scanned', async () => {
    await open();
    await online();
    await phone.logOut();
    await until(() => expect(state()).toMatchObject({ state: 'waiting_for_login', qrText: 'https://login.example/again' }));
    expect(await channel.deliver(reply({}))).toMatchObject({ kind: 'retry', held: true });
    phone.logIn();
    await online();
    phone.say({ id: 'after', from: 'anna', text: '又好了' });
    await until(() => expect(inbox.stored.map((message) => message.text)).toEqual(['又好了']));
  });

  it('says so where the service is down, and comes up with it', async () => {
    await service.kill();
    await open();
    await until(() => expect(state()).toMatchObject({ state: 'offline', problem: 'service_down' }));
    await service.start();
    await online();
  });

  it('never runs two clients on one token', async () => {
    await open();
    const second = openTestDoor({ token, endpoint: service.endpoint, tls: false }, parts);
    await expect(second.start(inbox.accept, inbox.change)).rejects.toThrow(/already/);
  });
});

describe('a token that the service does not know', () => {
  it('is refused and said so', async () => {
    const phone = new PhonePuppet();
    const service = await createPuppetService(phone, 'insecure_right', true);
    await service.start();
    const channel = openTestDoor(
      { token: 'insecure_wrong', endpoint: service.endpoint, tls: true },
      { clock: systemClock, logger: silentLogger },
    );
    const inbox = createContractInbox();
    await channel.start(inbox.accept, inbox.change);
    await until(() => expect(channel.status?.()).toMatchObject({ state: 'refused', problem: 'bad_token' }));
    await channel.stop();
    await service.kill();
    await phone.stop();
  });
});
