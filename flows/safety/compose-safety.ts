import type { Reply } from '../../core/channel.ts';
import type { FlowContext } from '../../core/flow.ts';
import { type SafetyKey, safetyTexts } from '../replies/safety-texts.ts';
import { lineUses, type SafetyTheme } from './safety-theme.ts';

const mostLines = 3;

/** The lines of a theme that are open at this moment, at most three, as a resident reads them. Falls back to the police. */
export function nameOpenLines(theme: SafetyTheme, context: Pick<FlowContext, 'duty' | 'site'>): string {
  const useOf = new Map(context.site.hotlines.map(({ id, use }) => [id, use]));
  const lines = lineUses[theme].flatMap((use) => context.duty.openLines.filter(({ id }) => useOf.get(id) === use)).slice(0, mostLines);
  if (lines.length === 0) return '110';
  return lines.map(({ name, number }) => `${name}${number}`).join('，');
}

/** Makes the reply of a safety text. In a group it goes to the person alone. */
export function composeSafety(key: SafetyKey, theme: SafetyTheme, context: Pick<FlowContext, 'duty' | 'site'>): Reply {
  const values: Readonly<Record<string, string>> = {
    botName: context.site.botName,
    lines: nameOpenLines(theme, context),
    promise: context.duty.words,
    phone: context.site.phone,
  };
  return {
    key,
    text: safetyTexts[key].replaceAll(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place),
    origin: 'fixed',
    quickReplies: key === 'safety.home.elevated.first' ? [...['方便', '不方便'].map((word) => ({ label: word, send: word }))] : [],
    citations: [],
    privately: true,
  };
}
