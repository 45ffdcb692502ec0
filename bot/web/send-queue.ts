import { ApiFault, type ResidentApi } from './api.ts';
import { recall, remember } from './browser-memory.ts';
import { createClientId } from './visitor-token.ts';

/** A message on its way to the server. It stays until its line was read back. */
export type QueuedMessage = {
  readonly clientId: string;
  readonly text: string;
  readonly at: string;
  readonly state: 'queued' | 'sending' | 'sent' | 'refused';
  /** The server's id of it, once it was stored there. */
  readonly id: string | null;
};

/** What was written and not yet read back, in order; survives a reload and sends again under the same ids. */
export interface SendQueue {
  readonly messages: readonly QueuedMessage[];
  add(text: string): void;
  retry(clientId: string): void;
  /** Sends what waits, one after another. */
  flush(): void;
  /** Takes out what was read back. */
  settle(ids: ReadonlySet<string>): void;
}

const firstPauseMs = 2000;
const longestPauseMs = 30_000;

function readQueue(): QueuedMessage[] {
  try {
    const stored = JSON.parse(recall('queue') ?? '[]') as QueuedMessage[];
    return stored.map((message) => (message.state === 'sending' ? { ...message, state: 'queued' } : message));
  } catch {
    return [];
  }
}

/** Makes the queue. `onChange` is called after every change, `onTooMany` when the server asks for patience. */
export function createSendQueue(api: ResidentApi, onChange: () => void, onTooMany: () => void): SendQueue {
  let messages = readQueue();
  let running = false;
  let pauseMs = firstPauseMs;
  let timer = 0;

  const update = (next: QueuedMessage[]): void => {
    messages = next;
    remember('queue', next.length === 0 ? '' : JSON.stringify(next));
    onChange();
  };
  const mark = (clientId: string, change: Partial<QueuedMessage>): void =>
    update(messages.map((message) => (message.clientId === clientId ? { ...message, ...change } : message)));
  const later = (afterMs: number): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void flush(), afterMs);
  };

  /** Sends one message; tells whether the next may follow. */
  const sendOne = async (message: QueuedMessage): Promise<boolean> => {
    mark(message.clientId, { state: 'sending' });
    try {
      const { id } = await api.send({ clientId: message.clientId, text: message.text });
      pauseMs = firstPauseMs;
      mark(message.clientId, { state: 'sent', id });
      return true;
    } catch (error) {
      if (error instanceof ApiFault && error.status < 500 && error.status !== 429) {
        mark(message.clientId, { state: 'refused' });
        return true;
      }
      mark(message.clientId, { state: 'queued' });
      if (error instanceof ApiFault && error.status === 429) onTooMany();
      later(error instanceof ApiFault && error.retryAfterMs > 0 ? error.retryAfterMs : pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      return false;
    }
  };

  const flush = async (): Promise<void> => {
    if (running) return;
    running = true;
    clearTimeout(timer);
    for (;;) {
      const next = messages.find((message) => message.state === 'queued');
      if (next === undefined || !(await sendOne(next))) break;
    }
    running = false;
  };

  return {
    get messages() {
      return messages;
    },
    add: (text) => {
      update([...messages, { clientId: createClientId(), text, at: new Date().toISOString(), state: 'queued', id: null }]);
      void flush();
    },
    retry: (clientId) => {
      mark(clientId, { state: 'queued' });
      void flush();
    },
    flush: () => void flush(),
    settle: (ids) => {
      const left = messages.filter((message) => message.id === null || !ids.has(message.id));
      if (left.length !== messages.length) update(left);
    },
  };
}
