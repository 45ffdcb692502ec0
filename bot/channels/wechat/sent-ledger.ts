import type { Instant } from '../../../core/instant.ts';

/** Our own messages as WeChat tells us of them: by them we know after a crash what went out. */
export interface SentLedger {
  /** WeChat told us of a message of our own account. */
  heard(chatId: string, text: string, atMs: number): void;
  /** A message that we sent in this process: its echo stands for it alone. */
  sent(chatId: string, text: string): void;
  /** Tells whether a message of these words went out to this chat after it was written, and counts that echo as used. */
  takeEcho(chatId: string, text: string, writtenAt: Instant): boolean;
}

const echoesKept = 5000;
/** Another clock may be a little behind ours. */
const skewMs = 1000;

/** Makes the ledger; it holds the last 5,000 echoes. */
export function createSentLedger(): SentLedger {
  let echoes: { readonly key: string; readonly atMs: number }[] = [];
  const expected = new Map<string, number>();
  const keyOf = (chatId: string, text: string): string => JSON.stringify([chatId, text]);
  return {
    heard: (chatId, text, atMs) => {
      const key = keyOf(chatId, text);
      const open = expected.get(key) ?? 0;
      if (open > 1) expected.set(key, open - 1);
      else if (open === 1) expected.delete(key);
      else echoes = [...echoes.slice(1 - echoesKept), { key, atMs }];
    },
    sent: (chatId, text) => {
      const key = keyOf(chatId, text);
      const place = echoes.findLastIndex((echo) => echo.key === key);
      // The echo may come before the answer to the call that sent it.
      if (place >= 0) echoes.splice(place, 1);
      else {
        expected.delete(key);
        expected.set(key, 1);
        const oldest = expected.size > echoesKept ? expected.keys().next().value : undefined;
        if (oldest !== undefined) expected.delete(oldest);
      }
    },
    takeEcho: (chatId, text, writtenAt) => {
      const key = keyOf(chatId, text);
      const place = echoes.findIndex((echo) => echo.key === key && echo.atMs >= Date.parse(writtenAt) - skewMs);
      if (place < 0) return false;
      echoes.splice(place, 1);
      return true;
    },
  };
}
