import { type Call, normaliseCallerNumber } from '../../../core/call.ts';
import type { CallEvent } from '../../../core/call-event.ts';
import type { Conversation } from '../../../core/conversation.ts';
import { createId } from '../../../core/ids.ts';
import type { Instant } from '../../../core/instant.ts';
import type { Staff } from '../../../core/staff.ts';
import type { StoreTransaction } from '../../../core/store.ts';
import type { EngineCore } from '../engine-parts.ts';
import { isAllowed } from '../permissions.ts';
import { newCall } from './new-call.ts';
import { phoneMessage } from './phone-message.ts';

type StateEvent = Exclude<CallEvent, { type: 'transcript.segment' }>;
type Applied = { readonly call: Call; readonly owner: Conversation['owner']; readonly log: { kind: string; detail: object } | null };

/** The key under which a call of a call centre has its conversation. */
export function callKeyOf(callId: string): string {
  return `hotline:${callId}`;
}

/** The person in the console whose phone it is; `null` where the call centre's name leads to nobody who may take calls. */
async function findAgent(core: EngineCore, tx: StoreTransaction, agent: string | null | undefined): Promise<Staff | null> {
  if (agent === null || agent === undefined) return null;
  const { agents } = core.site.hotline;
  const account = Object.hasOwn(agents, agent) ? (agents[agent] ?? agent) : agent;
  const staff = (await tx.staff.findByAccount(account.toLowerCase()))?.staff ?? null;
  return staff !== null && isAllowed(staff, 'take_call') ? staff : null;
}

/** Finds the call of an event, or opens it: whichever event comes first opens it, so that nothing is lost. Nobody owns it then; the bot never does. */
export async function findOrOpenCall(tx: StoreTransaction, event: CallEvent, now: Instant): Promise<Call> {
  const known = await tx.calls.findByCallId(event.call_id);
  if (known !== null) return known;
  const key = callKeyOf(event.call_id);
  const { fresh, conversationId, messageId } = await tx.inbox.accept(phoneMessage(key, '', now, `${key}:opened`), now);
  if (fresh) await tx.inbox.markHandled([messageId], createId());
  const call: Call = { ...newCall(conversationId, now), callId: event.call_id };
  await tx.calls.open(call);
  const conversation = await tx.conversations.get(conversationId);
  if (conversation !== null) await tx.conversations.save({ ...conversation, owner: { kind: 'queue', since: now } }, now);
  return call;
}

/** The states that follow from an event; `null`: it changes none. */
function nextState(event: StateEvent): Call['state'] | null {
  switch (event.type) {
    case 'call.answered':
    case 'call.resumed':
      return 'active';
    case 'call.held':
      return 'held';
    case 'call.transferred':
      return 'ringing';
    case 'call.ended':
      return 'ended';
    default:
      return null;
  }
}

function withState(call: Call, event: StateEvent, now: Instant): Call {
  const state = nextState(event);
  if (state === null) return call;
  return {
    ...call,
    state,
    stateSequence: event.sequence,
    answeredAt: state === 'active' ? (call.answeredAt ?? now) : call.answeredAt,
    endedAt: state === 'ended' ? now : call.endedAt,
  };
}

/** What an event that counts changes. */
async function decide(
  core: EngineCore,
  tx: StoreTransaction,
  event: StateEvent,
  call: Call,
  conversation: Conversation,
  now: Instant,
): Promise<Applied> {
  const { owner } = conversation;
  const ownedBy = (staff: Staff | null): Conversation['owner'] =>
    staff === null || (owner.kind === 'person' && owner.staffId === staff.id) ? owner : { kind: 'person', staffId: staff.id, since: now };
  switch (event.type) {
    case 'call.started': {
      const callerNumber = normaliseCallerNumber(event.caller_number ?? '') || call.callerNumber;
      const agent = event.agent ?? null;
      const staff = call.agent === null ? await findAgent(core, tx, agent) : null;
      return {
        call: { ...call, callerNumber, agent: call.agent ?? agent },
        owner: owner.kind === 'person' ? owner : ownedBy(staff),
        log: { kind: 'call_started', detail: { callerNumber } },
      };
    }
    case 'call.caller':
      return { call: { ...call, callerNumber: normaliseCallerNumber(event.caller_number) || call.callerNumber }, owner, log: null };
    case 'call.answered': {
      const staff = await findAgent(core, tx, event.agent);
      return {
        call: { ...withState(call, event, now), agent: event.agent ?? call.agent },
        owner: ownedBy(staff),
        log: { kind: 'call_answered', detail: {} },
      };
    }
    case 'call.transferred': {
      const staff = await findAgent(core, tx, event.to_agent);
      const isOutside = (event.to_agent ?? null) === null;
      return {
        call: isOutside ? call : { ...withState(call, event, now), agent: event.to_agent ?? null },
        owner: isOutside ? owner : staff === null ? { kind: 'queue', since: now } : ownedBy(staff),
        log: { kind: 'call_transferred', detail: { outside: isOutside } },
      };
    }
    case 'call.held':
    case 'call.resumed':
      return { call: withState(call, event, now), owner, log: { kind: event.type.replace('.', '_'), detail: {} } };
    case 'call.ended':
      return { call: withState(call, event, now), owner, log: { kind: 'call_ended', detail: { reason: event.reason } } };
    case 'call.consent': {
      const isOlder = call.consent.at !== null && Date.parse(call.consent.at) > Date.parse(event.at);
      const state = event.given ? 'given' : 'refused';
      if (isOlder) return { call, owner, log: null };
      return {
        call: { ...call, consent: { state, at: now, by: 'call_centre' }, settledAt: null },
        owner,
        log: { kind: 'call_consent', detail: { state, by: 'call_centre' } },
      };
    }
    case 'call.recorded': {
      const { reference, seconds = null } = event.recording;
      return { call: { ...call, recording: { reference, seconds } }, owner, log: { kind: 'call_recorded', detail: { seconds } } };
    }
    default:
      return event satisfies never;
  }
}

/** Applies an event that is no transcript to its call. `false`: something newer is known, or the call is over. */
export async function applyCallEvent(
  core: EngineCore,
  tx: StoreTransaction,
  call: Call,
  event: StateEvent,
  now: Instant,
): Promise<boolean> {
  const isLate = nextState(event) !== null && (call.state === 'ended' || event.sequence <= call.stateSequence);
  const conversation = await tx.conversations.get(call.conversationId);
  if (isLate || conversation === null) return false;
  const applied = await decide(core, tx, event, call, conversation, now);
  await tx.calls.save({ ...applied.call, lastEventAt: now });
  if (applied.owner !== conversation.owner) await tx.conversations.save({ ...conversation, owner: applied.owner }, now);
  if (applied.log !== null)
    await tx.events.append({
      at: now,
      kind: applied.log.kind,
      conversationId: call.conversationId,
      ticketId: conversation.ticketId,
      staffId: applied.owner.kind === 'person' ? applied.owner.staffId : null,
      detail: { ...applied.log.detail },
    });
  return true;
}
