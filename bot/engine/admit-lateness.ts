import { clocksAt } from '../../cases/index.ts';
import { addMilliseconds, type Instant } from '../../core/instant.ts';
import type { RiskKind } from '../../core/risk.ts';
import { typesetReply } from '../../flows/replies/typeset.ts';
import { saySafely } from '../../flows/safety/say-safely.ts';
import type { EngineCore } from './engine-parts.ts';
import { writeReplies } from './write-replies.ts';

/** Where somebody else may hold the phone nothing is sent unasked. */
const watched: readonly RiskKind[] = ['domestic_violence', 'child_harm'];

/** The promise to the resident ran out and nobody reached them: that is said once, plainly, with the lines that are open now. */
export async function admitLateness(core: EngineCore, now: Instant): Promise<void> {
  const told = await core.store.transaction(async (tx) => {
    const changed = [];
    for (const alert of await tx.alerts.open()) {
      const promised = addMilliseconds(alert.raisedAt, clocksAt(core.site, alert.raisedAt).redClock.contacted * 60_000);
      if (alert.contactedAt !== null || alert.acceptedAt !== null || promised > now) continue;
      const conversation = await tx.conversations.get(alert.conversationId);
      if (conversation === null || conversation.owner.kind === 'person' || conversation.channel === 'phone') continue;
      const earlier = await tx.events.read({ conversationId: alert.conversationId, kind: 'promise_late' });
      if (earlier.some(({ detail }) => detail.alertId === alert.id)) continue;
      const isSaid = !watched.some((kind) => conversation.riskKinds.includes(kind));
      await tx.events.append({
        at: now,
        kind: 'promise_late',
        conversationId: conversation.id,
        ticketId: conversation.ticketId,
        staffId: null,
        detail: { alertId: alert.id, promised, said: isSaid },
      });
      if (!isSaid) continue;
      const reply = typesetReply(saySafely('safety.late', { callOut: core.duty.promise('red', now), site: core.site }));
      await writeReplies(core, tx, conversation, [reply], { from: 'bot', staffId: null, turnId: null }, now);
      changed.push(conversation);
    }
    return changed;
  });
  if (told.length > 0) core.ringOutbox();
  for (const { id, urgency } of told) core.emit({ kind: 'conversation_changed', conversationId: id, urgency });
}
