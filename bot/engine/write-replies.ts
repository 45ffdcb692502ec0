import type { Reply } from '../../core/channel.ts';
import type { Conversation } from '../../core/conversation.ts';
import { createId, type StaffId, type TurnId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { StoreTransaction } from '../../core/store.ts';
import type { EngineCore } from './engine-parts.ts';
import { shapeReply } from './shape-reply.ts';

/** Where replies come from. */
export type ReplyOrigin = {
  readonly from: 'bot' | 'staff';
  readonly staffId: StaffId | null;
  readonly turnId: TurnId | null;
  /** The channel's own id of the last message that is answered. */
  readonly answersMessageId?: string;
};

/** Writes replies into the transcript and, shaped for the channel, into the outbox; the first message has the line's id. On the phone the volunteer speaks them: nothing is sent. */
export async function writeReplies(
  core: Pick<EngineCore, 'capabilitiesOf'>,
  tx: StoreTransaction,
  conversation: Conversation,
  replies: readonly Reply[],
  origin: ReplyOrigin,
  now: Instant,
): Promise<void> {
  for (const reply of replies) {
    const id = createId<'reply'>();
    await tx.transcript.append({
      id,
      conversationId: conversation.id,
      at: now,
      from: origin.from,
      staffId: origin.staffId,
      text: reply.text,
      reply,
      turnId: origin.turnId,
      screen: null,
      triage: null,
    });
    if (conversation.channel === 'phone') continue;
    await tx.outbox.enqueue(
      shapeReply(reply, core.capabilitiesOf(conversation.channel)).map((message, place) => ({
        ...message,
        id: place === 0 ? id : createId<'reply'>(),
        conversationId: conversation.id,
        turnId: origin.turnId,
        channel: conversation.channel,
        chatKey: conversation.chatKey,
        personKey: conversation.personKey,
        nextAttemptAt: now,
        answersMessageId: origin.answersMessageId ?? null,
        createdAt: now,
      })),
    );
  }
}

/** Fills `{caseCode}` in a reply. */
export function fillCaseCode(reply: Reply, caseCode: string): Reply {
  const fill = (text: string): string => text.replaceAll('{caseCode}', caseCode);
  return {
    ...reply,
    text: fill(reply.text),
    quickReplies: reply.quickReplies.map(({ label, send }) => ({ label: fill(label), send: fill(send) })),
  };
}
