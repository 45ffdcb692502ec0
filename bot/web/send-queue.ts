import { ApiFault, type ResidentApi } from './api.ts';
import { recall, remember } from './browser-memory.ts';
import { dropFile, keepFile, readKeptFile } from './file-store.ts';
import type { ShownFile } from './file-view.ts';
import { createClientId } from './visitor-token.ts';

/** A message on its way to the server. It stays until its line was read back. */
export type QueuedMessage = {
  readonly clientId: string;
  readonly text: string;
  readonly at: string;
  readonly state: 'queued' | 'sending' | 'sent' | 'refused';
  /** The server's id of it, once it was stored there. */
  readonly id: string | null;
  /** What is sent instead of words; its bytes lie in the file store. */
  readonly file?: ShownFile;
  /** Why the server refused it: a code, or `lost` where this browser has not kept the bytes. */
  readonly reason?: string;
};

/** What was written and not yet read back, in order; survives a reload and sends again under the same ids. */
export interface SendQueue {
  readonly messages: readonly QueuedMessage[];
  add(text: string): void;
  /** Resolves once the file would outlive a reload. */
  addFile(file: ShownFile, bytes: Blob): Promise<void>;
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

  const deliver = async ({ clientId, text, file }: QueuedMessage): Promise<string> => {
    if (file === undefined) return (await api.send({ clientId, text })).id;
    const bytes = await readKeptFile(clientId);
    if (bytes === null) throw new ApiFault(410, 'lost', 0);
    return (await api.sendFile(clientId, file.name, bytes)).id;
  };

  /** Sends one message; tells whether the next may follow. */
  const sendOne = async (message: QueuedMessage): Promise<boolean> => {
    mark(message.clientId, { state: 'sending' });
    try {
      const id = await deliver(message);
      pauseMs = firstPauseMs;
      mark(message.clientId, { state: 'sent', id });
      return true;
    } catch (error) {
      if (error instanceof ApiFault && error.status < 500 && error.status !== 429) {
        mark(message.clientId, { state: 'refused', reason: error.code });
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

  const append = (message: Pick<QueuedMessage, 'clientId' | 'text' | 'file'>): void => {
    update([...messages, { ...message, at: new Date().toISOString(), state: 'queued', id: null }]);
    void flush();
  };

  return {
    get messages() {
      return messages;
    },
    add: (text) => append({ clientId: createClientId(), text }),
    addFile: async (file, bytes) => {
      const clientId = createClientId();
      await keepFile(clientId, bytes);
      append({ clientId, text: '', file });
    },
    retry: (clientId) => {
      mark(clientId, { state: 'queued' });
      void flush();
    },
    flush: () => void flush(),
    settle: (ids) => {
      const left = messages.filter((message) => message.id === null || !ids.has(message.id));
      if (left.length === messages.length) return;
      for (const { clientId, file } of messages.filter((message) => !left.includes(message)))
        if (file !== undefined) void dropFile(clientId);
      update(left);
    },
  };
}
