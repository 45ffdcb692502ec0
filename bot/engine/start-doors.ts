import type { Channel, ChannelInbox, ChannelKind } from '../../core/channel.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import { describeError } from './describe-error.ts';
import type { Engine } from './engine.ts';

type DoorHealth = ReturnType<Engine['channels']>[number];
type DoorNotes = Omit<DoorHealth, 'status' | 'publicOnly'>;

/** The channels of an engine with the health of each. */
export interface Doors {
  readonly byKind: ReadonlyMap<ChannelKind, Channel>;
  add(channel: Channel): void;
  /** Starts every door; one that cannot start is logged and harms no other. */
  start(inbox: ChannelInbox): Promise<void>;
  stop(): Promise<void>;
  noteMessage(kind: ChannelKind): void;
  health(): readonly DoorHealth[];
}

/** Makes the set of doors. */
export function createDoors(clock: Clock, logger: Logger): Doors {
  const byKind = new Map<ChannelKind, Channel>();
  const health = new Map<ChannelKind, DoorNotes>();
  const note = (kind: ChannelKind, change: Partial<DoorNotes>): void => {
    health.set(kind, { ...(health.get(kind) ?? { kind, startedAt: null, lastMessageAt: null, lastError: null }), ...change });
  };
  return {
    byKind,
    add: (channel) => {
      byKind.set(channel.kind, channel);
      note(channel.kind, {});
    },
    start: async (inbox) => {
      await Promise.all(
        [...byKind.values()].map(async (channel) => {
          try {
            await channel.start(inbox.accept, inbox.change);
            note(channel.kind, { startedAt: clock.now(), lastError: null });
          } catch (error) {
            const described = describeError(error);
            note(channel.kind, { lastError: String(described.code ?? described.error) });
            logger.error('channel_not_started', { ...described, channel: channel.kind });
          }
        }),
      );
    },
    stop: async () => {
      const stopped = await Promise.allSettled([...byKind.values()].map((channel) => channel.stop()));
      for (const outcome of stopped) if (outcome.status === 'rejected') logger.warn('channel_not_stopped', describeError(outcome.reason));
    },
    noteMessage: (kind) => note(kind, { lastMessageAt: clock.now() }),
    health: () =>
      [...health.values()].map((door) => {
        const channel = byKind.get(door.kind);
        return { ...door, status: channel?.status?.() ?? null, publicOnly: channel?.publicOnly === true };
      }),
  };
}
