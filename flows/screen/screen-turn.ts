import type { RiskMemory } from '../../core/flow.ts';
import { graverRisk, type RiskFinding, type RiskKind, type RiskLevel, riskLevels, type ScreenResult } from '../../core/risk.ts';
import { normaliseText } from '../normalise/normalise-text.ts';
import { type ContextRule, contextRules } from './context-rules.ts';
import { judgeEscalation } from './judge-escalation.ts';
import { type LexiconRule, lexicon } from './lexicon.ts';
import { readEmotions } from './read-emotions.ts';
import { judgeByModel, type RiskModel } from './risk-model.ts';

/** Rules that are also read with all spaces and symbols taken out: what is hidden there is hidden on purpose. */
const readSqueezed = new Set(['suicide.wish', 'suicide.named', 'suicide.word', 'suicide.took_poison', 'suicide.wrist', 'threat.kill']);
/**
 * Rules whose words are also said without danger (他打我电话, 死给你看是老段子): alone, where a model is at hand and sees nothing in the text
 * either, they are a doubt. Every other rule raises by itself.
 */
const doubtful = new Set([
  'domestic.violence',
  'domestic.locked_in',
  'violence.happened',
  'elder.abuse',
  'plain.home_beaten',
  'plain.beaten',
  'child.abuse',
  'plain.child',
  'threat.kill',
  'threat.kill.hidden',
  'threat.received',
  'plain.threat_made',
  'suicide.farewell_acts',
  'suicide.life_for_debt',
  'suicide.other_person',
  'suicide.gone_from_here',
  'plain.disaster',
  'disaster.now',
  'domestic.now',
  'domestic.marks',
  'suicide.wish.hidden',
  'suicide.named',
  'suicide.jump',
  'suicide.hanging_or_gas',
  'plain.suicide_now',
  'plain.suicide_wish',
  'self_harm.act',
  'sexual.assault',
  'medical.unconscious',
]);
/** A longer text is read in overlapping pieces, so that no pattern runs over an unbounded span. */
const pieceLength = 2000;
const pieceOverlap = 120;
/** How many earlier turns are read together with this one. */
const turnsReadTogether = 3;
/** That many turns at watch, this one counted, are more than watch. */
const watchTurnsThatRaise = 3;

type Match = {
  readonly rule: LexiconRule;
  readonly words: string;
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
};

function sentenceAround(text: string, start: number, end: number): string {
  const before = Math.max(
    text.lastIndexOf('。', start - 1),
    text.lastIndexOf('！', start - 1),
    text.lastIndexOf('？', start - 1),
    text.lastIndexOf('?', start - 1),
    text.lastIndexOf('!', start - 1),
  );
  const rest = text.slice(end).search(/[。！？!?]/);
  return text.slice(before + 1, rest < 0 ? text.length : end + rest + 1);
}

function* findMatches(text: string, rules: readonly LexiconRule[]): Generator<Match> {
  for (let offset = 0; offset === 0 || offset < text.length; offset += pieceLength - pieceOverlap) {
    const piece = text.slice(offset, offset + pieceLength);
    for (const rule of rules) {
      const found = rule.pattern.exec(piece);
      if (found === null) continue;
      const sentence = sentenceAround(piece, found.index, found.index + found[0].length);
      if (rule.unless?.test(sentence)) continue;
      yield { rule, words: found[0], sentence, start: offset + found.index, end: offset + found.index + found[0].length };
    }
    if (text.length <= pieceLength) break;
  }
}

function lowering(rules: readonly ContextRule[], finding: RiskFinding, sentence: string, text: string): ContextRule | null {
  return (
    rules.find((rule) => {
      if (rule.kinds !== undefined && (finding.kind === null || !rule.kinds.includes(finding.kind))) return false;
      const read = rule.scope === 'sentence' ? sentence : text;
      return rule.when.test(read) && !rule.unless?.test(read);
    }) ?? null
  );
}

/** A doubtful rule that nothing else supports is worth one gentle question. */
function doubt(finding: RiskFinding): RiskFinding {
  return doubtful.has(finding.rule) ? { ...finding, level: 'watch' } : finding;
}

const gravestFirst = (a: RiskFinding, b: RiskFinding): number => riskLevels.indexOf(b.level) - riskLevels.indexOf(a.level);

/** What may still be said of a kind at the level that findings give it. */
function conclude(findings: readonly RiskFinding[], lowered: readonly RiskFinding[]): ScreenResult {
  const sorted = [...findings].sort(gravestFirst);
  const level = sorted.reduce<RiskLevel>((gravest, finding) => graverRisk(gravest, finding.level), 'none');
  const kinds = [...new Set(sorted.map(({ kind }) => kind).filter((kind): kind is RiskKind => kind !== null))];
  return { level, kinds, findings: sorted, lowered, failed: false };
}

/** What the screen is made of; a test puts a broken part in the place of a sound one. */
export type ScreenParts = {
  readonly normalise: typeof normaliseText;
  readonly rules: readonly LexiconRule[];
  readonly contexts: readonly ContextRule[];
  readonly judge: typeof judgeByModel;
};

const soundParts: ScreenParts = { normalise: normaliseText, rules: lexicon, contexts: contextRules, judge: judgeByModel };

/**
 * Makes the screen: lexicon and model raise, context lowers, earlier turns add up. Synchronous. It swallows no fault: whatever breaks inside
 * is thrown, and the engine calls a person.
 */
export function createScreen(
  options: { readonly model?: RiskModel; readonly parts?: Partial<ScreenParts> } = {},
): (text: string, memory: RiskMemory) => ScreenResult {
  const parts = { ...soundParts, ...options.parts };
  return (original, memory) => {
    const { text: written, squeezed } = parts.normalise(original);
    const text = written.replaceAll('\n', '，');
    const findings: RiskFinding[] = [];
    const lowered: RiskFinding[] = [];

    function weigh(finding: RiskFinding, sentence: string): void {
      const rule = lowering(parts.contexts, finding, sentence, text);
      if (rule === null) {
        findings.push(finding);
        return;
      }
      lowered.push({ ...finding, rule: rule.name, by: 'context' });
      if (rule.to === 'watch') findings.push({ ...finding, level: 'watch' });
    }

    for (const { rule, words, sentence } of findMatches(text, parts.rules))
      weigh({ level: rule.level, kind: rule.kind, by: 'lexicon', rule: rule.name, words }, sentence);
    if (findings.length === 0 && squeezed.length !== text.length) {
      const hidden = parts.rules.filter(({ name }) => readSqueezed.has(name));
      for (const { rule, words, sentence } of findMatches(squeezed, hidden))
        weigh({ level: rule.level, kind: rule.kind, by: 'lexicon', rule: `${rule.name}.hidden`, words }, sentence);
    }
    if (options.model !== undefined) {
      const rules = [...findings.map(({ rule, level }) => `${rule}=${level}`), ...lowered.map(({ rule }) => `low:${rule}`)];
      const judged = parts.judge(options.model, text, rules);
      if (!judged.supports) findings.splice(0, findings.length, ...findings.map(doubt));
      // The model was told what context lowered: its own word stands.
      findings.push(...judged.findings);
    }
    findings.push(...addUp(parts, options.model ?? null, text, memory, findings));
    const escalation = judgeEscalation(
      memory.recent.map((turn) => turn.text),
      text,
    );
    return { ...conclude(findings, lowered), emotions: readEmotions(text), ...(escalation === null ? {} : { escalation }) };
  };
}

/** What earlier turns and this one say together: words that run over the break between them, and watch that comes again and again. */
function addUp(
  parts: ScreenParts,
  model: RiskModel | null,
  text: string,
  memory: RiskMemory,
  findings: readonly RiskFinding[],
): readonly RiskFinding[] {
  const added: RiskFinding[] = [];
  const earlier = memory.recent.slice(-turnsReadTogether).map((turn) => parts.normalise(turn.text).text.replaceAll('\n', '，'));
  if (earlier.length > 0) {
    const before = earlier.join('，');
    const breakAt = before.length;
    // No mark between: a fragment goes on where the one before it stopped.
    for (const { rule, words, start, end } of findMatches(`${before}${text}`, parts.rules)) {
      if (start < breakAt && end > breakAt)
        added.push({
          level: rule.level === 'imminent' ? 'elevated' : rule.level,
          kind: rule.kind,
          by: 'history',
          rule: `history.${rule.name}`,
          words,
        });
    }
  }
  const worst = findings.reduce<RiskLevel>((gravest, { level }) => graverRisk(gravest, level), 'none');
  const quietSoFar = worst === 'none' && memory.recent.slice(-turnsReadTogether).every(({ level }) => level === 'none');
  if (model !== null && quietSoFar && earlier.length > 0 && added.length === 0) {
    // Lines that say nothing alone and are grave together are worth one gentle question.
    const together = parts.judge(model, [...earlier, text].join('，'), []).findings[0];
    if (together !== undefined && together.level !== 'watch')
      added.push({ level: 'watch', kind: together.kind, by: 'history', rule: 'history.grave_together', words: '' });
  }
  const watchTurns = memory.recent.filter(({ level }) => level === 'watch').length + (worst === 'watch' ? 1 : 0);
  const watched = findings.find(({ level }) => level === 'watch');
  if (worst === 'watch' && watched !== undefined && watchTurns >= watchTurnsThatRaise)
    added.push({ level: 'elevated', kind: watched.kind, by: 'history', rule: 'history.watch_again_and_again', words: watched.words });
  return added;
}
