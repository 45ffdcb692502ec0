import type { ConversationId } from '../../core/ids.ts';
import type { Logger } from '../../core/logger.ts';
import { describeError } from './describe-error.ts';

const retryAfterMs = 5000;
/** A resident who never pauses is answered after this many settle windows all the same. */
const longestSettle = 6;

/** One lane a conversation: a turn at a time in each, lanes side by side. */
export interface ConversationLanes {
  /** Runs the conversation once its burst has settled, and not before `atLeastMs`. */
  runSettled(id: ConversationId, atLeastMs?: number): void;
  /** Runs the conversation now, or once more after the turn under way. Resolves when its lane is empty; never rejects. */
  runNow(id: ConversationId): Promise<void>;
  /** Runs everything that waits to settle, and resolves when all lanes are empty. Gives whether anything ran. */
  flush(): Promise<boolean>;
  /** Takes no more and waits for the turns under way. */
  stop(): Promise<void>;
}

/** Makes the lanes. `run` handles what is unhandled in one conversation; when it throws, it is tried again after five seconds. */
export function createConversationLanes(settleMs: number, run: (id: ConversationId) => Promise<void>, logger: Logger): ConversationLanes {
  const settling = new Map<ConversationId, { readonly timer: NodeJS.Timeout; readonly since: number }>();
  const retrying = new Map<ConversationId, NodeJS.Timeout>();
  const running = new Map<ConversationId, { again: boolean; readonly done: Promise<void> }>();
  let stopped = false;

  const drain = async (id: ConversationId): Promise<void> => {
    // A step aside, so that the lane is in the table before its first turn begins.
    await Promise.resolve();
    for (;;) {
      const lane = running.get(id);
      if (lane !== undefined) lane.again = false;
      try {
        await run(id);
      } catch (error) {
        logger.error('turn_failed', { ...describeError(error), conversationId: id });
        if (!stopped && !retrying.has(id)) {
          const timer = setTimeout(() => {
            retrying.delete(id);
            void runNow(id);
          }, retryAfterMs);
          timer.unref();
          retrying.set(id, timer);
        }
      }
      if (stopped || running.get(id)?.again !== true) break;
    }
    running.delete(id);
  };

  const runNow = (id: ConversationId): Promise<void> => {
    const waiting = settling.get(id);
    if (waiting !== undefined) clearTimeout(waiting.timer);
    settling.delete(id);
    if (stopped) return Promise.resolve();
    const lane = running.get(id);
    if (lane !== undefined) {
      lane.again = true;
      return lane.done;
    }
    const done = drain(id);
    running.set(id, { again: false, done });
    return done;
  };

  return {
    runNow,
    runSettled: (id, atLeastMs = 0) => {
      if (stopped) return;
      if (settleMs === 0 && atLeastMs === 0) {
        void runNow(id);
        return;
      }
      const waiting = settling.get(id);
      if (waiting !== undefined) clearTimeout(waiting.timer);
      const since = waiting?.since ?? performance.now();
      const left = since + settleMs * longestSettle - performance.now();
      settling.set(id, { since, timer: setTimeout(() => void runNow(id), Math.max(0, Math.min(settleMs, left), atLeastMs)) });
    },
    flush: async () => {
      const ran = settling.size > 0 || running.size > 0;
      for (const id of [...settling.keys()]) void runNow(id);
      while (running.size > 0) await Promise.all([...running.values()].map((lane) => lane.done));
      return ran;
    },
    stop: async () => {
      stopped = true;
      for (const { timer } of settling.values()) clearTimeout(timer);
      for (const timer of retrying.values()) clearTimeout(timer);
      settling.clear();
      retrying.clear();
      await Promise.all([...running.values()].map((lane) => lane.done));
    },
  };
}
