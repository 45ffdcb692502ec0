import type { Field, FieldValue } from '../../core/field.ts';
import type { Turn } from '../../core/turn.ts';

/** Makes a field of a value read from a turn: its origin is the line that holds `words`, else the last line. */
export function fieldOf(turn: Turn, value: FieldValue, confidence: number, words: string, source: Field['source'] = 'resident'): Field {
  const line = turn.messages.findLast((message) => words !== '' && message.text.includes(words)) ?? turn.messages.at(-1);
  return { value, source, messageId: line?.id ?? null, confirmed: false, at: turn.at, confidence };
}
