import type { Field, Fields } from '../../core/field.ts';
import type { FlowContext } from '../../core/flow.ts';
import type { Form, FormField } from '../../core/form.ts';
import type { FlowStep } from '../flow-step.ts';
import { makeReply, wording } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import type { FlowState } from '../state.ts';
import { describeField, spokenLabel } from './describe-field.ts';
import type { IntakeState } from './intake-state.ts';
import { reminder } from './reminder.ts';

/** A sensitive fact that the resident told and did not yet agree to have kept; `null` where there is none (个人信息保护法 art. 29). */
export function unagreedField(form: Form, fields: Fields, intake: IntakeState): FormField | null {
  return (
    form.fields.find(
      (field) =>
        field.sensitive &&
        fields[field.name] !== undefined &&
        fields[field.name]?.source !== 'staff' &&
        !intake.agreed.includes(field.name) &&
        !intake.skipped.includes(field.name),
    ) ?? null
  );
}

/** Who the child is. How the grown-up can be reached is kept, as nobody else could ask for the consent. */
function namesChild(name: string, fields: Fields): boolean {
  const isChild = fields['applicant.age_group']?.value === 'child' && fields.guardian_consent?.value !== 'agreed';
  return isChild && ['applicant.name', 'applicant.national_id', 'applicant.address', 'place', 'grid'].includes(name);
}

/**
 * The facts that may stand in a ticket: a sensitive one only after its separate consent (个人信息保护法 art. 29), who a child under 14 is only
 * after a guardian's (art. 31).
 */
export function agreedFields(form: Form, state: FlowState): Fields {
  const agreed = state.intake?.agreed ?? [];
  const hidden: string[] = [];
  const kept = Object.entries(state.fields).filter(([name, known]) => {
    if (namesChild(name, state.fields) && known.source !== 'staff') {
      if (typeof known.value === 'string' && known.value !== '') hidden.push(known.value);
      return false;
    }
    const field = form.fields.find((other) => other.name === name);
    return field?.sensitive !== true || agreed.includes(name) || known.source === 'staff' || known.source === 'imported';
  });
  if (hidden.length === 0) return Object.fromEntries(kept);
  const cover = (text: string): string => hidden.reduce((words, name) => words.replaceAll(name, wording('intake.child_hidden')), text);
  return Object.fromEntries(
    kept.map(([name, known]) => [name, typeof known.value === 'string' ? { ...known, value: cover(known.value) } : known]),
  );
}

/** Asks for the separate consent to one sensitive fact. */
export function askConsent(state: FlowState, intake: IntakeState, field: FormField, lead: string, context: FlowContext): FlowStep | null {
  const known = state.fields[field.name];
  if (known === undefined) return null;
  const shown = field.kind === 'national_id' ? wording('intake.consent.id') : describeField(known, field);
  const text = lead + wording('intake.consent', { label: spokenLabel(field), value: shown });
  const reply = makeReply(`intake.consent.${field.name}`, text, {
    origin: 'form',
    quickReplies: [quickReplyTexts.keepIt, quickReplyTexts.dropIt],
  });
  return {
    state: {
      ...state,
      intake: { ...intake, phase: 'collecting', asked: null, clarifying: null, confirming: null, consenting: field.name },
    },
    replies: [reply],
    effects: reminder(context),
  };
}

/** Under this a value is no more than a kind of thing (县里工地): what was heard is said back, and what is exact is asked for. */
const worthConfirming = 0.5;
const confirmable: readonly FormField['kind'][] = ['name', 'money', 'place', 'number', 'choice'];

/** A value that a yes can settle. A role (老板) is no name, and a rough time or place may be told better. */
export function isSettledByYes(field: FormField, known: Field): boolean {
  return field.name !== 'respondent.name' && known.confidence >= worthConfirming && confirmable.includes(field.kind);
}

/** Says one unsure value back, for a yes or no or for better words: what was told is never asked as if it had not been heard. */
export function askConfirm(
  state: FlowState,
  intake: IntakeState,
  field: FormField,
  known: Field,
  lead: string,
  context: FlowContext,
): FlowStep {
  const settles = isSettledByYes(field, known);
  const key = settles ? 'intake.confirm' : field.name === 'respondent.name' ? 'intake.confirm.role' : 'intake.confirm.rough';
  const text = lead + wording(key, { label: spokenLabel(field), value: describeField(known, field), question: field.question });
  const reply = makeReply(`intake.confirm.${field.name}`, text, {
    origin: 'form',
    quickReplies: settles ? [quickReplyTexts.right, quickReplyTexts.no] : [quickReplyTexts.unknown],
  });
  const times = { ...intake.times, [field.name]: (intake.times[field.name] ?? 0) + 1 };
  return {
    state: { ...state, intake: { ...intake, phase: 'collecting', asked: field, clarifying: null, confirming: field.name, times } },
    replies: [reply],
    effects: reminder(context),
  };
}

const yes = /^(?:嗯+|好的?|行|可以|记(?:上|下|吧)?|要记?|同意|愿意|对|是的?|能|中|成|没事)[,。!吧呀啊的了]*(?:记(?:上|下|吧)?)?[。!吧]*$/u;
const no = /^(?:不|别|甭|先不|算了|不用|不要|不同意|不记|别记)[\u4e00-\u9fa5]{0,6}[。!吧了]*$/u;

/** What was answered to «may this be kept»: yes, no, or something else altogether. */
export function readConsent(text: string): 'yes' | 'no' | null {
  const words = text.trim();
  if (no.test(words)) return 'no';
  return yes.test(words) ? 'yes' : null;
}

const careFields = ['special_needs', 'vulnerable'] as const;

/** What one yes or no settles: the care that somebody needs is told once, though two fields hold it. */
export function consentedTogether(name: string): readonly string[] {
  return careFields.some((care) => care === name) ? careFields : [name];
}
