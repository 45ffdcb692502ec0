import { z } from 'zod';
import type { ConversationId } from '../../core/ids.ts';
import type { HttpParts } from './http-parts.ts';
import type { Server } from './server.ts';
import { chatKeyOf } from './visitor.ts';

const helloSchema = z.strictObject({ token: z.string() });
const helloWithinMs = 10_000;
const usualPingMs = 25_000;
/** So many pages of one address may be open at once; the rest polls. */
const mostPerAddress = 60;

/** Tells the page of a web conversation when staff or the engine changed something that is no reply: who answers, the case. */
function nudgeOnChange(parts: HttpParts): () => void {
  return parts.engine.subscribe((event) => {
    if (event.kind !== 'conversation_changed' && event.kind !== 'ticket_changed') return;
    void nudge(parts, event.conversationId);
  });
}

async function nudge(parts: HttpParts, id: ConversationId): Promise<void> {
  try {
    const conversation = await parts.store.transaction((tx) => tx.conversations.get(id));
    if (conversation?.channel === 'web') parts.web.nudge(conversation.chatKey);
  } catch {
    parts.logger.warn('nudge_failed', { conversationId: id });
  }
}

/**
 * The resident page's live socket: after the token as first message it gets `{"changed":true}` whenever there is something to read, and
 * `{"alive":true}` with every ping, by which a page knows a connection that went silent without being closed.
 */
export function addResidentLive(app: Server, parts: HttpParts): void {
  const stop = nudgeOnChange(parts);
  app.addHook('onClose', async () => stop());
  const open = new Map<string, number>();
  app.get('/api/resident/live', { websocket: true }, (socket, { ip }) => {
    const count = open.get(ip) ?? 0;
    if (count >= mostPerAddress) {
      socket.close(4429, 'too many');
      return;
    }
    open.set(ip, count + 1);
    let unsubscribe: (() => void) | null = null;
    let isAlive = true;
    const deadline = setTimeout(() => socket.close(4401, 'no token'), helloWithinMs);
    const ping = setInterval(() => {
      if (!isAlive) {
        socket.terminate();
        return;
      }
      isAlive = false;
      socket.ping();
      socket.send('{"alive":true}');
    }, parts.livePingMs ?? usualPingMs);
    socket.on('pong', () => {
      isAlive = true;
    });
    socket.on('message', (data: Buffer) => {
      if (unsubscribe !== null) return;
      try {
        const chatKey = chatKeyOf(helloSchema.parse(JSON.parse(data.toString())).token);
        unsubscribe = parts.web.subscribe(chatKey, () => socket.send('{"changed":true}'));
        clearTimeout(deadline);
        socket.send('{"changed":true}');
      } catch {
        socket.close(4401, 'no token');
      }
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearTimeout(deadline);
      clearInterval(ping);
      unsubscribe?.();
      const left = (open.get(ip) ?? 1) - 1;
      if (left > 0) open.set(ip, left);
      else open.delete(ip);
    });
  });
}
