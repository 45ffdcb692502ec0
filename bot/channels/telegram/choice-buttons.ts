import { createHash } from 'node:crypto';
import { InlineKeyboard } from 'grammy';
import type { QuickReply } from '../../../core/channel.ts';

/** Bot API: callback_data has 1 to 64 bytes. */
const dataBytes = 64;
const mostKept = 5000;

/** The choices as buttons, and what a tapped one says. */
export interface ChoiceButtons {
  keyboard(choices: readonly QuickReply[]): InlineKeyboard | null;
  /** The words of a tapped button; its label where the words were too long for it and this process did not send it. */
  wordsOf(data: string, label: string): string;
}

/** Makes the buttons. Words that are too long for a button are kept here under their digest, the newest few thousand. */
export function createChoiceButtons(): ChoiceButtons {
  const long = new Map<string, string>();
  const dataOf = (words: string): string => {
    const data = `s:${words}`;
    if (Buffer.byteLength(data) <= dataBytes) return data;
    const digest = `d:${createHash('sha256').update(words).digest('base64url')}`;
    long.delete(digest);
    long.set(digest, words);
    const oldest = long.size > mostKept ? long.keys().next().value : undefined;
    if (oldest !== undefined) long.delete(oldest);
    return digest;
  };
  return {
    keyboard: (choices) =>
      choices.length === 0
        ? null
        : choices.reduce((keyboard, { label, send }) => keyboard.text(label, dataOf(send)).row(), new InlineKeyboard()),
    wordsOf: (data, label) => (data.startsWith('s:') ? data.slice(2) : (long.get(data) ?? label)),
  };
}
