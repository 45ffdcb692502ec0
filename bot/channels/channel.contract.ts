import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel, OutboundReply } from '../../core/channel.ts';
import { channelCapabilities } from '../../core/channel-capabilities.ts';
import { createId } from '../../core/ids.ts';
import { largestInboundText } from '../../core/inbound-limits.ts';
import { formatInstant } from '../../core/instant.ts';
import type { Logger } from '../../core/logger.ts';
import { type ContractCase, type ContractDoor, contractCases, contractHoles } from './contract-table.ts';
import { type ContractInbox, createContractInbox } from './testing/contract-inbox.ts';
import { createKeptLogger } from './testing/kept-logger.ts';
import { makeReply } from './testing/make-reply.ts';

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

/** Both sides of a channel over its real wire protocol on loopback. Ids, persons and groups are the contract's own names; the harness maps them. What the protocol cannot do is `null`, and must stand in `contractHoles`. */
export interface ChannelHarness {
  /** Not started: the contract starts it. */
  readonly channel: Channel;
  /** How `chatKey` and `personKey` of a resident read in this channel; `group: null` is the private chat. */
  addressOf(person: string, group: string | null): { readonly chatKey: string; readonly personKey: string };
  /** The service hands a message over, once; in a group it is addressed to us. Resolves when it did, or when it failed to. */
  send(message: ContractMessage): Promise<void>;
  /** What residents received, in order. */
  received(): readonly ReceivedReply[];
  /** The connection goes silent without being closed, both ways, until `mend` or until the channel makes a new one. */
  readonly halfOpen: { cut(): Promise<void>; mend(): Promise<void> } | null;
  /** The service dies and comes back at the same address. */
  restartService(): Promise<void>;
  /** The very same call, twice at once. */
  readonly callTwice: ((message: ContractMessage) => Promise<void>) | null;
  /** A call with a wrong signature or secret; gives the HTTP status. */
  readonly wrongSignature: (() => Promise<number>) | null;
  /** A call that was rightly signed a day ago; gives the HTTP status. */
  readonly staleCall: (() => Promise<number>) | null;
  /** A call with a body over the limit; gives the HTTP status. */
  readonly oversizedBody: (() => Promise<number>) | null;
  /** Everything that must stay secret; none of it may be logged. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** What a case of the contract works with. */
type Bench = {
  readonly harness: ChannelHarness;
  readonly inbox: ContractInbox;
  message(text: string, change?: Partial<ContractMessage>): ContractMessage;
  reply(text: string, person: string, group: string | null, change?: Partial<OutboundReply>): OutboundReply;
  /** Delivers as the outbox does: again while the channel says so. Does nothing at a door where nothing is said. */
  deliver(outgoing: OutboundReply): Promise<void>;
  texts(): readonly string[];
  /** Waits until residents received these words and no others; none at a door where nothing is said. */
  expectReceived(words: readonly string[]): Promise<void>;
  /** What was logged, a line each. */
  logged(): readonly string[];
};

const dayMs = 86_400_000;
const waiting = { timeout: 60_000, interval: 20 };
let count = 0;

const until = async (check: () => void): Promise<void> => {
  await vi.waitFor(check, waiting);
};

/** What the harness must offer for a case; a missing part that is no hole of the table fails. */
function needed<Part>(part: Part | null): Part {
  if (part === null) throw new Error('the harness cannot do this: add it, or say in contract-table.ts why it has no meaning');
  return part;
}

/** The parts of a harness that a door without the case must not have. */
const missing: Partial<Record<ContractCase, (harness: ChannelHarness, bench: Bench) => boolean | Promise<boolean>>> = {
  right_person: async ({ channel }, { reply }) => (await channel.deliver(reply('不许说', 'anna', null))).kind === 'gone',
  duplicate_call: ({ callTwice }) => callTwice === null,
  stale_call: ({ staleCall }) => staleCall === null,
  oversized_body: ({ oversizedBody }) => oversizedBody === null,
  wrong_signature: ({ wrongSignature }) => wrongSignature === null,
  half_open: ({ halfOpen }) => halfOpen === null,
  groups: ({ channel }) => !channel.capabilities.groups,
};

const cases: Readonly<Record<ContractCase, (bench: Bench) => Promise<void>>> = {
  mapping: async ({ harness, inbox, message, texts }) => {
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
  },
  redelivery: async ({ harness, message, texts }) => {
    const sent = message('只说一次');
    await Promise.all([harness.send(sent), harness.send(sent)]);
    await harness.send(sent);
    await harness.send(message('后一句'));
    await until(() => expect(texts()).toEqual(['只说一次', '后一句']));
  },
  duplicate_call: async ({ harness, inbox, message, texts }) => {
    inbox.slowBy([30]);
    await needed(harness.callTwice)(message('来了两遍'));
    await harness.send(message('后一句'));
    await until(() => expect(texts()).toEqual(['来了两遍', '后一句']));
  },
  order: async ({ harness, inbox, message, texts }) => {
    inbox.slowBy([9, 0, 4, 1, 0, 7]);
    const wanted = Array.from({ length: 24 }, (_, place) => `第${place}句`);
    for (const text of wanted) await harness.send(message(text));
    await until(() => expect(texts()).toHaveLength(wanted.length));
    expect(texts()).toEqual(wanted);
  },
  reordering: async ({ harness, inbox, message, texts }) => {
    const first = message('先说的', { sentAtMs: Date.now() - 60_000 });
    await harness.send(message('后说的'));
    await harness.send(first);
    await until(() => expect(texts()).toHaveLength(2));
    const said = inbox.stored.toSorted((a, b) => Date.parse(a.sentAt) - Date.parse(b.sentAt));
    expect(said.map(({ text }) => text)).toEqual(['先说的', '后说的']);
  },
  failed_store: async ({ harness, inbox, message, texts }) => {
    inbox.failNext(1);
    const sent = message('存不下的一句');
    await harness.send(sent);
    // A service that is not acknowledged sends again; where it does not, the channel has to try again itself.
    await harness.send(sent);
    await until(() => expect(texts()).toEqual(['存不下的一句']));
  },
  clock_skew: async ({ harness, inbox, message, texts }) => {
    for (const skew of [dayMs, -40 * 365 * dayMs]) await harness.send(message(`钟差${skew}`, { sentAtMs: Date.now() + skew }));
    await until(() => expect(texts()).toHaveLength(2));
    for (const { sentAt } of inbox.stored) expect(Math.abs(Date.parse(sentAt) - Date.now())).toBeLessThan(300_000);
  },
  stale_call: async ({ harness, inbox }) => {
    expect([401, 403]).toContain(await needed(harness.staleCall)());
    expect(inbox.stored).toEqual([]);
  },
  huge_text: async ({ harness, message, texts }) => {
    await harness.send(message('长'.repeat(largestInboundText * 2)));
    await harness.send(message('还在'));
    await until(() => expect(texts()).toContain('还在'));
    for (const text of texts()) expect(text.length).toBeLessThanOrEqual(largestInboundText);
  },
  oversized_body: async ({ harness, inbox }) => {
    expect(await needed(harness.oversizedBody)()).toBe(413);
    expect(inbox.stored).toEqual([]);
  },
  wrong_signature: async ({ harness, inbox }) => {
    expect([401, 403]).toContain(await needed(harness.wrongSignature)());
    expect(inbox.stored).toEqual([]);
  },
  right_person: async ({ harness, message, reply, deliver, texts }) => {
    await harness.send(message('甲问', { person: 'anna' }));
    await harness.send(message('乙问', { person: 'bert' }));
    await until(() => expect(texts()).toHaveLength(2));
    await deliver(reply('答甲', 'anna', null));
    await deliver(reply('答乙', 'bert', null));
    const wanted = [
      { person: 'anna', group: null, text: '答甲' },
      { person: 'bert', group: null, text: '答乙' },
    ];
    await until(() => expect(harness.received().toSorted((a, b) => a.person.localeCompare(b.person))).toEqual(wanted));
  },
  groups: async ({ harness, inbox, message, reply, deliver }) => {
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
  },
  half_open: async ({ harness, message, reply, deliver, texts, expectReceived }) => {
    const line = needed(harness.halfOpen);
    await line.cut();
    await harness.send(message('断着的时候说的'));
    await line.mend();
    await deliver(reply('断了以后答的', 'anna', null));
    await harness.send(message('通了以后说的'));
    await until(() => expect(texts()).toEqual(['断着的时候说的', '通了以后说的']));
    await expectReceived(['断了以后答的']);
  },
  restart: async ({ harness, message, reply, deliver, texts, expectReceived }) => {
    await harness.send(message('重启前'));
    await until(() => expect(texts()).toEqual(['重启前']));
    await harness.restartService();
    await deliver(reply('重启后答的', 'anna', null));
    await harness.send(message('重启后'));
    await until(() => expect(texts()).toEqual(['重启前', '重启后']));
    await expectReceived(['重启后答的']);
  },
  stopped: async ({ harness, inbox, message, reply }) => {
    await harness.channel.stop();
    await harness.send(message('关门以后'));
    expect((await harness.channel.deliver(reply('关门以后', 'anna', null))).kind).not.toBe('sent');
    expect(inbox.stored).toEqual([]);
  },
  // That no test of the contract leaves a word in the log is checked after each; this one makes everything go wrong that is logged.
  quiet_log: async ({ harness, inbox, message, reply, deliver, texts, logged }) => {
    inbox.failNext(2);
    const sent = message('不许记下来的话');
    for (let tries = 0; tries < 3; tries += 1) await harness.send(sent);
    await until(() => expect(texts()).toEqual(['不许记下来的话']));
    await harness.wrongSignature?.();
    await harness.staleCall?.();
    await harness.oversizedBody?.();
    await harness.restartService();
    await deliver(reply('也不许记下来', 'anna', null));
    expect(logged().length).toBeGreaterThan(0);
  },
};

/** Words that libraries print by themselves would stand on the console or straight in the streams. */
function watchStreams(written: string[]): () => void {
  const keep = (...words: readonly unknown[]): void => {
    written.push(words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' '));
  };
  const methods = ['debug', 'info', 'log', 'warn', 'error'] as const;
  const spies = [
    ...methods.map((name) => vi.spyOn(console, name).mockImplementation(keep)),
    ...[process.stdout, process.stderr].map((stream) =>
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        keep(String(chunk));
        return true;
      }),
    ),
  ];
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}

/** Runs the one contract of all channels: what the engine may rely on, whatever the door. `open` makes a fresh pair of sides. */
export function describeChannelContract(door: ContractDoor, open: (logger: Logger) => Promise<ChannelHarness>): void {
  describe(`${door} keeps the channel contract`, () => {
    const isSpeaking = contractHoles[door].right_person === undefined;
    let harness: ChannelHarness;
    let inbox: ContractInbox;
    let log: ReturnType<typeof createKeptLogger>;
    let said: string[] = [];
    let printed: string[] = [];
    let stopWatching = (): void => {};
    beforeEach(async () => {
      log = createKeptLogger();
      said = [];
      printed = [];
      stopWatching = watchStreams(printed);
      harness = await open(log.logger);
      inbox = createContractInbox();
      await harness.channel.start(inbox.accept, inbox.change);
    });
    afterEach(async () => {
      await harness.channel.stop();
      await harness.close();
      stopWatching();
      const written = [...log.lines, ...printed];
      for (const secret of [...said, ...harness.secrets]) expect(written.filter((line) => line.includes(secret))).toEqual([]);
    });

    const bench = (): Bench => ({
      harness,
      inbox,
      message: (text, change = {}) => {
        count += 1;
        said.push(text);
        return { id: String(1000 + count), person: 'anna', text, group: null, sentAtMs: Date.now(), ...change };
      },
      reply: (text, person, group, change = {}) => {
        count += 1;
        said.push(text);
        const address = harness.addressOf(person, group);
        const id = createId<'reply'>();
        const createdAt = formatInstant(new Date());
        return makeReply(harness.channel.kind, person, { id, ...address, sequence: count, createdAt, text, ...change });
      },
      deliver: async (outgoing) => {
        if (!isSpeaking) return;
        for (let attempt = 1; attempt <= 300; attempt += 1) {
          const outcome = await harness.channel.deliver({ ...outgoing, attempt });
          if (outcome.kind === 'sent') return;
          expect(outcome.kind).toBe('retry');
          await sleep(outcome.kind === 'retry' ? Math.min(Math.max(outcome.afterMs, 100), 1000) : 0);
        }
        throw new Error('the channel never delivered');
      },
      texts: () => inbox.stored.map((one) => one.text),
      expectReceived: (words) => until(() => expect(harness.received().map((one) => one.text)).toEqual(isSpeaking ? words : [])),
      logged: () => log.lines,
    });

    for (const one of Object.keys(contractCases) as ContractCase[]) {
      const reason = contractHoles[door][one];
      if (reason === undefined) it(contractCases[one], () => cases[one](bench()));
      else if (missing[one] !== undefined)
        it(`has no place for «${contractCases[one]}»: ${reason}`, async () => expect(await missing[one]?.(harness, bench())).toBe(true));
    }
  });
}
