import { setTimeout as sleep } from 'node:timers/promises';
import { createConcurrentSink, createRunner, createSource, type RunnerHandle } from '@grammyjs/runner';
import { type Bot, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from '../../../core/logger.ts';
import type { DoorStatus } from '../door-status.ts';
import { askedToWait, isBadToken } from './delivery-outcome.ts';

/** The kinds of updates that we listen to; Telegram sends no others. */
export const heardUpdates = ['message', 'edited_message', 'callback_query'] as const;

const firstPauseMs = 250;
const longestPauseMs = 15_000;
const refusedPauseMs = 60_000;
const atOnce = 100;

function problemOf(error: unknown): string {
  if (isBadToken(error)) return 'bad_token';
  if (askedToWait(error) !== null) return 'rate_limited';
  return error instanceof GrammyError && error.error_code === 409 ? 'other_instance' : 'service_down';
}

/**
 * Polls for updates and hands them to the bot, chats side by side. The offset moves on, which tells Telegram to forget, only when every update
 * handed out was stored: a process that is killed gets them again.
 */
export function pollUpdates(bot: Bot, pollSeconds: number, status: DoorStatus, logger: Logger): RunnerHandle {
  const underWay = new Set<Promise<void>>();
  let offset = 0;

  const wait = async (pauseMs: number, signal: AbortSignal): Promise<void> => {
    await sleep(pauseMs, undefined, { signal });
  };
  const fetchBatch = async (signal: AbortSignal): Promise<Update[]> => {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        const updates = await bot.api.getUpdates(
          { offset, limit: 100, timeout: pollSeconds, allowed_updates: heardUpdates },
          signal as never,
        );
        status.set('online');
        return updates;
      } catch (error) {
        if (signal.aborted) throw error;
        const problem = problemOf(error);
        status.set(problem === 'bad_token' ? 'refused' : 'offline', problem);
        logger.warn('telegram_poll_failed', { problem });
        await wait(problem === 'bad_token' ? refusedPauseMs : (askedToWait(error) ?? pauseMs), signal);
      }
    }
  };

  const source = createSource<Update>({
    supply: async (_size, signal) => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
      const updates = await fetchBatch(signal as unknown as AbortSignal);
      offset = Math.max(offset, ...updates.map(({ update_id: id }) => id + 1));
      return updates;
    },
  });
  const sink = createConcurrentSink<Update>(
    {
      consume: async (update) => {
        const task = bot.handleUpdate(update);
        underWay.add(task);
        await task.finally(() => underWay.delete(task));
      },
    },
    async () => logger.warn('telegram_update_failed'),
    { concurrency: atOnce },
  );
  const runner = createRunner(source, sink);
  runner.start();
  return runner;
}
