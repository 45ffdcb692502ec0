import type { Conversation } from '../../core/conversation.ts';
import type { Fields } from '../../core/field.ts';
import type { ConversationId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { MediaStore } from '../../core/media-store.ts';
import type { StoreTransaction } from '../../core/store.ts';

const everyConversation = 1_000_000;

function holdsPhone(fields: Fields, phone: string): boolean {
  return fields['applicant.phone']?.value === phone;
}

/**
 * The conversations of the person who gave this number as their own: on a ticket, in what a turn read, or by calling from it. A number
 * that was only told of the other side finds nothing: that conversation is somebody else's.
 */
export async function findPerson(tx: StoreTransaction, phone: string): Promise<readonly Conversation[]> {
  const found: Conversation[] = [];
  for (const { conversation } of await tx.conversations.queue({ limit: everyConversation })) {
    const isCaller = conversation.channel === 'phone' && (await tx.calls.get(conversation.id))?.callerNumber === phone;
    const tickets = await tx.tickets.list({ conversationId: conversation.id });
    const isTold =
      tickets.some(({ fields }) => holdsPhone(fields, phone)) ||
      (await tx.transcript.read(conversation.id, 0)).some(({ triage }) => triage !== null && holdsPhone(triage.fields, phone));
    if (isCaller || isTold) found.push(conversation);
  }
  return found;
}

/** Everything kept of one conversation's person (个人信息保护法 art. 45), as plain data; the export is an event of its own. */
export async function exportPerson(tx: StoreTransaction, id: ConversationId, at: Instant): Promise<Readonly<Record<string, unknown>>> {
  await tx.events.append({ at, kind: 'personal_data_exported', conversationId: id, ticketId: null, staffId: null, detail: { by: 'cli' } });
  const filter = { conversationId: id };
  return {
    conversation: await tx.conversations.get(id),
    lines: await tx.transcript.read(id, 0),
    unhandled: await tx.inbox.unhandled(id),
    call: await tx.calls.get(id),
    tickets: await tx.tickets.list(filter),
    replies: await tx.outbox.list(filter),
    suggestions: await tx.suggestions.list(filter),
    scheduled: await tx.schedule.waiting(id),
    alerts: await tx.alerts.list(filter),
    care: await tx.care.list(filter),
    pages: await tx.pages.list(filter),
    events: await tx.events.read(filter),
  };
}

/** Erases what may be erased of a conversation, files first, with the event that says so. Gives the conversation as it stands after that. */
export async function erasePersonalData(
  media: MediaStore | undefined,
  tx: StoreTransaction,
  conversation: Conversation,
  now: Instant,
): Promise<Conversation> {
  // Before the commit: a crash between the two is made good by the next run.
  const files = (await media?.forget(conversation)) ?? 0;
  const rows = await tx.erasePerson(conversation.id, now);
  await tx.events.append({
    at: now,
    kind: 'personal_data_erased',
    conversationId: conversation.id,
    ticketId: conversation.ticketId,
    staffId: null,
    detail: { rows, files },
  });
  return (await tx.conversations.get(conversation.id)) ?? conversation;
}
