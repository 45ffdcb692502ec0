import type { ScreenResult } from '../../core/risk.ts';
import { toPlain } from '../plain-text.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import { safetyWords } from '../replies/safety-common-texts.ts';

/** What our own buttons send: a resident who taps 不想说 says what we put into their mouth, not how they are. */
const choices = new Set<string>([
  ...Object.values(quickReplyTexts).map(({ send }) => send),
  ...Object.entries(safetyWords)
    .filter(([key]) => key.startsWith('safety.choice.'))
    .map(([, words]) => words),
]);

/** Takes a mere hunch of the model at watch back where the whole message is the words of a button of ours. What a rule saw stays. */
export function calmOwnChoices(text: string, result: ScreenResult): ScreenResult {
  const isHunch = result.level === 'watch' && !result.failed && result.findings.every(({ by }) => by === 'model');
  if (!isHunch || !choices.has(toPlain(text).trim())) return result;
  return { ...result, level: 'none', kinds: [], findings: [], lowered: [...result.lowered, ...result.findings] };
}
