import type { Reply } from '../../core/channel.ts';
import type { ScreenResult } from '../../core/risk.ts';
import type { TriageResult } from '../../core/turn.ts';

/** A reply without its words. */
export function blankReply(reply: Reply): Reply {
  return { ...reply, text: '', quickReplies: [] };
}

/** What the screen found without the words that it rests on: levels, kinds and rules stay. */
export function blankScreen(screen: ScreenResult): ScreenResult {
  const wordless = (findings: ScreenResult['findings']): ScreenResult['findings'] => findings.map((finding) => ({ ...finding, words: '' }));
  const emotions = screen.emotions?.map((emotion) => ({ ...emotion, words: '' }));
  return {
    ...screen,
    findings: wordless(screen.findings),
    lowered: wordless(screen.lowered),
    ...(emotions === undefined ? {} : { emotions }),
  };
}

/** Labels without the facts that were read. */
export function blankTriage(triage: TriageResult): TriageResult {
  return { ...triage, fields: {} };
}
