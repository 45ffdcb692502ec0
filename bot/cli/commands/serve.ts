import { once } from 'node:events';
import { isWebhookChannel } from '../../../core/webhook.ts';
import { createWebChannel } from '../../channels/web/web-channel.ts';
import { composeApp } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import { ensurePagesBuilt } from '../../http/build-pages.ts';
import { createHttpServer } from '../../http/create-http-server.ts';
import { ensureFirstAdministrator, firstAccount } from '../../http/ensure-first-administrator.ts';
import { createJsonLogger } from '../../logger.ts';
import { openChannels } from '../../open-channels.ts';
import type { Command } from '../command.ts';

/** Resolves at SIGINT or SIGTERM. */
async function waitForSignal(): Promise<void> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}

/** `serve`: the resident page and the staff console, until it is told to stop. */
export const serveCommand: Command = {
  help: `Usage: npx xinqiao serve

Serves the resident page at / and the staff console at /console/. Settings: .env.example.
The first start makes the account ${firstAccount} and prints its one-time password. Ctrl+C finishes the turns under way and stops.`,
  run: async () => {
    const config = readConfig(process.env);
    const logger = createJsonLogger('info');
    const app = await composeApp(config, { logger });
    const web = createWebChannel();
    app.engine.addChannel(web);
    const channels = await openChannels(config, { ...app, logger });
    for (const channel of channels) app.engine.addChannel(channel);
    try {
      const pages = await ensurePagesBuilt();
      const server = await createHttpServer({ ...app, logger, web, config, doors: channels.filter(isWebhookChannel) }, pages);
      await app.engine.start();
      try {
        const password = await ensureFirstAdministrator(app.store, app.clock);
        const url = await server.listen();
        console.log(`Resident page: ${url}/`);
        console.log(`Staff console: ${url}/console/`);
        if (password !== null) console.log(`First sign-in: ${firstAccount} with the one-time password ${password}`);
        await waitForSignal();
      } finally {
        await server.close();
        await app.engine.stop();
      }
    } finally {
      await app.store.close();
    }
    return 0;
  },
};
