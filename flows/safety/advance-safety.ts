import type { Reply } from '../../core/channel.ts';
import type { Effect, FlowContext } from '../../core/flow.ts';
import { isAtLeast, type RiskLevel, riskLevels } from '../../core/risk.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import type { SafetyTextKey } from '../replies/safety-common-texts.ts';
import { callPerson, type KnownMatter } from './call-person.ts';
import { firstQuestion, nextMove } from './next-question.ts';
import { readReply, type SafetyAnswer } from './read-reply.ts';
import { readAbout, readTopic } from './read-topic.ts';
import { loadSafetyState, type Question, type SafetyState, type Topic } from './safety-state.ts';
import { keyFor, safetyWording, saySafely } from './say-safely.ts';

/** One step of the safety conversation. */
export type SafetyAdvance = {
  /** `null`: the conversation is not, or no longer, in safety. */
  readonly state: SafetyState | null;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
  /** The matter may go on in this very turn; these replies are said before what it says. */
  readonly goOn: boolean;
};

const stayingTexts = ['safety.staying.0', 'safety.staying.1', 'safety.staying.2', 'safety.staying.3'] as const;
const mostRefusals = 2;
/** A disclosure of these in the middle of another talk is never passed over. */
const urgentTopics = new Set<Topic>(['self', 'medical', 'child']);

function isGraver(a: RiskLevel, b: RiskLevel): boolean {
  return riskLevels.indexOf(a) > riskLevels.indexOf(b);
}

function quietly(state: SafetyState | null, goOn: boolean): SafetyAdvance {
  return { state, replies: [], effects: [], goOn };
}

/** Danger is seen: the first fixed words, and a person is called at once. */
function open(
  before: SafetyState | null,
  turn: ScreenedTurn,
  context: FlowContext,
  known: KnownMatter,
  level: 'elevated' | 'imminent',
): SafetyAdvance {
  const fresh = isAtLeast(turn.screen.level, 'watch');
  const topic = turn.screen.failed ? 'unknown' : fresh || before === null ? readTopic(turn.screen) : before.topic;
  const about = fresh || before === null ? readAbout(turn.text, turn.screen, topic) : before.about;
  const opened: SafetyState = { version: 1, topic, about, level, step: { kind: 'staying', said: 0 }, called: true };
  const question = firstQuestion(opened);
  const state: SafetyState = { ...opened, step: { kind: 'asked', question, refused: 0 } };
  const reply = saySafely(keyFor(state, `${level}.first`), context, { question });
  return { state, replies: [reply], effects: callPerson(state, turn, context, known), goOn: false };
}

/** One gentle check, then on with the matter. */
function check(turn: ScreenedTurn, context: FlowContext): SafetyAdvance {
  const topic = readTopic(turn.screen);
  const about = readAbout(turn.text, turn.screen, topic);
  const state: SafetyState = { version: 1, topic, about, level: 'watch', step: { kind: 'checked' }, called: false };
  return { state, replies: [saySafely(keyFor(state, 'watch.check'), context)], effects: [], goOn: true };
}

/** Red is open and nobody is there yet. */
function isRedAlone(state: SafetyState, context: FlowContext): boolean {
  return (state.level === 'imminent' || context.risk === 'imminent' || state.topic === 'child') && context.owner.kind !== 'person';
}

/** The resident wishes to go on with the matter. Never while red is open and nobody is there. */
function leave(state: SafetyState, context: FlowContext): SafetyAdvance {
  if (isRedAlone(state, context)) return { state, replies: [saySafely('safety.leave_not_yet', context)], effects: [], goOn: false };
  return { state: null, replies: [saySafely('safety.leave', context)], effects: [], goOn: true };
}

function stay(state: SafetyState, context: FlowContext): SafetyAdvance {
  const said = state.step.kind === 'staying' ? state.step.said : 0;
  const key = stayingTexts[said % stayingTexts.length] ?? 'safety.staying.3';
  return {
    state: { ...state, step: { kind: 'staying', said: said + 1 } },
    replies: [saySafely(key, context, { offersMatter: !isRedAlone(state, context) })],
    effects: [],
    goOn: false,
  };
}

function ackFor(answer: SafetyAnswer): string {
  if (answer === 'yes' || answer === 'no' || answer === 'unsure') return safetyWording(`safety.ack.${answer}`);
  return safetyWording('safety.ack.other');
}

/** Only a plain «safe» opens the talk. Anything unclear is asked once more, then we are quiet. */
function answerSafeContact(state: SafetyState, answer: SafetyAnswer, context: FlowContext): SafetyAdvance {
  if (answer === 'yes' || answer === 'safe_again') {
    return say({ ...state, step: { kind: 'asked', question: 'hurt', refused: 0 } }, 'safety.home.hurt', 'hurt', answer, context);
  }
  if (answer !== 'no' && state.step.kind === 'asked' && state.step.refused === 0) {
    return say({ ...state, step: { ...state.step, refused: 1 } }, 'safety.home.ask_again', 'safe_contact', answer, context);
  }
  return say({ ...state, step: { kind: 'quiet' } }, 'safety.home.quiet', null, answer, context);
}

function answerQuestion(
  state: SafetyState,
  question: Question,
  answer: SafetyAnswer,
  turn: ScreenedTurn,
  context: FlowContext,
  known: KnownMatter,
): SafetyAdvance {
  if (question === 'safe_contact') return answerSafeContact(state, answer, context);
  const next = nextMove(state, question, answer, turn.text);
  const nearer = next.nearer && state.level !== 'imminent';
  const moved: SafetyState = {
    ...state,
    level: nearer ? 'imminent' : state.level,
    step: next.question === null ? { kind: 'staying', said: 1 } : { kind: 'asked', question: next.question, refused: 0 },
  };
  const step = say(moved, next.key, next.question, answer, context);
  return nearer ? { ...step, effects: callPerson(moved, turn, context, known) } : step;
}

function say(state: SafetyState, key: SafetyTextKey, question: Question | null, answer: SafetyAnswer, context: FlowContext): SafetyAdvance {
  return { state, replies: [saySafely(key, context, { ack: ackFor(answer), question })], effects: [], goOn: false };
}

/** What people say in between, whatever was asked; `null` where it is an answer. */
function interject(
  state: SafetyState,
  answer: SafetyAnswer,
  turn: ScreenedTurn,
  context: FlowContext,
  known: KnownMatter,
): SafetyAdvance | null {
  const keep = (key: SafetyTextKey): SafetyAdvance => ({ state, replies: [saySafely(key, context)], effects: [], goOn: false });
  switch (answer) {
    case 'acted': {
      const acted: SafetyState = { ...state, level: 'imminent', step: { kind: 'staying', said: 1 } };
      const key = state.topic === 'self' && state.about === 'self' ? 'safety.self.acted' : 'safety.medical.imminent.first';
      return { state: acted, replies: [saySafely(key, context)], effects: callPerson(acted, turn, context, known), goOn: false };
    }
    case 'asks_method':
      return keep('safety.no_methods');
    case 'objects':
      return keep('safety.objects');
    case 'asks_who':
      return keep('safety.who');
    case 'refuses': {
      const refused = state.step.kind === 'asked' ? state.step.refused + 1 : mostRefusals;
      const step: SafetyState['step'] =
        state.step.kind === 'asked' && refused < mostRefusals ? { ...state.step, refused } : { kind: 'staying', said: 1 };
      return { state: { ...state, step }, replies: [saySafely('safety.no_hurry', context)], effects: [], goOn: false };
    }
    case 'wants_matter':
      return leave(state, context);
    case 'matter':
      if (state.step.kind !== 'staying') return null;
      return {
        state,
        replies: [saySafely('safety.matter_later', context, { offersMatter: !isRedAlone(state, context) })],
        effects: [],
        goOn: false,
      };
    case 'yes':
    case 'no':
    case 'unsure':
    case 'safe_again':
    case 'other':
      return null;
    default: {
      const unknown: never = answer;
      throw new TypeError(`unknown answer ${String(unknown)}`);
    }
  }
}

function goThrough(state: SafetyState, turn: ScreenedTurn, context: FlowContext, known: KnownMatter): SafetyAdvance {
  const { intent, disputeType } = turn.triage;
  const answer = readReply(turn.text, intent === 'question' || (intent === 'dispute' && disputeType !== 'none'));
  const { step } = state;
  if (step.kind === 'checked') {
    const admits = answer === 'yes' && /^(?:有|想过|是|嗯|会|怕|不平安|有时)/.test(turn.text.trim()) && state.topic === 'self';
    return admits ? open(state, turn, context, known, 'elevated') : quietly(state, true);
  }
  if (step.kind === 'quiet') {
    if (answer === 'safe_again')
      return say({ ...state, step: { kind: 'asked', question: 'hurt', refused: 0 } }, 'safety.home.hurt', 'hurt', answer, context);
    return answer === 'wants_matter'
      ? leave(state, context)
      : { state, replies: [saySafely('safety.home.quiet_again', context)], effects: [], goOn: false };
  }
  const aside = interject(state, answer, turn, context, known);
  if (aside !== null) return aside;
  if (step.kind === 'asked') return answerQuestion(state, step.question, answer, turn, context, known);
  if (step.kind === 'staying') return stay(state, context);
  const unknown: never = step;
  throw new TypeError(`unknown step ${JSON.stringify(unknown)}`);
}

/**
 * One step of the safety conversation. Opens it where the screen sees danger, goes on with it until the resident wishes otherwise, and
 * never ends it while red is open without a person. `known` is what the conversation already told, for the ticket.
 */
export function advanceSafety(saved: unknown, turn: ScreenedTurn, context: FlowContext, known?: KnownMatter): SafetyAdvance {
  const state = loadSafetyState(saved);
  const { level, failed } = turn.screen;
  const matter = known ?? { disputeType: turn.triage.disputeType, fields: turn.triage.fields };
  const now: RiskLevel = failed && !isAtLeast(level, 'elevated') ? 'elevated' : level;
  if (now === 'elevated' || now === 'imminent') {
    const topic = failed ? 'unknown' : readTopic(turn.screen);
    const goesOn = state !== null && state.step.kind !== 'checked' && state.called && !isGraver(now, state.level);
    const isNews = state !== null && topic !== state.topic && urgentTopics.has(topic);
    if (!goesOn || isNews) return open(state, turn, context, matter, now);
  }
  if (state === null) return level === 'watch' ? check(turn, context) : quietly(null, true);
  return goThrough(state, turn, context, matter);
}
