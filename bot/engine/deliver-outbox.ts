import type { Channel, DeliveryOutcome, OutboundReply } from '../../core/channel.ts';
import { addMilliseconds } from '../../core/instant.ts';
import type { OutboxEntry } from '../../core/store.ts';
import { describeError } from './describe-error.ts';
import type { EngineParts } from './engine-parts.ts';

const attemptsAllowed = 8;
const firstRetryMs = 1000;
const longestRetryMs = 600_000;
const sendingAtOnce = 16;
/** The door is not part of this process (a terminal chat beside a stopped server): its replies wait for it and never die of it. */
const noDoor = 'no_channel';
const noDoorRetryMs = 60_000;

/** Delivers what waits in the outbox, in order within a conversation, conversations side by side. */
export interface OutboxDelivery {
  /** Something may wait: claims and sends until nothing is due. */
  ring(): void;
  /** Resolves when nothing is under way; gives how many attempts were made since the start. */
  drained(): Promise<number>;
  stop(): Promise<void>;
}

/** How long until the next attempt: doubled each time, half of it by chance, at least what the channel asked for. */
function retryDelay(attempts: number, askedMs: number, chance: number): number {
  const full = Math.min(firstRetryMs * 2 ** Math.max(0, attempts - 1), longestRetryMs);
  return Math.max(askedMs, Math.round(full * (0.5 + chance / 2)));
}

/** How long a reply waits at a shut door: what the channel asked for, a half more by chance. */
function heldDelay(askedMs: number, chance: number): number {
  return Math.round(askedMs * (1 + chance / 2));
}

async function deliverSafely(parts: EngineParts, channel: Channel | undefined, entry: OutboxEntry): Promise<DeliveryOutcome> {
  if (channel === undefined) return { kind: 'retry', afterMs: noDoorRetryMs, reason: noDoor, held: true };
  const { state, attempts, nextAttemptAt, reason, conversationId, turnId, ...addressed } = entry;
  const reply: OutboundReply = { ...addressed, attempt: attempts };
  try {
    return await channel.deliver(reply);
  } catch (error) {
    parts.logger.warn('delivery_threw', { ...describeError(error), replyId: entry.id });
    return { kind: 'retry', afterMs: 0, reason: 'threw' };
  }
}

async function recordOutcome(parts: EngineParts, entry: OutboxEntry, outcome: DeliveryOutcome, attempts: number): Promise<void> {
  const now = parts.clock.now();
  await parts.store.transaction(async (tx) => {
    if (outcome.kind === 'sent') {
      await tx.outbox.markSent(entry.id, now);
      return;
    }
    if (outcome.kind === 'retry' && (attempts < attemptsAllowed || outcome.held === true)) {
      const isHeld = outcome.held === true;
      const delay = isHeld ? heldDelay(outcome.afterMs, Math.random()) : retryDelay(attempts, outcome.afterMs, Math.random());
      await tx.outbox.retryAt(entry.id, addMilliseconds(now, delay), outcome.reason, isHeld);
      return;
    }
    await tx.outbox.markDead(entry.id, outcome.reason);
    await tx.events.append({
      at: now,
      kind: 'reply_dead',
      conversationId: entry.conversationId,
      ticketId: null,
      staffId: null,
      detail: { replyId: entry.id, reason: outcome.reason, attempts },
    });
  });
  if (outcome.kind !== 'sent')
    parts.logger.warn('delivery_failed', { replyId: entry.id, kind: outcome.kind, attempts, reason: outcome.reason });
}

/** Makes the delivery over the doors by kind; the store counts an attempt when it gives an entry out. */
export function createOutboxDelivery(parts: EngineParts, channels: ReadonlyMap<string, Channel>): OutboxDelivery {
  const underWay = new Set<Promise<void>>();
  let pumping: Promise<void> | null = null;
  let rungAgain = false;
  let attempted = 0;
  let stopped = false;

  const send = async (entry: OutboxEntry): Promise<void> => {
    try {
      const outcome = await deliverSafely(parts, channels.get(entry.channel), entry);
      await recordOutcome(parts, entry, outcome, Math.max(1, entry.attempts));
    } catch (error) {
      parts.logger.error('delivery_not_recorded', { ...describeError(error), replyId: entry.id });
    }
  };

  const pump = async (): Promise<void> => {
    do {
      rungAgain = false;
      const free = sendingAtOnce - underWay.size;
      if (free <= 0) break;
      const now = parts.clock.now();
      const entries = await parts.store.transaction((tx) => tx.outbox.claim(now, free));
      attempted += entries.length;
      for (const entry of entries) {
        const task = send(entry).finally(() => {
          underWay.delete(task);
          ring();
        });
        underWay.add(task);
      }
      if (entries.length > 0) rungAgain = true;
    } while (rungAgain && !stopped);
  };

  const ring = (): void => {
    if (stopped) return;
    rungAgain = true;
    pumping ??= pump()
      .catch((error: unknown) => parts.logger.error('outbox_failed', describeError(error)))
      .finally(() => {
        pumping = null;
        // A bell between the last look and here is not lost.
        if (rungAgain && !stopped && underWay.size < sendingAtOnce) ring();
      });
  };

  const drained = async (): Promise<number> => {
    while (pumping !== null || underWay.size > 0) await Promise.all([pumping, ...underWay]);
    return attempted;
  };

  return {
    ring,
    drained,
    stop: async () => {
      stopped = true;
      await drained();
    },
  };
}
