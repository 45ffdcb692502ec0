import type { Reply } from '../core/channel.ts';
import type { SavedState } from '../core/conversation.ts';
import type { FlowContext, FlowNeeds, FlowResult, Flows } from '../core/flow.ts';
import { isAtLeast } from '../core/risk.ts';
import type { ScreenedTurn } from '../core/turn.ts';
import { accompanyTurn } from './accompany-turn.ts';
import { advanceConversation } from './advance-conversation.ts';
import { answerBriefly } from './answer/answer-briefly.ts';
import { answerPublicly } from './answer-publicly.ts';
import { extractFields } from './extract/extract-fields.ts';
import { type FlowStep, sayOnly } from './flow-step.ts';
import { keepEtiquette } from './group/keep-etiquette.ts';
import { isOpening, isQuestion, isSmallTalk, readControl } from './intake/control-words.ts';
import { asksForCase, lookUpNeeds } from './look-up/look-up-case.ts';
import { toPlainTurn } from './plain-text.ts';

import { readBackVoice } from './read-back-voice.ts';
import { composeReply, wording } from './replies/compose-reply.ts';
import { quickReplyTexts } from './replies/quick-reply-texts.ts';
import { typesetReply } from './replies/typeset.ts';
import { resolveChoice } from './resolve-choice.ts';
import { advanceSafety } from './safety/advance-safety.ts';
import { calmOwnChoices } from './safety/own-choices.ts';
import { suggestSafety } from './safety/suggest-safety.ts';
import type { RiskModel } from './screen/risk-model.ts';
import { createScreen } from './screen/screen-turn.ts';
import { type FlowState, loadState, saveState } from './state.ts';
import { suggestReplies } from './suggest-replies.ts';
import type { DisputeModel } from './triage/dispute-model.ts';
import { createTriage } from './triage/triage-turn.ts';

export { wording } from './replies/compose-reply.ts';
export { loadRiskModel } from './screen/load-risk-model.ts';
export { loadDisputeModel } from './triage/dispute-model.ts';
export { loadTopicReader } from './triage/topic-lawbench.ts';

/** What the flows are made of; without the trained models the rules work alone. */
export type FlowOptions = { readonly riskModel?: RiskModel; readonly disputeModel?: DisputeModel };

const mostSuggestions = 3;
const shortestQuestion = 4;

/** Says once that a machine speaks, before its first other words (生成式人工智能服务管理暂行办法; 标识办法 art. 4). */
function introduce(step: FlowStep, state: FlowState, context: FlowContext): FlowStep {
  const first = step.replies[0];
  // The first words of the safety talk say it themselves.
  if (first?.key.startsWith('safety.') === true)
    return { ...step, state: { ...step.state, greeted: step.state.greeted || first.key.endsWith('.first') } };
  if (state.greeted || first === undefined || first.key === 'greeting.hello') return step;
  const intro = wording('greeting.intro', { botName: context.site.botName });
  return { ...step, state: { ...step.state, greeted: true }, replies: [{ ...first, text: intro + first.text }, ...step.replies.slice(1)] };
}

/** Where the channel has no buttons it numbers the choices; the greeting numbers them itself. */
function isNumbered(last: Reply, context: FlowContext): boolean {
  return context.capabilities.buttons === 0 || last.key === 'greeting.hello' || last.quickReplies.length > context.capabilities.buttons;
}

function finish(step: FlowStep, context: FlowContext): FlowResult {
  const last = step.replies.at(-1);
  const shown = last === undefined ? {} : { offered: last.quickReplies, numbered: isNumbered(last, context) };
  return { state: saveState({ ...step.state, ...shown }), replies: step.replies.map(typesetReply), effects: step.effects };
}

function suspend(state: FlowState): FlowState {
  const { intake } = state;
  return intake === null || intake.phase === 'done' ? state : { ...state, intake: { ...intake, phase: 'suspended' } };
}

/** Whatever is no danger: a case where cases are taken in, public questions elsewhere. */
function advanceMatter(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  return context.publicOnly === undefined
    ? advanceConversation(turn, state, context)
    : answerPublicly(turn, state, context, context.publicOnly.page);
}

/** The matter goes on after the safety talk: where it stood by a wish, with the very words where they are of the matter. */
function goOnWith(leaves: 'wish' | 'matter' | null, turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  if (leaves === null) return advanceMatter(turn, state, context);
  const isSuspended = state.intake?.phase === 'suspended';
  if (leaves === 'matter') {
    const intake = state.intake?.phase === 'suspended' ? { ...state.intake, phase: 'collecting' as const } : state.intake;
    return advanceMatter(turn, { ...state, intake }, context);
  }
  const isKnown = isSuspended || state.intake?.phase === 'done' || state.disputeType !== 'none' || state.fields.story !== undefined;
  if (!isKnown) return sayOnly(state, composeReply('greeting.listen'));
  return advanceMatter({ ...turn, text: quickReplyTexts.goOn.send }, state, context);
}

/**
 * Danger leaves whatever was under way at once. The safety talk goes on until the resident wishes otherwise; where it lets the matter go on in
 * the same turn, its words come first.
 */
function advanceSafely(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  const concerned = turn.screen.failed || isAtLeast(turn.screen.level, 'watch') || state.safety !== null;
  if (!concerned) return advanceMatter(turn, state, context);
  const heard = accompanyTurn(turn, state, context).state;
  const known = { disputeType: heard.disputeType, fields: heard.fields };
  const safety = advanceSafety(state.safety, turn, context, known);
  if (!safety.goOn) {
    const left = { ...suspend(state), ...known, safety: safety.state };
    const step = { state: left, replies: safety.replies, effects: safety.effects };
    return safety.answers === true ? answerBriefly(turn, step, context) : step;
  }
  const step = goOnWith(
    safety.leaves ?? null,
    turn,
    { ...state, ...(safety.leaves === undefined ? {} : known), safety: safety.state },
    context,
  );
  return { ...step, replies: [...safety.replies, ...step.replies], effects: [...safety.effects, ...step.effects] };
}

function questionOf(turn: ScreenedTurn, state: FlowState): string | null {
  const text = turn.text.trim();
  if (text.length < shortestQuestion || isSmallTalk(text) || isOpening(text) || asksForCase(turn)) return null;
  const busy = state.intake?.phase === 'collecting' || state.intake?.phase === 'reading_back';
  if (isQuestion(text) || turn.triage.intent === 'question') return text;
  if (busy || readControl(text) !== null) return null;
  return turn.triage.intent === 'dispute' || turn.triage.intent === 'unclear' ? text : null;
}

/** Makes the flows: all decisions of a conversation, pure, joined behind `core/flow.ts`. */
export function createFlows(options: FlowOptions = {}): Flows {
  const screenText = createScreen(options.riskModel === undefined ? {} : { model: options.riskModel });
  const sort = createTriage(options.disputeModel === undefined ? {} : { disputeModel: options.disputeModel });

  const triage: Flows['triage'] = (turn, screen, saved, site) => {
    const state = loadState(saved);
    const plain = toPlainTurn(turn);
    const meant = { ...plain, text: resolveChoice(plain, state) };
    const asked = state.intake?.phase === 'collecting' ? state.intake.asked : null;
    return sort(meant, screen, asked?.name ?? null, site, extractFields(meant, { asked, site }));
  };

  /** The turn as it is meant: plain letters, and a bare number taken as the choice that it picks. */
  const understand = (turn: ScreenedTurn, state: FlowState): ScreenedTurn => {
    const plain = toPlainTurn(turn);
    return { ...plain, text: resolveChoice(plain, state) };
  };

  return {
    screen: (turn, memory) => calmOwnChoices(turn.text, screenText(turn.text, memory)),
    triage,
    needs: (turn, saved): FlowNeeds => {
      const state = loadState(saved);
      const meant = understand(turn, state);
      return { question: questionOf(meant, state), lookUp: lookUpNeeds(meant, state) };
    },
    advance: (turn, saved, context) => {
      const state = loadState(saved);
      const meant = understand(turn, state);
      const step = introduce(advanceSafely(meant, state, context), state, context);
      return finish(keepEtiquette(readBackVoice(step, turn), meant, context), context);
    },
    accompany: (turn, saved, context) => finish(accompanyTurn(understand(turn, loadState(saved)), loadState(saved), context), context),
    suggest: (turn, saved, context) => {
      const state = loadState(saved);
      const meant = understand(turn, state);
      return [...suggestSafety(state.safety, meant, context), ...suggestReplies(meant, state, context)]
        .slice(0, mostSuggestions)
        .map((draft) => ({ ...draft, reply: typesetReply(draft.reply) }));
    },
    handBack: (saved: SavedState | null, context) => {
      const state = suspend(loadState(saved));
      const halfDone = state.intake?.phase === 'suspended' && Object.keys(state.intake.times).length > 0;
      const reply = composeReply(
        'handoff.returned',
        { botName: context.site.botName },
        { quickReplies: halfDone ? [quickReplyTexts.goOn, quickReplyTexts.person] : [quickReplyTexts.person] },
      );
      return finish({ state: { ...state, queueReplies: 0, greeted: true }, replies: [reply], effects: [] }, context);
    },
    pleaseWait: () => typesetReply(composeReply('busy.wait')),
    fallBack: (_turn, context): readonly Reply[] => [
      typesetReply(composeReply('fallback.person', { promise: context.duty.words, phone: context.site.phone }, { privately: true })),
    ],
  };
}
