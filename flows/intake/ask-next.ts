import type { QuickReply, Reply } from '../../core/channel.ts';
import type { Fields } from '../../core/field.ts';
import type { FlowContext } from '../../core/flow.ts';
import type { Form, FormField } from '../../core/form.ts';
import type { FlowStep } from '../flow-step.ts';
import { composeReply, makeReply, type TextKey, wording } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import type { FlowState } from '../state.ts';
import { describeField, isShown, spokenLabel } from './describe-field.ts';
import type { IntakeState } from './intake-state.ts';
import { mediabilityNotes } from './mediability.ts';
import { askedPersons, conflictingField, nextField } from './next-field.ts';
import { reminder } from './reminder.ts';
import { askConfirm, askConsent, unagreedField } from './side-questions.ts';

const mostAsks = 2;

/** The choices shown under a question. */
export function choicesFor(field: FormField): readonly QuickReply[] {
  if (field.kind === 'choice') return (field.choices ?? []).map((choice) => ({ label: choice.label, send: choice.label }));
  if (field.kind === 'boolean') return [quickReplyTexts.yes, quickReplyTexts.no, quickReplyTexts.unknown];
  if (field.pii) return [quickReplyTexts.refuse];
  return field.name === 'story' ? [] : [quickReplyTexts.unknown];
}

/** Words of a question as they go to the resident, numbered where the channel has no buttons. */
export function questionText(field: FormField, reask: boolean): string {
  return reask ? field.reask : field.question;
}

function asksPersonal(field: FormField): boolean {
  return field.pii && field.name.startsWith('applicant.');
}

/** Asks one field. */
export function askField(
  state: FlowState,
  intake: IntakeState,
  field: FormField,
  lead: string,
  context: FlowContext,
  reask = false,
): FlowStep {
  const notice =
    asksPersonal(field) && !intake.noticeGiven ? wording('intake.notice', { siteName: context.site.name, phone: context.site.phone }) : '';
  const text = `${lead}${notice}${questionText(field, reask)}`;
  const next: IntakeState = {
    ...intake,
    phase: 'collecting',
    asked: field,
    clarifying: null,
    confirming: null,
    times: { ...intake.times, [field.name]: (intake.times[field.name] ?? 0) + 1 },
    noticeGiven: intake.noticeGiven || notice !== '',
  };
  const reply = makeReply(`intake.${reask ? 'reask' : 'ask'}.${field.name}`, text, { origin: 'form', quickReplies: choicesFor(field) });
  return { state: { ...state, intake: next }, replies: [reply], effects: reminder(context) };
}

function askConflict(state: FlowState, intake: IntakeState, field: FormField, lead: string): FlowStep | null {
  const known = state.fields[field.name];
  const other = known?.conflicts?.at(-1);
  if (known === undefined || other === undefined) return null;
  const before = describeField(known, field);
  const after = describeField(other, field);
  const text = lead + wording('intake.conflict', { label: spokenLabel(field), before, after });
  const choices = [before, after].map((value) => ({ label: value, send: value }));
  const reply = makeReply(`intake.conflict.${field.name}`, text, { origin: 'form', quickReplies: choices });
  return {
    state: { ...state, intake: { ...intake, phase: 'collecting', asked: field, clarifying: field.name } },
    replies: [reply],
    effects: [],
  };
}

function skippedLabels(form: Form, state: FlowState, intake: IntakeState): string {
  return form.fields
    .filter((field) => intake.skipped.includes(field.name) && state.fields[field.name] === undefined)
    .map(spokenLabel)
    .join('、');
}

/** The lines of the read-back, numbered, with the field names in their order. */
function readBackLines(form: Form, state: FlowState, floor: number): { readonly text: string; readonly names: readonly string[] } {
  const shown = form.fields.filter((field) => {
    const known = state.fields[field.name];
    return known !== undefined && isShown(field.name, known);
  });
  const lines = shown.map((field, place) => {
    const known = state.fields[field.name];
    if (known === undefined) return '';
    const value = describeField(known, field).replaceAll(/\s*\n\s*/g, ';');
    const short = value.length > 90 ? `${value.slice(0, 90)}…` : value;
    return `${place + 1}. ${spokenLabel(field)}:${short}${known.confidence < floor ? wording('intake.read_back.unsure') : ''}`;
  });
  return { text: lines.join('\n'), names: shown.map((field) => field.name) };
}

/** Reads every fact back in one message and waits for the resident's word. */
export function readBack(state: FlowState, intake: IntakeState, form: Form, lead: string, context: FlowContext): FlowStep {
  const lines = readBackLines(form, state, context.site.thresholds.fieldConfidence);
  const skipped = skippedLabels(form, state, intake);
  const body = skipped === '' ? lines.text : `${lines.text}\n${wording('intake.read_back.skipped', { skipped })}`;
  const reply = makeReply('intake.read_back', lead + wording('intake.read_back', { lines: body }), {
    origin: 'form',
    quickReplies: [quickReplyTexts.right, quickReplyTexts.wrong],
  });
  const next: IntakeState = {
    ...intake,
    phase: 'reading_back',
    asked: null,
    clarifying: null,
    confirming: null,
    readBack: [...lines.names],
  };
  return { state: { ...state, intake: next }, replies: [reply], effects: reminder(context) };
}

function stopForOtherOrgan(state: FlowState, intake: IntakeState, note: Reply): FlowStep {
  return {
    state: { ...state, intake: { ...intake, phase: 'suspended', asked: null, told: [...intake.told, note.key] } },
    replies: [note],
    effects: [],
  };
}

/** What is said once about who writes: a child, the other side, somebody for an old parent. */
function asidesDue(fields: Fields, told: readonly string[]): readonly TextKey[] {
  const due: TextKey[] = [];
  if (fields['applicant.age_group']?.value === 'child') due.push('intake.child_guardian');
  if (fields.side?.value === 'respondent') due.push('intake.respondent_side');
  if (fields['agent.relation'] !== undefined) due.push('intake.for_another');
  return due.filter((key) => !told.includes(key));
}

/** Goes on with the intake: a note about mediation that is due, then the conflict to clear, the most useful open field, or the read-back. */
export function askNext(state: FlowState, form: Form, lead: string, context: FlowContext): FlowStep {
  const { intake } = state;
  if (intake === null) return { state, replies: [], effects: [] };
  const notes = mediabilityNotes(state.fields, intake.told);
  const stop = notes.find((note) => note.stops);
  if (stop !== undefined) {
    return stopForOtherOrgan(state, intake, composeReply(stop.key, {}, { quickReplies: [quickReplyTexts.person, quickReplyTexts.ask] }));
  }
  let told: IntakeState = { ...intake, told: [...intake.told, ...notes.map((note) => note.key)] };
  const asides = asidesDue(state.fields, told.told);
  told = { ...told, told: [...told.told, ...asides] };
  const opening = lead + [...notes.map((note) => note.key), ...asides].map((key) => wording(key)).join('');
  const sensitive = unagreedField(form, state.fields, told);
  const consent = sensitive === null ? null : askConsent(state, told, sensitive, opening, context);
  if (consent !== null) return consent;
  const conflict = conflictingField(form, state.fields);
  const clearing = conflict === null ? null : askConflict(state, told, conflict, opening);
  if (clearing !== null) return clearing;
  const floor = context.site.thresholds.fieldConfidence;
  let current = told;
  const persons = askedPersons(state.fields, context.risk);
  const next = (): FormField | null => nextField(form, state.fields, current, floor, persons);
  for (let field = next(); field !== null; field = next()) {
    const known = state.fields[field.name];
    if ((current.times[field.name] ?? 0) < mostAsks)
      return known === undefined
        ? askField(state, current, field, opening, context, false)
        : askConfirm(state, current, field, known, opening, context);
    current = { ...current, skipped: [...current.skipped, field.name] };
  }
  return readBack({ ...state, intake: current }, current, form, opening, context);
}
