import type { FlowContext } from '../../core/flow.ts';
import type { Form, FormField } from '../../core/form.ts';
import { mergeFields } from '../../core/merge-fields.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { answerBriefly } from '../answer/answer-briefly.ts';
import { type FlowStep, sayOnly } from '../flow-step.ts';
import { composeReply, wording } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import { isAngry } from '../respond-socially.ts';
import type { FlowState } from '../state.ts';
import { type Absorbed, absorbFacts } from './absorb-facts.ts';
import { askField, askNext, readBack } from './ask-next.ts';
import { type Control, isQuestion, isSmallTalk, readControl, saysNoWish } from './control-words.ts';
import { describeChanges } from './describe-field.ts';
import type { IntakeState } from './intake-state.ts';
import { announcesCorrection, readCorrection } from './read-correction.ts';
import { consentedTogether, isSettledByYes, readConsent } from './side-questions.ts';
import { newIntake } from './start-intake.ts';
import { submitIntake } from './submit-intake.ts';
import { formOf } from './ticket-draft.ts';

const longAbsenceMs = 6 * 3_600_000;

type Scene = {
  readonly turn: ScreenedTurn;
  readonly state: FlowState;
  readonly intake: IntakeState;
  readonly form: Form;
  readonly context: FlowContext;
  /** Words before everything else: the greeting of one who comes back. */
  readonly lead: string;
};

function acknowledge(scene: Scene, absorbed: Absorbed): string {
  const asked = scene.intake.asked?.name;
  const besides = absorbed.changed.filter((name) => name !== asked);
  const facts = describeChanges(besides, absorbed.fields, scene.form);
  if (facts !== '') return wording('intake.ack.facts', { facts });
  if (absorbed.changed.length === 0) return '';
  const turns = Object.values(scene.intake.times).reduce((sum, count) => sum + count, 0);
  return wording((['intake.ack.0', 'intake.ack.1', 'intake.ack.2'] as const)[turns % 3] ?? 'intake.ack.0');
}

function skipAsked(scene: Scene, lead: string): FlowStep {
  const { asked } = scene.intake;
  const intake: IntakeState = {
    ...scene.intake,
    skipped: asked === null ? scene.intake.skipped : [...scene.intake.skipped, asked.name],
    asked: null,
    clarifying: null,
  };
  return askNext({ ...scene.state, intake }, scene.form, scene.lead + lead, scene.context);
}

function askAgain(scene: Scene, lead: string): FlowStep {
  const { intake, state, form, context } = scene;
  if (intake.phase === 'reading_back')
    return sayOnly(state, composeReply('intake.still_to_confirm', {}, { quickReplies: [quickReplyTexts.right, quickReplyTexts.wrong] }));
  // A value that waits for a yes, or two that contradict, are not asked as if nothing had been said.
  if (intake.clarifying !== null || intake.confirming !== null)
    return askNext({ ...state, intake: { ...intake, asked: null, clarifying: null, confirming: null } }, form, scene.lead + lead, context);
  // What was asked may have become known meanwhile: in the safety talk, by a person's hand.
  const known = intake.asked === null ? undefined : state.fields[intake.asked.name];
  if (intake.asked === null || known !== undefined)
    return askNext({ ...state, intake: { ...intake, asked: null } }, form, scene.lead + lead, context);
  return askField(state, intake, intake.asked, scene.lead + lead, context);
}

function followControl(scene: Scene, control: Control): FlowStep | null {
  const { state, intake, context, form } = scene;
  switch (control) {
    case 'cancel':
      return sayOnly({ ...state, intake: null, fields: {}, disputeType: 'none' }, composeReply('intake.cancelled'));
    case 'pause':
      return sayOnly(
        { ...state, intake: { ...intake, phase: 'suspended' } },
        composeReply('intake.paused', {}, { quickReplies: [quickReplyTexts.goOn] }),
      );
    case 'start_again': {
      const cleared: FlowState = {
        ...state,
        fields: {},
        intake: { ...newIntake(state, context), told: intake.told, noticeGiven: intake.noticeGiven },
      };
      return askNext(cleared, form, wording('intake.start_again'), context);
    }
    case 'why':
      return askAgain(scene, wording('intake.why', { why: intake.asked?.why ?? wording('house.privacy') }));
    case 'skip':
    case 'unknown':
      return intake.phase === 'reading_back' ? null : skipAsked(scene, wording('intake.skip'));
    case 'refuse':
      return intake.phase === 'reading_back'
        ? null
        : skipAsked(scene, wording(intake.asked?.name === 'applicant.phone' ? 'intake.no_phone' : 'intake.refused'));
    case 'resume':
    case 'register':
      return askAgain(scene, intake.phase === 'suspended' ? wording('intake.resumed') : '');
    case 'confirm':
    case 'deny':
    case 'second_matter':
      return null;
    default:
      return control satisfies never;
  }
}

function applyCorrection(scene: Scene): FlowStep | null {
  const { turn, state, intake, form, context } = scene;
  const correction = readCorrection(turn, { form, fields: state.fields, readBack: intake.readBack, site: context.site });
  if (correction === null) return null;
  if (correction.wrong !== null)
    return askField(
      state,
      { ...intake, skipped: intake.skipped.filter((name) => name !== correction.wrong?.name) },
      correction.wrong,
      scene.lead,
      context,
      true,
    );
  const names = Object.keys(correction.fields);
  const next: FlowState = { ...state, fields: mergeFields(state.fields, correction.fields, names).fields };
  const facts = describeChanges(names, next.fields, form);
  if (intake.phase === 'reading_back') {
    return sayOnly(
      next,
      composeReply('intake.corrected', { facts }, { origin: 'form', quickReplies: [quickReplyTexts.right, quickReplyTexts.wrong] }),
    );
  }
  const answersAsked = intake.asked !== null && names.includes(intake.asked.name);
  const lead = scene.lead + wording('intake.corrected_going_on', { facts });
  const isKnown = intake.asked !== null && next.fields[intake.asked.name] !== undefined;
  return answersAsked || intake.asked === null || isKnown
    ? askNext(next, form, lead, context)
    : askField(next, intake, intake.asked, lead, context);
}

function hearReadBack(scene: Scene, control: Control | null): FlowStep {
  const { turn, state, form, context } = scene;
  if (control === 'confirm') return submitIntake(turn, state, context, scene.intake.told.includes('second_matter'));
  if (control === 'deny') return sayOnly(state, composeReply('intake.what_is_wrong', {}, { origin: 'form' }));
  const absorbed = absorbFacts(turn, { ...state, intake: { ...scene.intake, asked: null } }, form, context.site);
  const corrected = announcesCorrection(turn.text) ? correctAll(scene, absorbed) : absorbed;
  if (corrected.changed.length > 0) {
    const next = { ...state, fields: corrected.fields };
    const facts = describeChanges(corrected.changed, next.fields, form);
    if (Object.values(next.fields).some((field) => (field.conflicts?.length ?? 0) > 0)) return askNext(next, form, scene.lead, context);
    if (facts !== '')
      return sayOnly(
        next,
        composeReply('intake.corrected', { facts }, { origin: 'form', quickReplies: [quickReplyTexts.right, quickReplyTexts.wrong] }),
      );
    return readBack(next, scene.intake, form, scene.lead, context);
  }
  const step = askAgain(scene, '');
  return isQuestion(turn.text) ? answerBriefly(turn, step, context) : step;
}

function correctAll(scene: Scene, absorbed: Absorbed): Absorbed {
  const { state } = scene;
  const fields = Object.fromEntries(
    Object.entries(absorbed.fields).map(([name, field]) => {
      const newest = field.conflicts?.at(-1);
      return [name, newest === undefined ? field : newest];
    }),
  );
  return { fields, changed: Object.keys(fields).filter((name) => fields[name] !== state.fields[name]), heard: absorbed.heard };
}

function clarify(scene: Scene): FlowStep | null {
  const { turn, state, intake, form, context } = scene;
  if (intake.clarifying === null) return null;
  const known = state.fields[intake.clarifying];
  if (known === undefined) return null;
  const candidates = [known, ...(known.conflicts ?? [])];
  const { fields } = absorbFacts(turn, { ...state, fields: {}, intake }, form, context.site);
  const said = fields[intake.clarifying];
  const order = /前面|第一|头一|先说|原来/u.test(turn.text) ? 0 : /后面|第二|后来|刚才|现在/u.test(turn.text) ? candidates.length - 1 : -1;
  const chosen = said ?? candidates[order];
  if (chosen === undefined) return null;
  const { conflicts: _settled, ...plain } = chosen;
  const settled: FlowState = {
    ...state,
    fields: { ...state.fields, [intake.clarifying]: { ...plain, confidence: 0.95 } },
    intake: { ...intake, clarifying: null, asked: null },
  };
  return askNext(settled, form, scene.lead + wording('intake.ack.0'), context);
}

/** The answer to «may this be kept»: anything but a yes leaves the sensitive fact out (个人信息保护法 art. 29). */
function hearConsent(scene: Scene): FlowStep | null {
  const { turn, state, intake, form, context } = scene;
  const name = intake.consenting;
  if (name === null) return null;
  const said = readConsent(turn.text);
  if (said === 'yes')
    return askNext(
      { ...state, intake: { ...intake, consenting: null, agreed: [...intake.agreed, ...consentedTogether(name)] } },
      form,
      scene.lead + wording('intake.consent_yes'),
      context,
    );
  const together = consentedTogether(name);
  const fields = Object.fromEntries(Object.entries(state.fields).filter(([other]) => !together.includes(other)));
  const without: FlowState = { ...state, fields, intake: { ...intake, consenting: null, skipped: [...intake.skipped, ...together] } };
  if (said === 'no') return askNext(without, form, scene.lead + wording('intake.consent_no'), context);
  return advanceIntake(turn, without, context);
}

/** The answer to an unsure value that was read back: yes makes it sure, a bare no asks the question, other words are the answer. */
function hearConfirm(scene: Scene, control: Control | null): FlowStep | null {
  const { state, intake, form, context } = scene;
  const known = intake.confirming === null ? undefined : state.fields[intake.confirming];
  if (intake.confirming === null || known === undefined || intake.asked === null) return null;
  if (control === 'confirm' || /^是$/u.test(scene.turn.text.trim())) {
    const sure: FlowState = {
      ...state,
      fields: { ...state.fields, [intake.confirming]: { ...known, confidence: 0.95, confirmed: true } },
      intake: { ...intake, confirming: null, asked: null },
    };
    return askNext(sure, form, scene.lead + wording('intake.ack.0'), context);
  }
  const isShortNo = /^(?:没有|不|不是的?)[。]?$/u.test(scene.turn.text.trim());
  if (isShortNo && !isSettledByYes(intake.asked, known)) return skipAsked(scene, wording('intake.skip'));
  if (control === 'deny' || isShortNo) {
    const { [intake.confirming]: _wrong, ...fields } = state.fields;
    return askField({ ...state, fields }, { ...intake, confirming: null }, intake.asked, scene.lead, context);
  }
  return null;
}

function hearNothing(scene: Scene, field: FormField | null): FlowStep {
  if (isAngry(scene.turn.text)) return askAgain(scene, wording('intake.anger'));
  if (isQuestion(scene.turn.text)) return answerBriefly(scene.turn, askAgain(scene, wording('intake.back')), scene.context);
  if (isSmallTalk(scene.turn.text) || field === null) return askAgain(scene, wording('intake.chat'));
  if (scene.intake.confirming !== null) return askAgain(scene, wording('intake.reask'));
  if ((scene.intake.times[field.name] ?? 0) >= 2) return skipAsked(scene, wording('intake.give_up'));
  return askField(scene.state, scene.intake, field, scene.lead + wording('intake.reask'), scene.context, true);
}

function hearAnswer(scene: Scene): FlowStep {
  const { turn, state, intake, form, context } = scene;
  if (isAngry(turn.text)) return hearNothing(scene, intake.asked);
  const absorbed = absorbFacts(turn, state, form, context.site);
  const repeats = intake.asked !== null && absorbed.heard.includes(intake.asked.name) && state.fields[intake.asked.name] !== undefined;
  if (absorbed.changed.length === 0 && repeats)
    return askNext({ ...state, intake: { ...intake, asked: null } }, form, scene.lead + wording('intake.ack.0'), context);
  if (absorbed.changed.length === 0) return hearNothing(scene, intake.asked);
  const answered = intake.asked !== null && absorbed.changed.includes(intake.asked.name);
  const next: FlowState = { ...state, fields: absorbed.fields, intake: { ...intake, asked: answered ? null : intake.asked } };
  const lead = scene.lead + acknowledge(scene, absorbed);
  const step = askNext(next, form, lead, context);
  return isQuestion(turn.text) && context.answer !== null ? answerBriefly(turn, step, context) : step;
}

/** The newest form where the type became known only now: the facts stay, the questions fit better. */
function refit(state: FlowState, intake: IntakeState, context: FlowContext): IntakeState {
  const fitting = context.forms.formFor(state.disputeType);
  const general = intake.formId === 'general' && fitting.id !== 'general' && intake.phase !== 'done';
  return general ? { ...intake, formId: fitting.id, formVersion: fitting.version } : intake;
}

/** One step of an intake under way. Never asks what was said; control words, corrections and questions come before answers. */
export function advanceIntake(turn: ScreenedTurn, before: FlowState, context: FlowContext): FlowStep {
  if (before.intake === null) return { state: before, replies: [], effects: [] };
  const away = Date.parse(context.now) - Date.parse(before.intake.at) > longAbsenceMs;
  const intake: IntakeState = { ...refit(before, before.intake, context), at: context.now };
  const state: FlowState = { ...before, intake };
  const form = formOf(state, context);
  const scene: Scene = {
    turn,
    state,
    intake,
    form,
    context,
    lead: away && intake.phase !== 'reading_back' ? wording('intake.welcome_back') : '',
  };
  const control = readControl(turn.text);
  const settled = hearConsent(scene) ?? hearConfirm(scene, control);
  if (settled !== null) return settled;
  if (intake.asked?.name === 'demand' && intake.phase === 'collecting' && intake.clarifying === null && saysNoWish(turn.text))
    return skipAsked(scene, wording('intake.skip'));
  const answersChoice = intake.asked?.kind === 'boolean' || intake.asked?.kind === 'choice';
  const followed =
    control === null || (answersChoice && (control === 'cancel' || control === 'deny' || control === 'confirm'))
      ? null
      : followControl(scene, control);
  if (followed !== null) return followed;
  if (intake.clarifying !== null) return clarify(scene) ?? askNext(state, form, scene.lead, context);
  const corrected = applyCorrection(scene);
  if (corrected !== null) return corrected;
  return intake.phase === 'reading_back' ? hearReadBack(scene, control) : hearAnswer(scene);
}
