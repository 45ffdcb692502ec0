import type { FlowContext } from '../core/flow.ts';
import type { ScreenedTurn } from '../core/turn.ts';
import { answerQuestion } from './answer/answer-question.ts';
import { answerHouseQuestion } from './answer/house-question.ts';
import { type FlowStep, sayOnly } from './flow-step.ts';
import { isQuarrel } from './group/keep-etiquette.ts';
import { asksForPerson, handToPerson } from './handoff/ask-for-person.ts';
import { answerWordless, noteUnheardVoice } from './handoff/unheard-media.ts';
import { waitInQueue } from './handoff/wait-in-queue.ts';
import { type Absorbed, absorbFacts } from './intake/absorb-facts.ts';
import { advanceIntake } from './intake/advance-intake.ts';
import { isOpening, isQuestion, readControl } from './intake/control-words.ts';
import { describeChanges } from './intake/describe-field.ts';
import { hearHandOver } from './intake/hand-over.ts';
import { reservedNote } from './intake/mediability.ts';
import { isMatterBegun, readOtherMatter, readReturn, takeUp, turnToOther } from './intake/second-matter.ts';
import { startIntake, startSecondMatter } from './intake/start-intake.ts';
import { formOf, hasOpenTicket, updateTicket } from './intake/ticket-draft.ts';
import { confirmErase } from './look-up/erase-data.ts';
import { asksForCase, lookUpCase } from './look-up/look-up-case.ts';
import { composeReply } from './replies/compose-reply.ts';
import { quickReplyTexts } from './replies/quick-reply-texts.ts';
import { respondSocially } from './respond-socially.ts';
import { loadSafetyState } from './safety/safety-state.ts';
import type { FlowState } from './state.ts';
import { askWhichKind, readWhichKind } from './triage/ask-which-kind.ts';

function inIntake(state: FlowState): boolean {
  return state.intake?.phase === 'collecting' || state.intake?.phase === 'reading_back';
}

/** The dispute type as far as it is known now: a sure one holds, an unknown one is filled. */
export function learnType(state: FlowState, turn: ScreenedTurn, context: Pick<FlowContext, 'site'>): FlowState {
  const { disputeType, disputeConfidence } = turn.triage;
  const open = state.disputeType === 'none' || (state.disputeType === '其他纠纷' && disputeType !== 'none');
  return open && disputeType !== 'none' && disputeConfidence >= context.site.thresholds.disputeConfidence
    ? { ...state, disputeType }
    : state;
}

function remember(turn: ScreenedTurn, state: FlowState, context: FlowContext): Absorbed {
  const form = formOf(state, context);
  const asked = state.intake === null ? null : { ...state.intake, asked: null };
  return absorbFacts(turn, { ...state, intake: asked }, form, context.site);
}

function resume(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  const isIdle = state.intake === null || state.intake.phase === 'done';
  if (isIdle && state.parked.length > 0) return takeUp(state.parked.length - 1, state, context);
  if (state.intake === null || state.intake.phase === 'done') {
    return state.disputeType === 'none' && state.fields.story === undefined
      ? sayOnly(state, composeReply('intake.none_to_resume'))
      : startIntake(turn, state, context);
  }
  return advanceIntake(turn, state, context);
}

/** New facts after the ticket was made go into it at once. */
function addToTicket(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep | null {
  if (!hasOpenTicket(context) || context.ticket === null) return null;
  const { fields, changed } = remember(turn, state, context);
  const facts = describeChanges(changed, fields, formOf(state, context));
  if (changed.length === 0 || (facts === '' && isQuestion(turn.text))) return null;
  const next = { ...state, fields };
  const reply = composeReply('intake.updated', { caseCode: context.ticket.caseCode, facts: facts === '' ? turn.text.slice(0, 30) : facts });
  return { state: next, replies: [reply], effects: [updateTicket(next, context)] };
}

function correctTicket(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep | null {
  if (state.intake?.phase !== 'done' || !/不是|错了|不对|应该是|改成/u.test(turn.text)) return null;
  const reopened: FlowState = { ...state, intake: { ...state.intake, phase: 'reading_back' } };
  const step = advanceIntake(turn, reopened, context);
  return step.replies[0]?.key === 'intake.corrected' ? step : null;
}

/** A person was called for danger, not for the matter, and the resident went on with the matter: it is still to be taken down. */
function isMatterOpen(state: FlowState): boolean {
  return loadSafetyState(state.safety)?.step.kind === 'left' && (state.intake === null || state.intake.phase === 'suspended');
}

function inQueue(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  const { fields, changed } = remember(turn, state, context);
  const next: FlowState = { ...state, fields };
  const effects = changed.length > 0 && hasOpenTicket(context) ? [updateTicket(next, context)] : [];
  if (turn.triage.intent === 'question' || isQuestion(turn.text)) {
    const answered = context.answer?.kind === 'grounded' ? answerQuestion(turn, next, context) : null;
    if (answered !== null) return { ...answered, effects: [...answered.effects, ...effects] };
  }
  if (isMatterOpen(state) && turn.triage.intent === 'dispute') return startIntake(turn, state, context);
  const step = waitInQueue(turn, next, context, changed.length > 0);
  return { ...step, effects: [...step.effects, ...effects] };
}

function inGroup(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  const { intent } = turn.triage;
  if (asksForPerson(turn, state.greeted)) return handToPerson(turn, state, context);
  if (isQuarrel(turn.text)) return sayOnly(state, composeReply('group.go_private'));
  if (intent === 'question' || (isQuestion(turn.text) && context.answer?.kind === 'grounded')) {
    const answered = answerQuestion(turn, state, context);
    if (answered !== null) return answered;
  }
  if (intent === 'dispute' || intent === 'case_status' || intent === 'privacy' || readControl(turn.text) === 'register') {
    return sayOnly(state, composeReply('group.go_private'));
  }
  return respondSocially(turn, state, context) ?? sayOnly(state, composeReply('group.go_private'));
}

/** The answer to which of two kinds it is. Where they cannot say, the general form takes it down and a person decides. */
function settleKind(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  const chosen = readWhichKind(turn.text, state);
  const asked: FlowState = { ...state, pending: null };
  if (chosen !== null) return startIntake({ ...turn, text: '' }, { ...asked, disputeType: chosen }, context);
  const learned = learnType(asked, turn, context);
  return startIntake(turn, learned, context);
}

/** What a turn that nothing else took is about: an answer, a matter to take down, or words about nothing in particular. */
function openTalk(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  const house = answerHouseQuestion(turn.text, context);
  if (house !== null) return sayOnly(state, house);
  const { intent } = turn.triage;
  const fields = isOpening(turn.text) ? state.fields : remember(turn, state, context).fields;
  const knowing: FlowState = { ...state, fields };
  const asks = !isOpening(turn.text) && (intent === 'question' || isQuestion(turn.text));
  const answered = asks ? answerQuestion(turn, knowing, context) : null;
  const reserved = reservedNote(turn.text);
  if (reserved !== null) {
    // What no mediator may take is told before anything is taken down, and after the answer where one was asked for.
    const note = composeReply(reserved, {}, { quickReplies: [quickReplyTexts.ask, quickReplyTexts.person] });
    const isAnswer = answered !== null && isQuestion(turn.text) && answered.replies[0]?.key === 'answer.grounded';
    return isAnswer ? { ...answered, replies: [...answered.replies, note] } : sayOnly(knowing, note);
  }
  const isMatter = intent === 'dispute' || (asks && turn.triage.disputeType !== 'none' && turn.text.length > 30);
  if (answered !== null && !(isMatter && answered.replies[0]?.key === 'answer.no_match')) return answered;
  if (isMatter) return askWhichKind(turn, knowing, context) ?? startIntake(turn, state, context);
  const social = respondSocially(turn, knowing, context);
  if (social !== null) return social;
  if (context.answer?.kind === 'grounded') return answerQuestion(turn, knowing, context) ?? sayOnly(knowing, composeReply('unclear.reply'));
  return sayOnly(
    knowing,
    composeReply('unclear.reply', {}, { quickReplies: [quickReplyTexts.ask, quickReplyTexts.register, quickReplyTexts.person] }),
  );
}

/** One step of a conversation without danger, while the bot or the queue owns it. */
export function advanceConversation(turn: ScreenedTurn, before: FlowState, context: FlowContext): FlowStep {
  const state = learnType(before, turn, context);
  if (turn.space === 'group') return inGroup(turn, state, context);
  if (turn.text.trim() === '') return answerWordless(turn, state, context);
  return noteUnheardVoice(turn, advanceWords(turn, state, before, context), context);
}

/** What the words of a turn lead to. */
function advanceWords(turn: ScreenedTurn, state: FlowState, before: FlowState, context: FlowContext): FlowStep {
  const erased = confirmErase(turn, state);
  if (erased !== null) return erased;
  if (asksForPerson(turn, state.greeted)) return handToPerson(turn, state, context);
  const handed = inIntake(state) ? null : hearHandOver(turn, state, context);
  if (handed !== null) return handed;
  if (turn.triage.routes.includes('supervisor_complaint'))
    return handToPerson(turn, state, context, { reason: 'reason.complaint', words: 'complaint.reply' });
  if (asksForCase(turn) || (state.pending === 'look_up' && /\d{4}/.test(turn.text))) return lookUpCase(turn, state, context);
  const returns = readReturn(turn.text, state);
  if (returns !== null) return takeUp(returns, state, context);
  const other = isMatterBegun(state) ? readOtherMatter(turn, before.disputeType) : null;
  if (other !== null) return turnToOther(other, turn, before, context);
  if (state.pending === 'which_kind') return settleKind(turn, state, context);
  const control = readControl(turn.text);
  if (control === 'second_matter') return startSecondMatter(turn, state, context);
  if (inIntake(state)) return advanceIntake(turn, state, context);
  if (control === 'resume') return resume(turn, state, context);
  const accepts =
    control === 'confirm' &&
    state.offered.some((choice) => choice.send === quickReplyTexts.register.send || choice.send === quickReplyTexts.goOn.send);
  if (control === 'register' || accepts)
    return state.intake?.phase === 'suspended'
      ? advanceIntake({ ...turn, text: quickReplyTexts.goOn.send }, state, context)
      : startIntake(turn, state, context);
  const corrected = correctTicket(turn, state, context);
  if (corrected !== null) return corrected;
  if (context.owner.kind === 'queue') return inQueue(turn, state, context);
  if (state.intake?.phase === 'done' && turn.triage.intent !== 'question' && respondSocially(turn, state, context) === null) {
    const added = addToTicket(turn, state, context);
    if (added !== null) return added;
  }
  return openTalk(turn, state, context);
}
