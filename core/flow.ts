import type { ChannelCapabilities, Reply } from './channel.ts';
import type { Owner, SavedState } from './conversation.ts';
import type { FormCatalogue } from './form.ts';
import type { Instant } from './instant.ts';
import type { AnswerOutcome } from './retriever.ts';
import type { RiskKind, RiskLevel, ScreenResult } from './risk.ts';
import type { Route } from './route.ts';
import type { Site } from './site.ts';
import type { CaseProgress, Ticket, TicketDraft } from './ticket.ts';
import type { ScreenedTurn, TriageResult, Turn } from './turn.ts';
import type { Urgency } from './urgency.ts';

/** What the roster can keep at this hour: who is reached, by when, and which lines are open now. */
export type DutyPromise = {
  /** A person answers by then. */
  readonly answerBy: Instant;
  /** In words for the resident: 「今天上午9点前」. */
  readonly words: string;
  /** A duty person is on shift now. */
  readonly onDutyNow: boolean;
  /** Lines that are open at this moment, the fitting ones first. */
  readonly openLines: readonly { readonly id: string; readonly name: string; readonly number: string; readonly hours: string }[];
};

/** What a flow needs from outside before it can decide. The engine fetches all of it, then runs the flow. */
export type FlowNeeds = {
  /** Ask the corpus this, or `null`. */
  readonly question: string | null;
  /** Look this case up, or `null`. */
  readonly lookUp: { readonly caseCode: string; readonly phoneTail: string } | null;
};

/** Everything a flow may know besides its state and the turn. It reads no clock and calls nothing. */
export type FlowContext = {
  readonly now: Instant;
  readonly site: Site;
  readonly forms: FormCatalogue;
  readonly duty: DutyPromise;
  /** What the red clock keeps at this hour, whatever the colour: who calls the person on duty may promise this. */
  readonly callOut: DutyPromise;
  readonly capabilities: ChannelCapabilities;
  /** The door is for public questions only (its servers are abroad): where else to go with a case; `page` is empty where there is none. */
  readonly publicOnly?: { readonly page: string };
  readonly owner: Owner;
  /** The gravest level of the conversation before this turn. */
  readonly risk: RiskLevel;
  readonly ticket: Ticket | null;
  /** The answer to `needs.question`; `null` where none was asked. */
  readonly answer: AnswerOutcome | null;
  /** What the look-up found; `null` where none was asked or nothing matched. */
  readonly lookUp: CaseProgress | null;
};

/** What a flow wants done, in the same transaction as its replies. Closed union: the engine handles every member. */
export type Effect =
  /** Opens a ticket; `{caseCode}` in this result's replies is filled with its code. */
  | { readonly kind: 'open_ticket'; readonly draft: Omit<TicketDraft, 'conversationId' | 'channel' | 'assigneeId'> }
  /** Changes the conversation's ticket. Fields merge by the rules of `core/field.ts`. */
  | {
      readonly kind: 'update_ticket';
      readonly patch: Partial<
        Pick<Ticket, 'fields' | 'summary' | 'disputeType' | 'routes' | 'status' | 'promisedBy' | 'formId' | 'formVersion'>
      >;
    }
  /** Hands the conversation to a person: it goes into the queue. */
  | { readonly kind: 'hand_off'; readonly reason: string; readonly urgency: Urgency; readonly routes: readonly Route[] }
  /** Calls the person on duty now (red). */
  | { readonly kind: 'alert_duty'; readonly reason: string }
  /** What the talk itself brought out, not the words of one message: raises the conversation and its ticket; never lowers. */
  | { readonly kind: 'raise_risk'; readonly level: RiskLevel; readonly riskKinds: readonly RiskKind[] }
  /** A child may be harmed: the report to police and civil affairs is planned, with its clock (未成年人保护法 art. 11). One open plan a conversation. */
  | { readonly kind: 'plan_child_report' }
  /** Puts a question that found no answer on the list of unknown questions. Personal details are masked before it is kept. */
  | { readonly kind: 'record_unknown_question'; readonly question: string }
  /** One reminder when the resident stays silent that long, in milliseconds; a new turn cancels it. */
  | { readonly kind: 'remind_later'; readonly afterMs: number; readonly reply: Reply }
  /** Erases what may be erased of this person and says what the law keeps (个人信息保护法 art. 47). */
  | { readonly kind: 'erase_personal_data' };

/** What a flow gives back. */
export type FlowResult = {
  readonly state: SavedState;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
};

/** A draft reply for staff, with where it comes from. */
export type SuggestionDraft = {
  readonly reply: Reply;
  readonly from: 'safety' | 'corpus' | 'form';
  /** One line for the volunteer: why this is suggested. */
  readonly why: string;
};

/** What the screen knows besides the turn: the earlier lines of the resident in this conversation, newest last, at most the last ten turns. */
export type RiskMemory = {
  /** The gravest level that no person lowered. */
  readonly level: RiskLevel;
  readonly recent: readonly { readonly text: string; readonly level: RiskLevel; readonly at: Instant }[];
};

/** The decisions of a conversation, all pure. The engine calls them in this order: screen, triage, needs, then advance or (a person owns it) accompany, then suggest. */
export interface Flows {
  /** Looks for danger. May throw: the engine then treats the turn as «a person must look» (`failed`). */
  screen(turn: Turn, memory: RiskMemory): ScreenResult;
  /** Finds dispute type, routes, urgency, intent and facts. `state` tells what was asked last. */
  triage(turn: Turn, screen: ScreenResult, state: SavedState | null, site: Site): TriageResult;
  /** What must be fetched before `advance` or `suggest` can run. */
  needs(turn: ScreenedTurn, state: SavedState | null): FlowNeeds;
  /** One step of the conversation while the bot (or the queue) owns it. */
  advance(turn: ScreenedTurn, state: SavedState | null, context: FlowContext): FlowResult;
  /** One step while a person owns it: keeps the form's facts up to date, says nothing (`replies` is empty). */
  accompany(turn: ScreenedTurn, state: SavedState | null, context: FlowContext): FlowResult;
  /** Up to three draft replies for staff, best first. `state` is the one after `advance` or `accompany`. */
  suggest(turn: ScreenedTurn, state: SavedState | null, context: FlowContext): readonly SuggestionDraft[];
  /** The state when a person hands the conversation back, with the words that tell the resident so. */
  handBack(state: SavedState | null, context: FlowContext): FlowResult;
  /** What is said when so much came from one sender or group that its answer must wait. */
  pleaseWait(): Reply;
  /** What is said when nothing could be decided because a part failed: kind, fixed, calls a person. Must not throw. */
  fallBack(turn: Turn, context: Pick<FlowContext, 'duty' | 'site' | 'now'>): readonly Reply[];
}
