import { ApiFailure } from './api-failure.ts';
import { requests } from './api-schema.ts';
import { isOwnOrigin } from './guard-requests.ts';
import type { Server } from './server.ts';
import { chatKeyOf } from './visitor.ts';

const cookieName = 'xinqiao_visitor';
const path = '/api/resident/visitor';
const keptSeconds = 90 * 24 * 3600;
/** Of our frame in one site alone (CHIPS): it tells nobody which sites a person visits, and browsers that block other sites' cookies keep it. */
const shape = { httpOnly: true, secure: true, sameSite: 'none', partitioned: true, path } as const;

/**
 * Remembers a visitor's token for a framed page to which the browser gives no storage of its own. Nothing else reads this cookie: it opens no
 * conversation by itself, it is only handed back to our own page.
 */
export function addVisitorCookieRoutes(app: Server): void {
  app.get(path, async (request): Promise<{ readonly token: string | null }> => {
    if (!isOwnOrigin(request)) throw new ApiFailure(403, 'foreign_origin', 'only the pages of this server may ask');
    return { token: request.cookies[cookieName] ?? null };
  });
  app.post(path, { schema: { body: requests.visitorCookie } }, async (request, reply) => {
    const { token } = request.body;
    if (token === null) void reply.clearCookie(cookieName, shape);
    else {
      chatKeyOf(token);
      void reply.setCookie(cookieName, token, { ...shape, maxAge: keptSeconds });
    }
    return { ok: true };
  });
}
