import type { EngineCore } from './engine-parts.ts';
import { writeReplies } from './write-replies.ts';

const remindersAtOnce = 50;

/** Sends the reminders that came due, where the bot still owns the conversation. Gives how many were taken out. */
export async function sendDueReminders(core: EngineCore): Promise<number> {
  const now = core.clock.now();
  const sent = await core.store.transaction(async (tx) => {
    const due = await tx.schedule.takeDue(now, remindersAtOnce);
    const changed = [];
    for (const reminder of due) {
      const conversation = await tx.conversations.get(reminder.conversationId);
      if (conversation === null || conversation.owner.kind === 'person') continue;
      await writeReplies(core, tx, conversation, [reminder.reply], { from: 'bot', staffId: null, turnId: null }, now);
      changed.push(conversation);
    }
    return { taken: due.length, changed };
  });
  if (sent.changed.length > 0) core.ringOutbox();
  for (const { id, urgency } of sent.changed) core.emit({ kind: 'conversation_changed', conversationId: id, urgency });
  return sent.taken;
}
