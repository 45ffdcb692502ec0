import type { FlowContext } from '../../core/flow.ts';
import { isAtLeast, type RiskLevel, riskLevels } from '../../core/risk.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { isSafetyTextKey } from '../replies/safety-common-texts.ts';
import { answerQuestion, talkSafely } from './answer-question.ts';
import type { KnownMatter } from './call-person.ts';
import { interject, tellWhoComes } from './interject.ts';
import { breakSilence, checkGently, openSafety } from './open-safety.ts';
import { readReply } from './read-reply.ts';
import { isHappeningNow, isSafeAgain } from './read-safe-contact.ts';
import { readTopic } from './read-topic.ts';
import { leave, quietly, type SafetyAdvance, sayStep, stay } from './safety-advance.ts';
import { loadSafetyState, type SafetyState, type Topic } from './safety-state.ts';

/** A disclosure of these in the middle of another talk is never passed over. */
const urgentTopics = new Set<Topic>(['self', 'medical', 'fire', 'child']);

function isGraver(a: RiskLevel, b: RiskLevel): boolean {
  return riskLevels.indexOf(a) > riskLevels.indexOf(b);
}

/** After a denial whatever they want settled is their matter. */
const wish = /(?:想|要|得)(?:要回|拿回|要|让|叫|问|告|离|退|赔)/;

/** An injury told in answer to our own question is no new danger, unless it cannot wait. */
function isUrgentNews(state: SafetyState, topic: Topic, level: RiskLevel): boolean {
  if (topic === 'medical' && (level !== 'imminent' || state.acted)) return false;
  return urgentTopics.has(topic);
}

function goThrough(state: SafetyState, turn: ScreenedTurn, context: FlowContext, known: KnownMatter): SafetyAdvance {
  const { intent, disputeType } = turn.triage;
  const isCalm = !isAtLeast(turn.screen.level, 'elevated');
  const isMatter = intent === 'question' || (intent === 'dispute' && disputeType !== 'none') || (state.denied && wish.test(turn.text));
  const read = readReply(turn.text, isMatter);
  const answer = (read === 'wants_matter' || read === 'matter') && !isCalm ? 'other' : read;
  const { step } = state;
  if (step.kind === 'left') return quietly(state, true);
  if (step.kind === 'checked') {
    const admits = answer === 'yes' && /^(?:有|想过|是|嗯|会|怕|不平安|有时)/.test(turn.text.trim()) && state.topic === 'self';
    return admits ? openSafety(state, turn, context, known, 'elevated') : quietly(state, true);
  }
  const isQuiet = step.kind === 'quiet';
  if (isQuiet && answer === 'wants_person') return tellWhoComes(state, turn, context, known);
  if (isQuiet && !(state.level !== 'imminent' && isHappeningNow(turn.text))) {
    if (isSafeAgain(turn.text)) return talkSafely(state, context);
    return answer === 'wants_matter' ? leave(state, context) : sayStep(state, 'safety.home.quiet_again', context);
  }
  if (state.topic === 'home' && state.about === 'self' && state.level !== 'imminent' && isHappeningNow(turn.text))
    return openSafety({ ...state, step: { kind: 'checked' } }, turn, context, known, 'imminent');
  const aside = interject(state, answer, turn, context, known);
  if (aside !== null) return aside;
  if (step.kind === 'asked') return answerQuestion(state, step.question, answer, turn, context, known);
  if (step.kind === 'staying' || step.kind === 'quiet') return stay(state, context);
  const unknown: never = step;
  throw new TypeError(`unknown step ${JSON.stringify(unknown)}`);
}

/** The same words never come twice in a row: the second time they come in others, or we simply stay. */
function vary(before: SafetyState | null, step: SafetyAdvance, context: FlowContext): SafetyAdvance {
  const reply = step.replies[0];
  if (step.state === null || reply === undefined) return step;
  const isSame = before !== null && before.last === reply.key && !reply.key.endsWith('.first');
  if (!isSame) return { ...step, state: { ...step.state, last: reply.key } };
  const again = `${reply.key}.again`;
  const question = step.state.step.kind === 'asked' ? step.state.step.question : null;
  const other = isSafetyTextKey(again)
    ? sayStep(step.state, again, context, { question })
    : stay({ ...step.state, last: reply.key }, context);
  const said = other.replies[0] ?? reply;
  return { ...step, replies: [said], state: { ...step.state, last: said.key } };
}

/**
 * One step of the safety conversation. Opens it where the screen sees danger, goes on with it until the resident wishes otherwise, and
 * never ends it while red is open without a person. `known` is what the conversation already told, for the ticket.
 */
export function advanceSafety(saved: unknown, turn: ScreenedTurn, context: FlowContext, known?: KnownMatter): SafetyAdvance {
  const state = loadSafetyState(saved);
  const { level, failed } = turn.screen;
  const matter = known ?? { disputeType: turn.triage.disputeType, fields: turn.triage.fields };
  const step = decide(state, turn, context, matter, failed && !isAtLeast(level, 'elevated') ? 'elevated' : level);
  const varied = vary(state, step, context);
  if (varied.state === null || varied.goOn) return varied;
  return { ...varied, effects: [...varied.effects, ...breakSilence(varied.state, context)] };
}

function decide(state: SafetyState | null, turn: ScreenedTurn, context: FlowContext, matter: KnownMatter, now: RiskLevel): SafetyAdvance {
  if (now === 'elevated' || now === 'imminent') {
    const topic = turn.screen.failed ? 'unknown' : readTopic(turn.screen);
    const isUnderWay = state !== null && state.step.kind !== 'checked' && state.step.kind !== 'left' && state.called;
    const goesOn = isUnderWay && !isGraver(now, state.level);
    const isNews = state !== null && topic !== state.topic && isUrgentNews(state, topic, now);
    if (!goesOn || isNews) return openSafety(state, turn, context, matter, now);
  }
  if (state === null) return turn.screen.level === 'watch' ? checkGently(turn, context) : quietly(null, true);
  return goThrough(state, turn, context, matter);
}
