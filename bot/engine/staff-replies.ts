import type { Reply } from '../../core/channel.ts';
import { XinqiaoError } from '../../core/errors.ts';
import type { ConversationId, ReplyId, SuggestionId } from '../../core/ids.ts';
import type { Staff } from '../../core/staff.ts';
import type { Suggestion } from '../../core/store.ts';
import type { EngineCore } from './engine-parts.ts';
import { requirePermission } from './permissions.ts';
import { getOwnConversation } from './staff-ownership.ts';
import { writeReplies } from './write-replies.ts';

/** What a person sends. An edited suggestion keeps those of its checked citations that its words still name. */
function composeStaffReply(text: string, suggestion: Suggestion | null, privately: boolean): Reply {
  const plain: Reply = { key: 'staff.own', text, origin: 'staff', quickReplies: [], citations: [], privately };
  if (suggestion === null) return plain;
  if (text === suggestion.reply.text) return { ...suggestion.reply, privately };
  return {
    ...plain,
    key: 'staff.edited',
    quickReplies: suggestion.reply.quickReplies,
    citations: suggestion.reply.citations.filter((citation) => text.includes(citation.law) && text.includes(citation.article)),
  };
}

/** Sends a person's own words or a suggestion: `Engine.sendAsStaff`. In a group they go to the resident alone. */
export async function sendAsStaff(
  core: EngineCore,
  id: ConversationId,
  staff: Staff,
  message: { readonly text: string; readonly suggestionId?: SuggestionId },
): Promise<void> {
  requirePermission(staff, 'send');
  if (message.text.trim() === '') throw new XinqiaoError('bad_input', 'a reply needs words');
  const urgency = await core.store.transaction(async (tx) => {
    const conversation = await getOwnConversation(tx, id, staff);
    const now = core.clock.now();
    const suggestion = message.suggestionId === undefined ? null : await tx.suggestions.get(message.suggestionId);
    if (message.suggestionId !== undefined && suggestion?.conversationId !== id)
      throw new XinqiaoError('not_found', 'there is no such suggestion in this conversation');
    if (suggestion !== null) {
      if (suggestion.state !== 'open') throw new XinqiaoError('stale_version', 'this suggestion is no longer open');
      const isAsItIs = message.text === suggestion.reply.text;
      await tx.suggestions.decide(suggestion.id, isAsItIs ? 'accepted' : 'edited', staff.id, isAsItIs ? null : message.text, now);
    }
    const reply = composeStaffReply(message.text, suggestion, conversation.space === 'group');
    await writeReplies(core, tx, conversation, [reply], { from: 'staff', staffId: staff.id, turnId: suggestion?.turnId ?? null }, now);
    await tx.events.append({
      at: now,
      kind: 'staff_replied',
      conversationId: id,
      ticketId: conversation.ticketId,
      staffId: staff.id,
      detail: { key: reply.key, suggestionId: message.suggestionId ?? null },
    });
    return conversation.urgency;
  });
  core.ringOutbox();
  core.emit({ kind: 'conversation_changed', conversationId: id, urgency });
}

/** Puts a suggestion away: `Engine.rejectSuggestion`. Throws `stale_version` where it is no longer open. */
export async function rejectSuggestion(core: EngineCore, id: SuggestionId, staff: Staff): Promise<void> {
  requirePermission(staff, 'decide_suggestion');
  const { conversationId, urgency } = await core.store.transaction(async (tx) => {
    const suggestion = await tx.suggestions.get(id);
    if (suggestion === null) throw new XinqiaoError('not_found', 'there is no such suggestion');
    if (suggestion.state !== 'open') throw new XinqiaoError('stale_version', 'this suggestion is no longer open');
    const now = core.clock.now();
    await tx.suggestions.decide(id, 'rejected', staff.id, null, now);
    await tx.events.append({
      at: now,
      kind: 'suggestion_rejected',
      conversationId: suggestion.conversationId,
      ticketId: null,
      staffId: staff.id,
      detail: { suggestionId: id, key: suggestion.reply.key },
    });
    const conversation = await tx.conversations.get(suggestion.conversationId);
    return { conversationId: suggestion.conversationId, urgency: conversation?.urgency ?? 'blue' };
  });
  core.emit({ kind: 'conversation_changed', conversationId, urgency });
}

/** Puts a dead reply back into the outbox: `Engine.replayDeadReply`. */
export async function replayDeadReply(core: EngineCore, id: ReplyId, staff: Staff): Promise<void> {
  requirePermission(staff, 'replay_reply');
  await core.store.transaction(async (tx) => {
    const now = core.clock.now();
    const entry = (await tx.outbox.list({ state: 'dead' })).find((dead) => dead.id === id);
    if (entry === undefined) throw new XinqiaoError('not_found', 'there is no such dead reply');
    await tx.outbox.replay(id, now);
    await tx.events.append({
      at: now,
      kind: 'reply_replayed',
      conversationId: entry.conversationId,
      ticketId: null,
      staffId: staff.id,
      detail: { replyId: id },
    });
  });
  core.ringOutbox();
}
