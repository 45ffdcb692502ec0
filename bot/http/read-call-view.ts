import { type Call, maskNumber } from '../../core/call.ts';
import type { Conversation } from '../../core/conversation.ts';
import type { ConversationId } from '../../core/ids.ts';
import { addMilliseconds, type Instant } from '../../core/instant.ts';
import { maskPersonal } from '../../core/mask.ts';
import { isAtLeast } from '../../core/risk.ts';
import type { Staff } from '../../core/staff.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { Ticket } from '../../core/ticket.ts';
import { maySeeEarlierCases } from './access-table.ts';
import type { CallerView, CallNotice, CallView, EarlierCase } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';

const monthMs = 30 * 24 * 3_600_000;
const mostEarlier = 10;
const longestSummary = 120;

async function ticketsOf(tx: StoreTransaction, call: Call, others: readonly Call[]): Promise<readonly Ticket[]> {
  const found = new Map<string, Ticket>();
  for (const ticket of await tx.tickets.findByPhone(call.callerNumber)) found.set(ticket.id, ticket);
  for (const { conversationId } of others) for (const ticket of await tx.tickets.list({ conversationId })) found.set(ticket.id, ticket);
  return [...found.values()]
    .filter(({ conversationId }) => conversationId !== call.conversationId)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

function surnameOnly(name: string): string {
  return name === '' ? '' : `${name.slice(0, 1)}**`;
}

/** An earlier case as a role may see it: who takes calls sees what it was about, covered; who works on cases sees all of it and may open it. */
function toEarlierCase(ticket: Ticket, staff: Staff): EarlierCase {
  const mayOpen = maySeeEarlierCases.includes(staff.role);
  const stored = ticket.fields['applicant.name']?.value;
  const name = typeof stored === 'string' ? stored : '';
  const others = ['respondent.name', 'guardian.name', 'agent.name'].flatMap((field) => {
    const value = ticket.fields[field]?.value;
    return typeof value === 'string' ? [value] : [];
  });
  return {
    caseCode: ticket.caseCode,
    at: ticket.createdAt,
    disputeType: ticket.disputeType,
    status: ticket.status,
    urgency: ticket.urgency,
    danger: isAtLeast(ticket.risk, 'elevated'),
    name: mayOpen ? name : surnameOnly(name),
    summary: (mayOpen ? ticket.summary : maskPersonal(ticket.summary, [name, ...others])).slice(0, longestSummary),
    conversationId: mayOpen ? ticket.conversationId : null,
  };
}

async function readCaller(tx: StoreTransaction, call: Call, others: readonly Call[], now: Instant): Promise<CallerView> {
  const since = addMilliseconds(now, -monthMs);
  let danger = false;
  for (const { conversationId } of others) danger ||= isAtLeast((await tx.conversations.get(conversationId))?.risk ?? 'none', 'elevated');
  for (const ticket of await tx.tickets.findByPhone(call.callerNumber))
    danger ||= ticket.conversationId !== call.conversationId && isAtLeast(ticket.risk, 'elevated');
  return {
    number: maskNumber(call.callerNumber),
    earlierCalls: others.length,
    callsInMonth: others.filter(({ startedAt }) => startedAt >= since).length,
    danger,
  };
}

/** Everything that staff see of a call besides its conversation; `null` where the conversation is no call. */
export async function readCallView(
  { engine }: Pick<HttpParts, 'engine'>,
  tx: StoreTransaction,
  conversation: Conversation,
  staff: Staff,
  now: Instant,
): Promise<CallView | null> {
  const call = await tx.calls.get(conversation.id);
  if (call === null) return null;
  const others = await tx.calls.fromNumber(call.callerNumber, call.conversationId);
  const isOwn = conversation.owner.kind === 'person' && conversation.owner.staffId === staff.id;
  const maySeeNumber = isOwn || maySeeEarlierCases.includes(staff.role);
  const caller = await readCaller(tx, call, others, now);
  return {
    source: call.source,
    state: call.state,
    consent: call.consent.state,
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    wordsGone: call.settledAt !== null && call.consent.state !== 'given',
    isRecorded: call.recording !== null,
    handedOff: call.handOff !== null,
    caller: { ...caller, number: maySeeNumber ? call.callerNumber : caller.number },
    earlier: (await ticketsOf(tx, call, others)).slice(0, mostEarlier).map((ticket) => toEarlierCase(ticket, staff)),
    hearings: engine.hearings(conversation.id),
  };
}

/** The calls under way that concern this person: their own, and those that ring for nobody. */
export async function readCallNotices(tx: StoreTransaction, staff: Staff, now: Instant): Promise<readonly CallNotice[]> {
  const notices: CallNotice[] = [];
  for (const call of await tx.calls.listOpen()) {
    const conversation = await tx.conversations.get(call.conversationId satisfies ConversationId);
    if (conversation === null) continue;
    const { owner } = conversation;
    const mine = owner.kind === 'person' && owner.staffId === staff.id;
    if (!mine && owner.kind === 'person') continue;
    const others = await tx.calls.fromNumber(call.callerNumber, call.conversationId);
    notices.push({
      conversationId: call.conversationId,
      state: call.state,
      startedAt: call.startedAt,
      mine,
      urgency: conversation.urgency,
      caller: await readCaller(tx, call, others, now),
    });
  }
  return notices;
}
