import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelInbox, InboundChange, InboundMessage } from '../../../core/channel.ts';

/** An inbox as strict as the engine's: a message is stored once under its id. It can be slow, and it can fail. */
export type ContractInbox = ChannelInbox & {
  /** What is stored, in the order in which it was. */
  readonly stored: readonly InboundMessage[];
  readonly changes: readonly InboundChange[];
  /** How often a message was handed in, by id. */
  handedIn(channelMessageId: string): number;
  /** The next `count` messages cannot be stored. */
  failNext(count: number): void;
  /** How long storing takes, in milliseconds, by turns: unequal times bring a channel out of order that does not queue. */
  slowBy(milliseconds: readonly number[]): void;
};

/** Makes the inbox. */
export function createContractInbox(): ContractInbox {
  const stored: InboundMessage[] = [];
  const changes: InboundChange[] = [];
  const counts = new Map<string, number>();
  let failures = 0;
  let delays: readonly number[] = [];
  let taken = 0;
  return {
    stored,
    changes,
    handedIn: (id) => counts.get(id) ?? 0,
    failNext: (count) => {
      failures = count;
    },
    slowBy: (milliseconds) => {
      delays = milliseconds;
    },
    accept: async (message) => {
      counts.set(message.channelMessageId, (counts.get(message.channelMessageId) ?? 0) + 1);
      const delay = delays[taken % Math.max(1, delays.length)] ?? 0;
      taken += 1;
      if (delay > 0) await sleep(delay);
      if (failures > 0) {
        failures -= 1;
        throw new Error('the store is full');
      }
      if (!stored.some((one) => one.channelMessageId === message.channelMessageId)) stored.push(message);
    },
    change: async (change) => {
      changes.push(change);
    },
  };
}
