import type { Call, CallDesk, CallOutcome } from '../../../core/call.ts';
import type { CallEvent, TranscriptSegment } from '../../../core/call-event.ts';
import type { InboundMessage } from '../../../core/channel.ts';
import { type ConversationId, createId } from '../../../core/ids.ts';
import { believeSentAt } from '../../../core/inbound-limits.ts';
import type { RiskLevel } from '../../../core/risk.ts';
import type { StoredMessage } from '../../../core/store.ts';
import { buildTurn } from '../build-turn.ts';
import type { ConversationLanes } from '../conversation-lanes.ts';
import { describeError } from '../describe-error.ts';
import type { Engine } from '../engine.ts';
import type { EngineCore } from '../engine-parts.ts';
import { screenSafely } from '../screen-safely.ts';
import { applyCallEvent, callKeyOf, findOrOpenCall } from './apply-call-event.ts';
import { createHearingMemory, type Stretch, speakerOf } from './hearing-memory.ts';
import { phoneMessage } from './phone-message.ts';
import { finishCall, settleCalls } from './settle-calls.ts';
import { endCall, handOffCall, setCallConsent } from './staff-calls.ts';

/** Speech that was begun and not heard of for so long was cut off: what there is of it counts. */
const cutOffAfterMs = 8000;

/** Everything that the engine does with calls. */
export type EngineCalls = CallDesk & {
  readonly hearings: Engine['hearings'];
  readonly setConsent: Engine['setCallConsent'];
  readonly end: Engine['endCall'];
  readonly handOff: Engine['handOffCall'];
  /** What time brings: speech that was cut off, calls to be settled. Gives how much there was. */
  sweep(): Promise<number>;
};

type Accept = (message: InboundMessage) => Promise<{ readonly fresh: boolean; readonly conversationId: ConversationId }>;

/** Makes the desk that calls are told to. `accept` is the engine's own: what a caller says goes the way of every message. */
export function createCallDesk(core: EngineCore, lanes: ConversationLanes, accept: Accept): EngineCalls {
  const memory = createHearingMemory();
  const lanesByCall = new Map<string, Promise<unknown>>();

  /** One event of a call after the other, as they came. */
  const inOrder = <Result>(callId: string, work: () => Promise<Result>): Promise<Result> => {
    const before = lanesByCall.get(callId) ?? Promise.resolve();
    const next = before.then(work, work);
    lanesByCall.set(callId, next);
    const clear = (): void => {
      if (lanesByCall.get(callId) === next) lanesByCall.delete(callId);
    };
    void next.then(clear, clear);
    return next;
  };

  /** The words so far, screened with those that wait for their turn and with the turns before. */
  const screenHearing = async (id: ConversationId, text: string): Promise<RiskLevel> =>
    await core.store.transaction(async (tx) => {
      const conversation = await tx.conversations.get(id);
      if (conversation === null) return 'none';
      const heard: StoredMessage = {
        ...phoneMessage(conversation.chatKey, text, core.clock.now()),
        id: createId(),
        conversationId: id,
        receivedAt: core.clock.now(),
        turnId: null,
      };
      const turn = buildTurn(createId(), conversation, [...(await tx.inbox.unhandled(id)), heard]);
      if (turn === null) return 'none';
      const screen = screenSafely(core.flows, core.logger, turn, { level: conversation.risk, recent: await core.recent.read(tx, id) });
      return screen.level;
    });

  const acceptCaller = async (callId: string, words: string, at: string, id: string, continues: boolean): Promise<boolean> => {
    const message = phoneMessage(callKeyOf(callId), words, believeSentAt(Date.parse(at), core.clock.now()), id);
    const { fresh } = await accept({ ...message, ...(continues ? { continues } : {}) });
    return fresh;
  };

  /** Speech that nobody finished is taken as it was heard: what a caller said when the line broke must be screened. */
  const takeCutOff = async (call: Call, stretch: Stretch): Promise<void> => {
    if (stretch.speaker === 'volunteer' || stretch.text.trim() === '' || call.callId === null) return;
    await acceptCaller(
      call.callId,
      stretch.text,
      stretch.at,
      `${callKeyOf(call.callId)}:cut:${stretch.utteranceId}:${stretch.sequence}`,
      false,
    );
  };

  const keepVolunteer = async (call: Call, event: TranscriptSegment, text: string): Promise<boolean> => {
    // What the caller said before comes first.
    await lanes.runNow(call.conversationId);
    return await core.store.transaction(async (tx) => {
      const now = core.clock.now();
      if (!(await tx.calls.noteEvent(event.id, call.conversationId, now))) return false;
      const conversation = await tx.conversations.get(call.conversationId);
      await tx.transcript.append({
        id: createId(),
        conversationId: call.conversationId,
        at: believeSentAt(Date.parse(event.at), now),
        from: 'staff',
        staffId: conversation?.owner.kind === 'person' ? conversation.owner.staffId : null,
        text,
        reply: null,
        turnId: null,
        screen: null,
        triage: null,
      });
      return true;
    });
  };

  const takeSegment = async (event: TranscriptSegment): Promise<CallOutcome> => {
    const call = await core.store.transaction(async (tx) => {
      const now = core.clock.now();
      const found = await findOrOpenCall(tx, event, now);
      // What comes late is heard all the same, and settled anew.
      const touched: Call = { ...found, lastEventAt: now, settledAt: event.final ? null : found.settledAt };
      if (event.final || Date.parse(now) - Date.parse(found.lastEventAt) > 60_000) await tx.calls.save(touched);
      return touched;
    });
    const id = call.conversationId;
    if (!event.final) {
      if (call.state === 'ended') return 'stale';
      const level = speakerOf(event) === 'caller' ? await screenHearing(id, event.text) : 'none';
      const isNew = memory.hear(id, event, level, Date.parse(core.clock.now()));
      if (isNew) core.emit({ kind: 'call_heard', conversationId: id });
      return isNew ? 'accepted' : 'stale';
    }
    const { text, continues } = memory.finish(id, event);
    if (text.trim() === '') return 'accepted';
    const messageId = `${callKeyOf(event.call_id)}:event:${event.id}`;
    const isFresh =
      speakerOf(event) === 'volunteer'
        ? await keepVolunteer(call, event, text)
        : await acceptCaller(event.call_id, text, event.at, messageId, continues);
    core.emit({ kind: 'call_heard', conversationId: id });
    return isFresh ? 'accepted' : 'duplicate';
  };

  /** The last words first, then what they ask for. */
  const finish = async (call: Call): Promise<void> => {
    for (const { stretch } of memory.takeSilent(Number.POSITIVE_INFINITY, call.conversationId)) await takeCutOff(call, stretch);
    memory.forget(call.conversationId);
    await lanes.runNow(call.conversationId);
    await finishCall(core, call.conversationId);
  };

  const takeState = async (event: Exclude<CallEvent, TranscriptSegment>): Promise<CallOutcome> => {
    const { outcome, call } = await core.store.transaction(async (tx) => {
      const now = core.clock.now();
      const found = await findOrOpenCall(tx, event, now);
      if (!(await tx.calls.noteEvent(event.id, found.conversationId, now))) return { outcome: 'duplicate' as const, call: found };
      const isApplied = await applyCallEvent(core, tx, found, event, now);
      return { outcome: isApplied ? ('accepted' as const) : ('stale' as const), call: found };
    });
    if (outcome !== 'accepted') return outcome;
    core.emit({ kind: 'call_changed', conversationId: call.conversationId });
    if (event.type === 'call.ended') await finish(call);
    return outcome;
  };

  const end: Engine['endCall'] = async (id, staff) => {
    await endCall(core, id, staff);
    const call = await core.store.transaction((tx) => tx.calls.get(id));
    if (call !== null) await finish(call);
  };

  return {
    callEvent: (event) => inOrder(event.call_id, () => (event.type === 'transcript.segment' ? takeSegment(event) : takeState(event))),
    hearings: (id) => memory.read(id).map(({ speaker, text, at, level }) => ({ speaker, text, at, level })),
    setConsent: (id, staff, consent) => setCallConsent(core, id, staff, consent),
    end,
    handOff: (id, staff, to) => handOffCall(core, id, staff, to),
    sweep: async () => {
      const cut = memory.takeSilent(Date.parse(core.clock.now()) - cutOffAfterMs);
      for (const { id, stretch } of cut) {
        try {
          const call = await core.store.transaction((tx) => tx.calls.get(id));
          if (call !== null) await takeCutOff(call, stretch);
        } catch (error) {
          core.logger.error('cut_off_failed', { ...describeError(error), conversationId: id });
        }
      }
      return cut.length + (await settleCalls(core));
    },
  };
}
