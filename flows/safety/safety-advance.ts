import type { Reply } from '../../core/channel.ts';
import type { Effect, FlowContext } from '../../core/flow.ts';
import type { SafetyTextKey } from '../replies/safety-common-texts.ts';
import type { SafetyAnswer } from './read-reply.ts';
import type { Question, SafetyState } from './safety-state.ts';
import { safetyWording, saySafely } from './say-safely.ts';

/** One step of the safety conversation. */
export type SafetyAdvance = {
  /** `null`: the conversation is not in safety. */
  readonly state: SafetyState | null;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
  /** The matter may go on in this very turn; these replies are said before what it says. */
  readonly goOn: boolean;
  /** The resident asked something in between that may be answered: the answer is said before these replies. */
  readonly answers?: boolean;
  /** They go on with the matter: `wish` said so; `matter` already spoke of it. */
  readonly leaves?: 'wish' | 'matter';
};

const redTopics = new Set<SafetyState['topic']>(['child']);

/** Red is open and nobody is there yet. */
export function isRedAlone(state: SafetyState, context: FlowContext): boolean {
  return (state.level === 'imminent' || context.risk === 'imminent' || redTopics.has(state.topic)) && context.owner.kind !== 'person';
}

/** A step that says nothing. */
export function quietly(state: SafetyState | null, goOn: boolean): SafetyAdvance {
  return { state, replies: [], effects: [], goOn };
}

/** A step that says one text and asks what that text asks. */
export function sayStep(
  state: SafetyState,
  key: SafetyTextKey,
  context: FlowContext,
  options: {
    readonly question?: Question | null;
    readonly answer?: SafetyAnswer;
    readonly offersMatter?: boolean;
    readonly spread?: boolean;
  } = {},
): SafetyAdvance {
  const ack = options.answer === undefined ? '' : ackFor(options.answer);
  const reply = saySafely(key, context, {
    ack,
    question: options.question ?? null,
    offersMatter: options.offersMatter ?? false,
    young: state.young,
    spread: options.spread ?? false,
  });
  return { state, replies: [reply], effects: [], goOn: false };
}

function ackFor(answer: SafetyAnswer): string {
  if (answer === 'yes' || answer === 'no' || answer === 'unsure') return safetyWording(`safety.ack.${answer}`);
  return safetyWording('safety.ack.other');
}

const stayingTexts = {
  talk: ['safety.staying.0', 'safety.staying.1', 'safety.staying.2', 'safety.staying.3', 'safety.staying.5', 'safety.staying.4'],
  other: ['safety.staying.1', 'safety.staying.2', 'safety.staying.3', 'safety.staying.5', 'safety.staying.4'],
  home: ['safety.home.stay.0', 'safety.home.stay.1', 'safety.home.stay.2'],
  acted: ['safety.acted.stay.0', 'safety.acted.stay.1'],
} as const satisfies Readonly<Record<string, readonly SafetyTextKey[]>>;

function stayingKind(state: SafetyState): keyof typeof stayingTexts {
  if (state.acted) return 'acted';
  if (state.topic === 'home' && state.about === 'self') return 'home';
  return (state.topic === 'self' || state.topic === 'threat') && state.about === 'self' ? 'talk' : 'other';
}

/** Stays: the texts of staying in turn, so that none comes twice in a row. */
export function stay(state: SafetyState, context: FlowContext): SafetyAdvance {
  const texts = stayingTexts[stayingKind(state)];
  const said = state.step.kind === 'staying' ? state.step.said : 0;
  const at = texts.findIndex((_, index) => texts[(said + index) % texts.length] !== state.last);
  const place = said + Math.max(0, at);
  const key = texts[place % texts.length] ?? 'safety.staying.3';
  return sayStep({ ...state, step: { kind: 'staying', said: place + 1 } }, key, context, { offersMatter: !isRedAlone(state, context) });
}

/** The resident wishes to go on with the matter. Never while red is open and nobody is there. The person stays called. */
export function leave(state: SafetyState, context: FlowContext, by: 'wish' | 'matter' = 'wish'): SafetyAdvance {
  if (isRedAlone(state, context)) return sayStep(state, 'safety.leave_not_yet', context);
  const key = state.topic === 'home' && state.about === 'self' ? 'safety.home.leave' : 'safety.leave';
  return { ...sayStep({ ...state, step: { kind: 'left' } }, key, context), goOn: true, leaves: by };
}
