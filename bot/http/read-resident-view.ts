import type { Attachment } from '../../core/channel.ts';
import type { Conversation } from '../../core/conversation.ts';
import type { OutboxEntry, StoreTransaction, TranscriptLine } from '../../core/store.ts';
import type { CaseProgress } from '../../core/ticket.ts';
import type { ResidentFile, ResidentLine, ResidentView } from './api-schema.ts';
import { readStaffNames, type StaffNames } from './staff-names.ts';

/** Nothing was said yet. */
const emptyView: ResidentView = { lines: [], waiting: [], owner: 'bot', who: null, progress: null };

function toFiles(attachments: readonly Attachment[] = []): readonly ResidentFile[] {
  return attachments.map(({ kind, name, mimeType, size, hash }) => ({ kind, name, mimeType, size, hash }));
}

function toResidentLine(line: TranscriptLine, names: StaffNames): ResidentLine {
  return {
    id: line.id,
    sequence: line.sequence,
    at: line.at,
    from: line.from,
    who: line.from === 'staff' ? names.publicNameOf(line.staffId) : null,
    text: line.text,
    quickReplies: line.reply?.quickReplies ?? [],
    citations: line.reply?.citations ?? [],
    votable: line.from === 'bot' && (line.reply?.origin === 'corpus' || line.reply?.origin === 'generated'),
    files: toFiles(line.attachments),
    quiet: line.reply?.key.startsWith('safety.') === true,
  };
}

/**
 * The lines that may be read now: what the outbox still holds back ends the list, so that the order never changes and a reply that a
 * person's takeover dropped is never seen.
 */
function readableLines(
  lines: readonly TranscriptLine[],
  waiting: readonly OutboxEntry[],
  dropped: readonly OutboxEntry[],
): readonly TranscriptLine[] {
  const held = new Set<string>(waiting.map((entry) => entry.id));
  const gone = new Set<string>(dropped.map((entry) => entry.id));
  const end = lines.findIndex((line) => held.has(line.id));
  return (end < 0 ? lines : lines.slice(0, end)).filter((line) => !gone.has(line.id));
}

async function readProgress(tx: StoreTransaction, conversation: Conversation, names: StaffNames): Promise<CaseProgress | null> {
  const ticket = conversation.ticketId === null ? null : await tx.tickets.get(conversation.ticketId);
  if (ticket === null) return null;
  const { caseCode, status, promisedBy, updatedAt } = ticket;
  return { caseCode, status, promisedBy, updatedAt, heldBy: names.publicNameOf(ticket.assigneeId) };
}

/** What a visitor sees of their conversation after a sequence number. */
export async function readResidentView(tx: StoreTransaction, chatKey: string, after: number): Promise<ResidentView> {
  const conversation = await tx.conversations.find('web', chatKey, chatKey);
  if (conversation === null) return emptyView;
  const conversationId = conversation.id;
  const names = await readStaffNames(tx);
  const lines = readableLines(
    await tx.transcript.read(conversationId, after),
    await tx.outbox.list({ conversationId, state: 'waiting' }),
    await tx.outbox.list({ conversationId, state: 'dropped' }),
  );
  const unhandled = await tx.inbox.unhandled(conversationId);
  return {
    lines: lines.map((line) => toResidentLine(line, names)),
    waiting: unhandled.map(({ id, text, sentAt, attachments }) => ({ id, text, at: sentAt, files: toFiles(attachments) })),
    owner: conversation.owner.kind,
    who: conversation.owner.kind === 'person' ? names.publicNameOf(conversation.owner.staffId) : null,
    progress: await readProgress(tx, conversation, names),
  };
}
