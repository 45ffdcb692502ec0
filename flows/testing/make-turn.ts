import { asId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Turn } from '../../core/turn.ts';

/** A turn of some lines, said at one moment. */
export function makeTurn(lines: string | readonly string[], at: Instant = '2026-11-24T10:00:00.000+08:00', id = 'turn'): Turn {
  const texts = typeof lines === 'string' ? [lines] : lines;
  return {
    id: asId(id),
    conversationId: asId('conversation'),
    channel: 'web',
    space: 'private',
    addressed: true,
    messages: texts.map((text, place) => ({ id: asId(`${id}-${place}`), text, kind: 'text', at })),
    text: texts.join('\n'),
    at,
  };
}
