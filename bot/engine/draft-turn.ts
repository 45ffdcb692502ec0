import type { Reply } from '../../core/channel.ts';
import type { Conversation, SavedState } from '../../core/conversation.ts';
import type { Effect, FlowContext, FlowNeeds, RiskMemory, SuggestionDraft } from '../../core/flow.ts';
import { isAtLeast, type ScreenResult } from '../../core/risk.ts';
import type { StoredMessage } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import type { ScreenedTurn, TriageResult, Turn } from '../../core/turn.ts';
import { graverUrgency, type Urgency } from '../../core/urgency.ts';
import { buildTurn } from './build-turn.ts';
import { describeError } from './describe-error.ts';
import type { EngineCore } from './engine-parts.ts';
import { isUnheardVoice } from './hear-voices.ts';
import { lookUpCase } from './look-up-case.ts';
import { proposeFields } from './propose-fields.ts';
import { screenSafely } from './screen-safely.ts';

/** A flow's result as the engine carries it: without a step, the state stays as it was. */
export type TurnResult = { readonly state: SavedState | null; readonly replies: readonly Reply[]; readonly effects: readonly Effect[] };

/** What was read before a turn was decided. */
export type TurnSnapshot = {
  readonly conversation: Conversation;
  readonly ticket: Ticket | null;
  readonly turn: Turn;
  /** The messages of the turn, those that were taken back included: staff see all of them. */
  readonly received: readonly StoredMessage[];
  /** The number that a call came from; empty where it was withheld or nobody called. */
  readonly callerNumber: string;
  readonly memory: RiskMemory;
};

/** A turn decided but not yet committed. */
export type TurnDraft = TurnSnapshot & {
  readonly screen: ScreenResult;
  /** `null` where nothing was decided: a harmless line of a group that was not meant for us, or a part failed. */
  readonly triage: TriageResult | null;
  readonly result: TurnResult;
  readonly suggestions: readonly SuggestionDraft[];
  /** Decides the turn once more for another owner, from what was already fetched: a person took over in mid-draft. */
  readonly accompany: (conversation: Conversation, ticket: Ticket | null) => TurnResult;
};

/** A person talks here and the bot says nothing: a person owns the conversation, or it is a call, which only people speak in. */
export function isLedByPerson({ owner, channel }: Conversation): boolean {
  return owner.kind === 'person' || channel === 'phone';
}

function fallBackSafely(core: EngineCore, snapshot: TurnSnapshot, urgency: Urgency): readonly Reply[] {
  const now = core.clock.now();
  try {
    return core.flows.fallBack(snapshot.turn, { duty: core.duty.promise(urgency, now), site: core.site, now });
  } catch (error) {
    core.logger.error('fall_back_failed', { ...describeError(error), conversationId: snapshot.conversation.id });
    return [];
  }
}

/** The draft of a turn that no part could decide: the resident hears the fixed words, and a person is called. In danger the duty officer is. */
export function draftFailure(core: EngineCore, snapshot: TurnSnapshot, screen: ScreenResult): TurnDraft {
  const inDanger = screen.failed || isAtLeast(screen.level, 'elevated');
  const urgency = inDanger ? 'red' : 'orange';
  const isOwned = isLedByPerson(snapshot.conversation);
  return {
    ...snapshot,
    screen,
    triage: null,
    result: {
      state: snapshot.conversation.state,
      replies: isOwned ? [] : fallBackSafely(core, snapshot, urgency),
      effects: [
        { kind: 'hand_off', reason: 'part_failed', urgency, routes: ['human_duty'] },
        ...(inDanger ? [{ kind: 'alert_duty', reason: 'part_failed' } as const] : []),
      ],
    },
    suggestions: [],
    accompany: keepState,
  };
}

/** A turn that changes nothing of the conversation's state. */
function keepState(conversation: Conversation): TurnResult {
  return { state: conversation.state, replies: [], effects: [] };
}

/**
 * A recording without words may hold anything. In a conversation where danger was heard and nobody lowered it, a person must listen to it
 * now; where there was a doubt, soon.
 */
function seeToVoice(draft: TurnDraft): TurnDraft {
  const { conversation, result } = draft;
  if (!isAtLeast(conversation.risk, 'watch') || !draft.received.some(isUnheardVoice)) return draft;
  const isOpen = isAtLeast(conversation.risk, 'elevated');
  const isHanded = conversation.owner.kind !== 'bot' || result.effects.some(({ kind }) => kind === 'hand_off');
  const effects: readonly Effect[] = [
    ...(isHanded
      ? []
      : [{ kind: 'hand_off', reason: 'voice_unheard', urgency: isOpen ? 'red' : 'orange', routes: ['human_duty'] } as const]),
    ...(isOpen ? [{ kind: 'alert_duty', reason: 'voice_unheard' } as const] : []),
  ];
  return { ...draft, result: { ...result, effects: [...result.effects, ...effects] } };
}

async function fetchNeeds(core: EngineCore, needs: FlowNeeds): Promise<Pick<FlowContext, 'answer' | 'lookUp'>> {
  const [answer, lookUp] = await Promise.all([
    needs.question === null ? null : core.retriever.answer(needs.question),
    needs.lookUp === null ? null : lookUpCase(core, needs.lookUp.caseCode, needs.lookUp.phoneTail),
  ]);
  return { answer, lookUp };
}

function suggestSafely(core: EngineCore, turn: ScreenedTurn, result: TurnResult, context: FlowContext): readonly SuggestionDraft[] {
  try {
    return core.flows.suggest(turn, result.state, context).slice(0, 3);
  } catch (error) {
    core.logger.warn('suggest_failed', { ...describeError(error), conversationId: turn.conversationId });
    return [];
  }
}

/** The number that a call came from need not be asked for. */
function callerFacts(callerNumber: string, turn: Turn): TriageResult['fields'] {
  if (callerNumber === '') return {};
  return {
    'applicant.phone': { value: callerNumber, source: 'imported', messageId: null, confirmed: false, at: turn.at, confidence: 0.9 },
  };
}

/** The facts of a turn. At a door for public questions none is read, except of somebody in danger: a person must be able to help them. */
async function readFields(
  core: EngineCore,
  { turn, conversation, callerNumber }: TurnSnapshot,
  screen: ScreenResult,
  read: TriageResult,
  isPublicOnly: boolean,
): Promise<TriageResult['fields']> {
  if (isPublicOnly) return isAtLeast(screen.level, 'watch') || isAtLeast(conversation.risk, 'watch') ? read.fields : {};
  const proposed = await proposeFields(core, turn, screen, read, core.forms.formFor(read.disputeType));
  return { ...callerFacts(callerNumber, turn), ...proposed, ...read.fields };
}

/** Decides a turn: screen, triage, what must be fetched, then one step of the flow. A part that breaks ends with a person called. */
export async function draftTurn(core: EngineCore, whole: TurnSnapshot): Promise<TurnDraft> {
  const screen = screenSafely(core.flows, core.logger, whole.turn, whole.memory);
  if (screen.failed) return draftFailure(core, whole, screen);
  // What was taken back is not answered; a call for help is.
  const standing = isAtLeast(screen.level, 'elevated') ? whole.received : whole.received.filter((one) => one.recalledAt === undefined);
  const turn = buildTurn(whole.turn.id, whole.conversation, standing);
  if (turn === null || (!turn.addressed && !isAtLeast(screen.level, 'elevated')))
    return { ...whole, screen, triage: null, result: keepState(whole.conversation), suggestions: [], accompany: keepState };
  const snapshot = { ...whole, turn };
  const { conversation } = snapshot;
  try {
    const read = core.flows.triage(turn, screen, conversation.state, core.site);
    const publicOnly = core.publicOnlyOf(conversation.channel);
    const triage: TriageResult = { ...read, fields: await readFields(core, snapshot, screen, read, publicOnly !== undefined) };
    const screened: ScreenedTurn = { ...turn, screen, triage };
    const needs = core.flows.needs(screened, conversation.state);
    const fetched = await fetchNeeds(core, publicOnly === undefined ? needs : { ...needs, lookUp: null });
    const now = core.clock.now();
    const contextFor = (current: Conversation, ticket: Ticket | null): FlowContext => ({
      now,
      site: core.site,
      forms: core.forms,
      duty: core.duty.promise(graverUrgency(current.urgency, triage.urgency), now),
      callOut: core.duty.promise('red', now),
      capabilities: core.capabilitiesOf(current.channel),
      ...(publicOnly === undefined ? {} : { publicOnly }),
      owner: current.owner,
      risk: current.risk,
      ticket,
      ...fetched,
    });
    const accompany = (current: Conversation, ticket: Ticket | null): TurnResult => ({
      ...core.flows.accompany(screened, current.state, contextFor(current, ticket)),
      replies: [],
    });
    const context = contextFor(conversation, snapshot.ticket);
    const result = isLedByPerson(conversation)
      ? accompany(conversation, snapshot.ticket)
      : core.flows.advance(screened, conversation.state, context);
    return seeToVoice({ ...snapshot, screen, triage, result, suggestions: suggestSafely(core, screened, result, context), accompany });
  } catch (error) {
    core.logger.error('decision_failed', { ...describeError(error), conversationId: conversation.id });
    return draftFailure(core, snapshot, screen);
  }
}
