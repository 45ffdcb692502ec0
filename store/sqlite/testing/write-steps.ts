import { createId } from '../../../core/ids.ts';
import type { Store, StoreTransaction } from '../../../core/store.ts';
import { inbound, moment, outgoing, residentLine, ticketDraft } from '../../testing/contract-fixtures.ts';

/** One step of work as a turn commits it: a message, its line, a reply, a ticket and an event, together or not at all. */
export async function writeStep(store: Store, step: number): Promise<void> {
  await store.transaction(async (tx) => {
    const message = inbound(`step-${step}`, `第${step}步`.padEnd(300, '说'), { chatKey: `chat-${step % 20}` });
    const { conversationId, messageId } = await tx.inbox.accept(message, moment(step));
    const turnId = createId<'turn'>();
    await tx.inbox.markHandled([messageId], turnId);
    await tx.transcript.append(residentLine(conversationId, message.text, { id: messageId, turnId }));
    await tx.outbox.enqueue([outgoing(conversationId, `答第${step}步`)]);
    const ticket = await tx.tickets.open(ticketDraft(conversationId, { summary: message.text }), 'XQ', moment(0));
    const event = { at: moment(step), conversationId, ticketId: ticket.id, staffId: null, detail: { step } };
    await tx.events.append({ ...event, kind: 'ticket_opened' });
  });
}

async function stepsRead(tx: StoreTransaction): Promise<readonly number[]> {
  return (await tx.events.read({ kind: 'ticket_opened' })).map((event) => Number(event.detail.step));
}

/** What of the steps is there: their numbers, whether every table holds as many, and where the chain breaks. */
export async function readSteps(
  store: Store,
): Promise<{ readonly steps: readonly number[]; readonly counts: readonly number[]; readonly brokenAt: number | null }> {
  return await store.transaction(async (tx) => {
    const tickets = await tx.tickets.list({});
    const conversations = new Set(tickets.map((ticket) => ticket.conversationId));
    let lines = 0;
    for (const id of conversations) lines += (await tx.transcript.read(id, 0)).length;
    const replies = await tx.outbox.list({});
    const codes = new Set(tickets.map((ticket) => ticket.caseCode));
    const steps = await stepsRead(tx);
    return { steps, counts: [tickets.length, codes.size, lines, replies.length], brokenAt: await tx.events.verifyChain() };
  });
}
