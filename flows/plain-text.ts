import type { ScreenedTurn, Turn } from '../core/turn.ts';

const firstWide = 0xff01;
const lastWide = 0xff5e;
const wideOffset = 0xfee0;

/** Makes full-width letters, digits and punctuation half-width, one character for one, so that a rule needs one spelling only. */
export function toPlain(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (code >= firstWide && code <= lastWide) return String.fromCodePoint(code - wideOffset);
      return code === 0x3000 || code === 0xa0 ? ' ' : character;
    })
    .join('');
}

/** A turn with all its lines made plain. */
export function toPlainTurn<T extends Turn | ScreenedTurn>(turn: T): T {
  return { ...turn, text: toPlain(turn.text), messages: turn.messages.map((message) => ({ ...message, text: toPlain(message.text) })) };
}
