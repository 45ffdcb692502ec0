import type { ScreenedTurn, Turn } from '../core/turn.ts';
import { parseChineseNumber } from './extract/chinese-number.ts';
import type { FlowState } from './state.ts';

const numberKinds = new Set(['number', 'money', 'date', 'phone', 'national_id']);

/** What a bare number means where choices were shown (2 is the second): the words of that choice; the text as it is otherwise. */
export function resolveChoice(turn: Turn | ScreenedTurn, state: FlowState): string {
  const match = /^\s*(?:第|选)?\s*([1-9一二三四五六七八九])\s*(?:个|号|项)?[。.!]?\s*$/u.exec(turn.text);
  const { intake } = state;
  const asksNumber =
    intake?.phase === 'collecting' && intake.asked !== null && numberKinds.has(intake.asked.kind) && intake.clarifying === null;
  const place = parseChineseNumber(match?.[1] ?? '');
  const choice = place === null || asksNumber || !state.numbered ? undefined : state.offered[place - 1];
  return choice?.send ?? turn.text;
}
