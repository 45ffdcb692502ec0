import type { Logger } from '../../core/logger.ts';
import { describeError } from './describe-error.ts';
import type { LiveEvent } from './engine.ts';

/** Passes live events on to whoever listens; a listener that throws harms nobody else. */
export type LiveEvents = {
  emit(event: LiveEvent): void;
  subscribe(listener: (event: LiveEvent) => void): () => void;
};

/** Makes the hub for live events. */
export function createLiveEvents(logger: Logger): LiveEvents {
  const listeners = new Set<(event: LiveEvent) => void>();
  return {
    emit: (event) => {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          logger.warn('live_listener_failed', describeError(error));
        }
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
