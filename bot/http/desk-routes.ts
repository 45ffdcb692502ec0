import { asId } from '../../core/ids.ts';
import { mayLogIn } from './access-table.ts';
import { type DeadLetter, requests, type SiteView } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { type Server, staffOf } from './server.ts';

const longestList = 200;

/** The lists beside the queue: replies that did not arrive, the site's data, the doors. */
export function addDeskRoutes(app: Server, parts: HttpParts): void {
  const { store, engine, site } = parts;
  const params = requests.byId;

  app.get('/api/health', async () => ({ ok: true }));

  app.get('/api/console/site', async (): Promise<SiteView> => {
    const { name, botName, phone, hotlines, roster, offices } = site;
    return { name, botName, phone, hotlines, roster, offices };
  });

  // Who scans the code logs an account into the bot.
  app.get('/api/console/channels', async (request) =>
    engine.channels().map((door) => {
      const mayScan = request.staff !== null && mayLogIn.includes(request.staff.role);
      return { ...door, status: door.status === null ? null : { ...door.status, qrText: mayScan ? door.status.qrText : null } };
    }),
  );

  app.get('/api/console/dead-letters', async (): Promise<readonly DeadLetter[]> => {
    const dead = await store.transaction((tx) => tx.outbox.list({ state: 'dead', limit: longestList }));
    return dead.map(({ id, conversationId, channel, attempts, reason, createdAt, text }) => ({
      id,
      conversationId,
      channel,
      attempts,
      reason,
      createdAt,
      text,
    }));
  });

  app.post('/api/console/dead-letters/:id/replay', { schema: { params, body: requests.none } }, async (request) => {
    await engine.replayDeadReply(asId(request.params.id), staffOf(request));
    return { ok: true };
  });
}
