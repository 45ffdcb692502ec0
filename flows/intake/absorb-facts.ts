import type { Field, Fields } from '../../core/field.ts';
import type { Form } from '../../core/form.ts';
import { isSameValue, mergeFields } from '../../core/merge-fields.ts';
import { isAtLeast } from '../../core/risk.ts';
import type { Site } from '../../core/site.ts';
import type { ScreenedTurn, Turn } from '../../core/turn.ts';
import { extractFields } from '../extract/extract-fields.ts';
import { fieldOf } from '../extract/field-of.ts';
import { typeset } from '../replies/typeset.ts';
import { isInSafetyTalk } from '../safety/safety-state.ts';
import type { FlowState } from '../state.ts';
import { isQuestion, isSmallTalk, readControl } from './control-words.ts';

/** What a turn added: the merged facts and the names that are new or changed. */
export type Absorbed = {
  readonly fields: Fields;
  readonly changed: readonly string[];
  /** What the turn spoke of, whether or not it was new. */
  readonly heard: readonly string[];
};

const tellsTotal = /欠|一共|总共|合计|拢共|加起来|借/u;

/** A fact heard by the way may add to a known one only where it is surely about the same thing; otherwise it is dropped. */
function mayJoin(name: string, before: Field, said: Field, text: string): boolean {
  if (Array.isArray(before.value)) return true;
  if (name === 'amount' && /还欠|另外|还有|外加|再加/u.test(text)) return false;
  if (before.confidence < 0.6 || before.source === 'inferred') return true;
  if (name === 'amount') return tellsTotal.test(text);
  if (name === 'respondent.name') return said.confidence >= 0.85 && before.confidence < 0.8;
  return name === 'applicant.phone' || name === 'people_count' || name === 'household_count';
}

function replaces(name: string, before: Field | undefined, said: Field, asked: string | null): boolean {
  if (before === undefined) return false;
  return name === asked || before.confidence < 0.6 || (name === 'respondent.name' && said.confidence > before.confidence);
}

/** Danger that a person speaks of with the duty officer; it is no part of what a mediator reads. Violence that happened is. */
const notForStory = new Set(['suicide', 'self_harm', 'threat_made']);

type Heard = Turn & Partial<Pick<ScreenedTurn, 'screen' | 'triage'>>;

/**
 * What of a turn belongs to the matter. Where it speaks of danger: the clauses around it, and those only where the turn tells of a dispute
 * too. `null`: nothing.
 */
function storyOf(turn: Heard): string | null {
  const { screen, triage } = turn;
  if (screen === undefined || !isAtLeast(screen.level, 'elevated')) return turn.text;
  if (triage !== undefined && triage.disputeType === 'none') return null;
  const grave = screen.findings.filter(({ kind }) => kind !== null && notForStory.has(kind));
  if (grave.length === 0) return turn.text;
  // The model names no words; where the lexicon named some of the kind, those are what is left out.
  const named = grave.filter(({ words }) => words !== '');
  if (grave.some(({ kind }) => !named.some((other) => other.kind === kind))) return null;
  const rest = turn.text
    .split(/(?<=[,，。!！?？;；\n])/u)
    .filter((clause) => !named.some(({ words }) => words.includes(clause) || clause.includes(words)));
  const kept = rest.join('').replace(/[,，;；\s]+$/u, '');
  return named.some(({ words }) => kept.includes(words)) ? null : kept;
}

function tellsStory(text: string): boolean {
  return text.trim().length >= 6 && /[\u4e00-\u9fff]{4}/u.test(text) && !isSmallTalk(text) && readControl(text) === null;
}

function growStory(heard: Heard, fields: Fields, asked: string | null): Field | null {
  const before = fields.story;
  const text = storyOf(heard);
  if (text === null || !tellsStory(text)) return null;
  const turn: Turn = { ...heard, text };
  if (before === undefined) return fieldOf(turn, typeset(turn.text.trim()), 0.8, '');
  const continues = asked === 'story' || (asked === null && !isQuestion(turn.text));
  const more = typeset(turn.text.trim());
  if (!continues || String(before.value).includes(more)) return null;
  return { ...before, value: `${String(before.value)}\n${more}`.slice(0, 4000) };
}

/**
 * Takes in every fact of a turn. The answer to what was asked replaces an unsure value; other facts join what is known or stand beside it as
 * a conflict. The first telling of the matter becomes the story, and grows with what is told after it.
 */
export function absorbFacts(turn: Heard, state: FlowState, form: Form, site: Site): Absorbed {
  const asked = state.intake?.asked ?? null;
  if (isSmallTalk(turn.text)) return { fields: state.fields, changed: [], heard: [] };
  const pureQuestion =
    isQuestion(turn.text) && asked !== null && ['text', 'name', 'place', 'list'].includes(asked.kind) && asked.name !== 'story';
  const said = extractFields(turn, { form, asked: pureQuestion ? null : asked, site });
  const joining: Record<string, Field> = {};
  const correcting: string[] = [];
  for (const [name, field] of Object.entries(said)) {
    const before = state.fields[name];
    if (name === 'story') continue;
    if (before !== undefined && name === 'amount' && name !== asked?.name && !mayJoin(name, before, field, turn.text)) continue;
    if (replaces(name, before, field, asked?.name ?? null)) correcting.push(name);
    else if (before !== undefined && !mayJoin(name, before, field, turn.text)) continue;
    joining[name] = field;
  }
  // What was said to lack is there after all.
  if (joining.evidence_held !== undefined && state.fields.evidence_state !== undefined) {
    joining.evidence_state = { ...joining.evidence_held, value: 'some' };
    correcting.push('evidence_state');
  }
  let { fields } = mergeFields(state.fields, joining, correcting);
  // While danger is spoken of, what is said is no part of the matter.
  const story = isInSafetyTalk(state.safety) ? null : growStory(turn, fields, asked?.name ?? null);
  if (story !== null) fields = { ...fields, story };
  const changed = Object.keys(fields).filter((name) => {
    const before = state.fields[name];
    const now = fields[name];
    return (
      now !== undefined &&
      (before === undefined || !isSameValue(before.value, now.value) || before.conflicts?.length !== now.conflicts?.length)
    );
  });
  return { fields, changed, heard: Object.keys(said) };
}
