import type { ChannelKind, InboundChange, InboundMessage } from '../../core/channel.ts';
import { channelCapabilities } from '../../core/channel-capabilities.ts';
import type { ConversationId } from '../../core/ids.ts';
import { acceptMessage } from './accept-message.ts';
import { advanceAlert } from './advance-alert.ts';
import { pageOverdueAlerts } from './alert-clock.ts';
import { createCallDesk } from './calls/call-desk.ts';
import { recordDeed, remindDueTasks } from './care-tasks.ts';
import { changeMessage } from './change-message.ts';
import { chooseReach } from './choose-reach.ts';
import { createConversationLanes } from './conversation-lanes.ts';
import { createOutboxDelivery } from './deliver-outbox.ts';
import { describeError } from './describe-error.ts';
import type { Engine } from './engine.ts';
import type { EngineCore, EngineParts } from './engine-parts.ts';
import { createGuessLimit } from './guess-limit.ts';
import { createVoiceDesk } from './hear-voices.ts';
import { createInboundPace } from './inbound-pace.ts';
import { createLiveEvents } from './live-events.ts';
import { lookUpCase } from './look-up-case.ts';
import { deliverPages } from './page-people.ts';
import { callerSaid, openTicket, startCall } from './phone-call.ts';
import { createRecentTurns } from './recent-turns.ts';
import { runTurn } from './run-turn.ts';
import { sendDueReminders } from './send-due-reminders.ts';
import { correctLabel, lowerRisk } from './staff-labels.ts';
import { handBack, takeOver } from './staff-ownership.ts';
import { rejectSuggestion, replayDeadReply, sendAsStaff } from './staff-replies.ts';
import { assign, editField, setStatus } from './staff-tickets.ts';
import { createDoors } from './start-doors.ts';

const sweepEveryMs = 1000;

/** The residents' page as it can be told to somebody outside; empty where this server is not reached from there. */
function pageFor(publicUrl = ''): string {
  return publicUrl === '' || /^https?:\/\/(?:127\.|localhost|0\.0\.0\.0|\[)/.test(publicUrl) ? '' : `${publicUrl}/`;
}

/** Makes the engine over its parts. It handles nothing before `start`, but stores what `accept` is given. */
export function createEngine(parts: EngineParts): Engine {
  const { store, clock, logger, site } = parts;
  const live = createLiveEvents(logger);
  const doors = createDoors(clock, logger);
  const outbox = createOutboxDelivery(parts, doors.byKind);
  const core: EngineCore = {
    ...parts,
    emit: live.emit,
    recent: createRecentTurns(),
    guesses: createGuessLimit(),
    pace: createInboundPace(),
    voices: createVoiceDesk(parts, (id) => void lanes.runNow(id)),
    channelOf: (kind: ChannelKind) => doors.byKind.get(kind),
    capabilitiesOf: (kind: ChannelKind) => doors.byKind.get(kind)?.capabilities ?? channelCapabilities[kind],
    publicOnlyOf: (kind: ChannelKind) => (doors.byKind.get(kind)?.publicOnly === true ? { page: pageFor(parts.publicUrl) } : undefined),
    ringOutbox: outbox.ring,
  };
  const lanes = createConversationLanes(site.thresholds.settleMs, (id) => runTurn(core, id), logger);
  const scheduling = new Set<Promise<void>>();
  let sweeping: Promise<number> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const accept = async (message: InboundMessage): Promise<{ readonly fresh: boolean; readonly conversationId: ConversationId }> => {
    doors.noteMessage(message.channel);
    const { fresh, conversationId, scheduled } = await acceptMessage(core, lanes, message);
    const tracked = scheduled.finally(() => scheduling.delete(tracked));
    scheduling.add(tracked);
    return { fresh, conversationId };
  };

  const change = async (changed: InboundChange): Promise<void> => {
    const anew = await changeMessage(core, changed);
    if (anew !== null) await accept(anew);
  };

  /** What time brings: reminders, alerts whose clock ran out, tasks that are due, calls, replies whose retry is due. Gives how much there was. */
  const sweep = async (): Promise<number> => {
    sweeping ??= (async () =>
      (await sendDueReminders(core)) +
      (await pageOverdueAlerts(core)) +
      (await remindDueTasks(core)) +
      (await deliverPages(core)) +
      (await calls.sweep()))()
      .catch((error: unknown) => {
        logger.error('sweep_failed', describeError(error));
        return 0;
      })
      .finally(() => {
        sweeping = null;
      });
    const found = await sweeping;
    outbox.ring();
    return found;
  };

  const calls = createCallDesk(core, lanes, accept);

  const takeUpWhatIsLeft = async (): Promise<void> => {
    const { released, pending } = await store.transaction(async (tx) => ({
      released: await tx.outbox.releaseSending(clock.now()),
      pending: await tx.inbox.pending(),
    }));
    if (released > 0 || pending.length > 0) logger.info('taken_up', { released, pending: pending.length });
    for (const { conversationId } of pending) void lanes.runNow(conversationId);
  };

  return {
    addChannel: doors.add,
    start: async () => {
      await takeUpWhatIsLeft();
      await doors.start({
        accept: async (message) => {
          await accept(message);
        },
        change,
      });
      outbox.ring();
      timer = setInterval(() => void sweep(), sweepEveryMs);
    },
    stop: async () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await doors.stop();
      await Promise.all(scheduling);
      core.voices.stop();
      await lanes.stop();
      await sweeping;
      await outbox.stop();
    },
    accept,
    change,
    idle: async () => {
      let attempts = -1;
      for (;;) {
        await Promise.all(scheduling);
        const ran = (await lanes.flush()) || (await core.voices.drained());
        const found = await sweep();
        const attemptsNow = await outbox.drained();
        if (!ran && found === 0 && attemptsNow === attempts && scheduling.size === 0) return;
        attempts = attemptsNow;
      }
    },
    subscribe: live.subscribe,
    takeOver: (id, staff, options) => takeOver(core, id, staff, options?.force ?? false),
    handBack: (id, staff) => handBack(core, id, staff),
    sendAsStaff: (id, staff, message) => sendAsStaff(core, id, staff, message),
    rejectSuggestion: (id, staff) => rejectSuggestion(core, id, staff),
    startCall: (staff, callerNumber) => startCall(core, staff, callerNumber),
    callerSaid: (id, staff, text) => callerSaid(core, lanes, id, staff, text),
    callEvent: calls.callEvent,
    hearings: calls.hearings,
    setCallConsent: calls.setConsent,
    endCall: calls.end,
    handOffCall: calls.handOff,
    openTicket: (id, staff) => openTicket(core, id, staff),
    editField: (id, staff, name, value, version) => editField(core, id, staff, name, value, version),
    setStatus: (id, staff, status, version) => setStatus(core, id, staff, status, version),
    assign: (id, staff, assigneeId, version) => assign(core, id, staff, assigneeId, version),
    correctLabel: (id, staff, correction) => correctLabel(core, id, staff, correction),
    lowerRisk: (id, staff, to, reason) => lowerRisk(core, id, staff, to, reason),
    advanceAlert: (id, staff, step) => advanceAlert(core, id, staff, step),
    recordDeed: (id, staff, report) => recordDeed(core, id, staff, report),
    chooseReach: (staff, reach) => chooseReach(core, staff, reach),
    replayDeadReply: (id, staff) => replayDeadReply(core, id, staff),
    lookUpCase: (caseCode, phoneTail) => lookUpCase(core, caseCode, phoneTail),
    channels: doors.health,
  };
}
