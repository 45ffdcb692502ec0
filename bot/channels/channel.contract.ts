import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel, OutboundReply } from '../../core/channel.ts';
import { channelCapabilities } from '../../core/channel-capabilities.ts';
import { asId } from '../../core/ids.ts';
import { largestInboundText } from '../../core/inbound-limits.ts';
import { formatInstant } from '../../core/instant.ts';
import { type ContractInbox, createContractInbox } from './testing/contract-inbox.ts';

/** A message that the other side sends over the wire. `group` is `null` in private. */
export type ContractMessage = {
  readonly id: string;
  readonly person: string;
  readonly text: string;
  readonly group: string | null;
  /** Milliseconds since 1970 by the sender's clock. */
  readonly sentAtMs: number;
};

/** What a resident's phone shows. */
export type ReceivedReply = { readonly person: string; readonly group: string | null; readonly text: string };

/** Both sides of a channel over its real wire protocol on loopback. Ids, persons and groups are the contract's own names; the harness maps them. */
export interface ChannelHarness {
  /** Not started: the contract starts it. */
  readonly channel: Channel;
  /** How `chatKey` and `personKey` of a resident read in this channel; `group: null` is the private chat. */
  addressOf(person: string, group: string | null): { readonly chatKey: string; readonly personKey: string };
  /** The service hands a message over, once; in a group it is addressed to us. Resolves when it did, or when it failed to. */
  send(message: ContractMessage): Promise<void>;
  /** What residents received, in order. */
  received(): readonly ReceivedReply[];
  /** The connection goes silent without being closed, both ways, until `mend` or until the channel makes a new one. `null`: the protocol keeps none. */
  readonly halfOpen: { cut(): Promise<void>; mend(): Promise<void> } | null;
  /** The service dies and comes back at the same address. */
  restartService(): Promise<void>;
  /** A call with a wrong signature or secret; gives the HTTP status. `null`: nobody calls us in this protocol. */
  readonly wrongSignature: (() => Promise<number>) | null;
  /** A call with a body over the limit; gives the HTTP status. `null` as above. */
  readonly oversizedBody: (() => Promise<number>) | null;
  close(): Promise<void>;
}

const waiting = { timeout: 60_000, interval: 20 };
let count = 0;

/** Runs the one contract of all channels: what the engine may rely on, whatever the door. `open` makes a fresh pair of sides. */
export function describeChannelContract(name: string, open: () => Promise<ChannelHarness>): void {
  describe(`${name} keeps the channel contract`, () => {
    let harness: ChannelHarness;
    let inbox: ContractInbox;
    beforeEach(async () => {
      harness = await open();
      inbox = createContractInbox();
      await harness.channel.start(inbox.accept, inbox.change);
    });
    afterEach(async () => {
      await harness.channel.stop();
      await harness.close();
    });

    const message = (text: string, change: Partial<ContractMessage> = {}): ContractMessage => {
      count += 1;
      return { id: String(1000 + count), person: 'anna', text, group: null, sentAtMs: Date.now(), ...change };
    };
    const texts = (): readonly string[] => inbox.stored.map((one) => one.text);
    const until = async (check: () => void): Promise<void> => {
      await vi.waitFor(check, waiting);
    };
    const reply = (text: string, person: string, group: string | null, change: Partial<OutboundReply> = {}): OutboundReply => {
      count += 1;
      return {
        id: asId<'reply'>(`reply-${count}`),
        channel: harness.channel.kind,
        ...harness.addressOf(person, group),
        sequence: count,
        attempt: 1,
        answersMessageId: null,
        createdAt: formatInstant(new Date()),
        key: 'test',
        text,
        origin: 'fixed',
        quickReplies: [],
        citations: [],
        privately: false,
        ...change,
      };
    };
    /** Delivers as the outbox does: again while the channel says so. */
    const deliver = async (outgoing: OutboundReply): Promise<void> => {
      for (let attempt = 1; attempt <= 300; attempt += 1) {
        const outcome = await harness.channel.deliver({ ...outgoing, attempt });
        if (outcome.kind === 'sent') return;
        expect(outcome.kind).toBe('retry');
        await sleep(outcome.kind === 'retry' ? Math.min(Math.max(outcome.afterMs, 100), 1000) : 0);
      }
      throw new Error('the channel never delivered');
    };

    it('hands a private message in, verified and mapped', async () => {
      await harness.send(message('我家楼上漏水'));
      await until(() => expect(texts()).toEqual(['我家楼上漏水']));
      expect(inbox.stored[0]).toMatchObject({
        channel: harness.channel.kind,
        ...harness.addressOf('anna', null),
        space: 'private',
        addressed: true,
        kind: 'text',
      });
      expect(harness.channel.capabilities).toEqual(channelCapabilities[harness.channel.kind]);
    });

    it('gives a redelivered message and a duplicate the same id, so that it counts once', async () => {
      const sent = message('只说一次');
      await Promise.all([harness.send(sent), harness.send(sent)]);
      await harness.send(sent);
      await harness.send(message('后一句'));
      await until(() => expect(texts()).toEqual(['只说一次', '后一句']));
    });

    it('keeps the order of a chat, however long storing takes', async () => {
      inbox.slowBy([9, 0, 4, 1, 0, 7]);
      const wanted = Array.from({ length: 24 }, (_, place) => `第${place}句`);
      for (const text of wanted) await harness.send(message(text));
      await until(() => expect(texts()).toHaveLength(wanted.length));
      expect(texts()).toEqual(wanted);
    });

    it('loses no message that could not be stored at first', async () => {
      inbox.failNext(1);
      const sent = message('存不下的一句');
      await harness.send(sent);
      // A service that is not acknowledged sends again; where it does not, the channel has to try again itself.
      await harness.send(sent);
      await until(() => expect(texts()).toEqual(['存不下的一句']));
    });

    it('does not believe a clock that is wrong', async () => {
      for (const skew of [86_400_000, -40 * 365 * 86_400_000]) await harness.send(message(`钟差${skew}`, { sentAtMs: Date.now() + skew }));
      await until(() => expect(texts()).toHaveLength(2));
      for (const { sentAt } of inbox.stored) expect(Math.abs(Date.parse(sentAt) - Date.now())).toBeLessThan(300_000);
    });

    it('takes in no more of a huge text than is allowed', async () => {
      await harness.send(message('长'.repeat(largestInboundText * 2)));
      await harness.send(message('还在'));
      await until(() => expect(texts()).toContain('还在'));
      for (const text of texts()) expect(text.length).toBeLessThanOrEqual(largestInboundText);
    });

    it('refuses a call that is not signed, and one that is too large', async () => {
      if (harness.wrongSignature !== null) expect([401, 403]).toContain(await harness.wrongSignature());
      if (harness.oversizedBody !== null) expect(await harness.oversizedBody()).toBe(413);
      expect(inbox.stored).toEqual([]);
    });

    it('brings a reply to the person who asked, and to nobody else', async () => {
      await harness.send(message('甲问', { person: 'anna' }));
      await harness.send(message('乙问', { person: 'bert' }));
      await until(() => expect(texts()).toHaveLength(2));
      await deliver(reply('答甲', 'anna', null));
      await deliver(reply('答乙', 'bert', null));
      await until(() =>
        expect(harness.received()).toEqual([
          { person: 'anna', group: null, text: '答甲' },
          { person: 'bert', group: null, text: '答乙' },
        ]),
      );
    });

    it('holds a conversation a person inside a group, and keeps private words out of it', async () => {
      if (!harness.channel.capabilities.groups) return;
      await harness.send(message('群里问', { group: 'yard' }));
      await until(() => expect(inbox.stored).toHaveLength(1));
      expect(inbox.stored[0]).toMatchObject({ ...harness.addressOf('anna', 'yard'), space: 'group', addressed: true });
      await deliver(reply('群里答', 'anna', 'yard'));
      await deliver(reply('私下答', 'anna', 'yard', { privately: true }));
      await until(() => expect(harness.received()).toHaveLength(2));
      const [open, aside] = harness.received();
      expect(open?.group).toBe('yard');
      expect(open?.text).toContain('群里答');
      expect(aside).toEqual({ person: 'anna', group: null, text: '私下答' });
    });

    it('comes back by itself after the connection went silent', async () => {
      if (harness.halfOpen === null) return;
      await harness.halfOpen.cut();
      await harness.send(message('断着的时候说的'));
      await harness.halfOpen.mend();
      await deliver(reply('断了以后答的', 'anna', null));
      await harness.send(message('通了以后说的'));
      await until(() => expect(texts()).toEqual(['断着的时候说的', '通了以后说的']));
      await until(() => expect(harness.received().map((one) => one.text)).toEqual(['断了以后答的']));
    });

    it('comes back by itself after the service restarted', async () => {
      await harness.send(message('重启前'));
      await until(() => expect(texts()).toEqual(['重启前']));
      await harness.restartService();
      await deliver(reply('重启后答的', 'anna', null));
      await harness.send(message('重启后'));
      await until(() => expect(texts()).toEqual(['重启前', '重启后']));
      await until(() => expect(harness.received().map((one) => one.text)).toEqual(['重启后答的']));
    });

    it('takes nothing in after it was stopped, and asks to be tried again', async () => {
      await harness.channel.stop();
      await harness.send(message('关门以后'));
      expect((await harness.channel.deliver(reply('关门以后', 'anna', null))).kind).not.toBe('sent');
      expect(inbox.stored).toEqual([]);
    });
  });
}
