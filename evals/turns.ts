import type { RiskMemory } from '../core/flow.ts';
import { asId, createId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { Turn } from '../core/turn.ts';

/** The moment at which evaluation messages are taken to be sent: a working day at ten. */
export const evaluationInstant: Instant = '2026-11-24T10:00:00.000+08:00';

/** A conversation that has said nothing yet. */
export const noMemory: RiskMemory = { level: 'none', recent: [] };

/** A single message as a turn of a new conversation. */
export function makeTurn(text: string, options: { readonly space?: 'private' | 'group'; readonly channel?: Turn['channel'] } = {}): Turn {
  return {
    id: createId(),
    conversationId: asId('evaluation'),
    channel: options.channel ?? 'web',
    space: options.space ?? 'private',
    addressed: true,
    messages: [{ id: createId(), text, kind: 'text', at: evaluationInstant }],
    text,
    at: evaluationInstant,
  };
}
