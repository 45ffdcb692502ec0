import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../../core/clock.ts';
import { type Logger, silentLogger } from '../../../core/logger.ts';
import type { Transcriber } from '../../../core/transcriber.ts';
import { isWebhookChannel } from '../../../core/webhook.ts';
import { createWebChannel } from '../../channels/web/web-channel.ts';
import { type App, composeApp } from '../../compose.ts';
import { readConfig } from '../../config/read-config.ts';
import { openChannels } from '../../open-channels.ts';
import { ensurePagesBuilt } from '../build-pages.ts';
import { createHttpServer } from '../create-http-server.ts';
import { ensureFirstAdministrator } from '../ensure-first-administrator.ts';

/** The whole system on loopback with its own empty database. */
export type TestServer = {
  readonly url: string;
  readonly app: App;
  /** The first administrator's one-time password. */
  readonly password: string;
  close(): Promise<void>;
};

/** Starts the real parts: engine, SQLite file, knowledge, server on a free port; with `pages` the built pages too. */
export async function startTestServer(options: {
  readonly pages: boolean;
  readonly clock?: Clock;
  readonly settleMs?: number;
  /** Switches the hotline on. */
  readonly hotlineSecret?: string;
  /** The sites that may show the conversation in a frame. */
  readonly origins?: readonly string[];
  /** Reads recordings, as an operator's would. */
  readonly transcriber?: Transcriber;
  /** Further settings. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly logger?: Logger;
}): Promise<TestServer> {
  const {
    pages,
    clock = systemClock,
    settleMs = 50,
    hotlineSecret = '',
    environment = {},
    origins = [],
    transcriber,
    logger = silentLogger,
  } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'xinqiao-http-'));
  const config = readConfig({ XINQIAO_DATA_DIR: dataDir, PORT: '0', XINQIAO_HOTLINE_SECRET: hotlineSecret, ...environment });
  const app = await composeApp(config, { logger, clock, settleMs, ...(transcriber === undefined ? {} : { transcriber }) });
  const web = createWebChannel();
  app.engine.addChannel(web);
  const channels = await openChannels(config, { ...app, logger });
  for (const channel of channels) app.engine.addChannel(channel);
  const site = { ...app.site, widget: { origins: [...origins] } };
  const parts = { ...app, site, logger, web, config, doors: channels.filter(isWebhookChannel) };
  const server = await createHttpServer(parts, pages ? await ensurePagesBuilt() : null);
  await app.engine.start();
  const password = await ensureFirstAdministrator(app.store, clock);
  const url = await server.listen();
  return {
    url,
    app,
    password: password ?? '',
    close: async () => {
      await server.close();
      await app.engine.stop();
      await app.store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
