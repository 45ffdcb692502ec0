import { asId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Turn } from '../../core/turn.ts';

/** A line as a resident sends it: words, or something without. */
export type SentLine = { readonly kind: 'text' | 'voice' | 'image' | 'file'; readonly text: string; readonly isIncomplete?: boolean };

/** A turn of some lines, said at one moment. */
export function makeTurn(
  lines: string | SentLine | readonly (string | SentLine)[],
  at: Instant = '2026-11-24T10:00:00.000+08:00',
  id = 'turn',
): Turn {
  const given: readonly (string | SentLine)[] = Array.isArray(lines) ? lines : [lines as string | SentLine];
  const sent = given.map((line): SentLine => (typeof line === 'string' ? { kind: 'text', text: line } : line));
  return {
    id: asId(id),
    conversationId: asId('conversation'),
    channel: 'web',
    space: 'private',
    addressed: true,
    messages: sent.map((line, place) => ({ id: asId(`${id}-${place}`), ...line, at })),
    text: sent
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n'),
    at,
  };
}
