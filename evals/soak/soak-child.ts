import { composeApp } from '../../bot/compose.ts';
import { readConfig } from '../../bot/config/read-config.ts';
import { createEngine } from '../../bot/engine/create-engine.ts';
import { createJsonLogger } from '../../bot/logger.ts';
import { openChannels } from '../../bot/open-channels.ts';
import { tagReplies } from './tag-replies.ts';

/** The product as `serve` runs it, without its pages, for the soak: real flows, store and doors. Every reply says whose question it answers. Killed at any moment. */
const memoryMs = 10_000;
const logger = createJsonLogger('error', { write: (line) => void process.stdout.write(line) });
const config = readConfig(process.env);
const app = await composeApp(config, { logger, settleMs: 300 });
const engine = createEngine({
  ...app,
  site: { ...app.site, thresholds: { ...app.site.thresholds, settleMs: 300 } },
  flows: tagReplies(app.flows),
  logger,
});
for (const channel of await openChannels(config, { ...app, logger, drill: true })) engine.addChannel(channel);
await engine.start();
process.stdout.write(`${JSON.stringify({ up: true })}\n`);
setInterval(() => {
  // What is alive, not what waits to be collected.
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.stdout.write(`${JSON.stringify({ rss, heapUsed, external })}\n`);
}, memoryMs);
process.once('SIGTERM', async () => {
  await engine.stop();
  await app.store.close();
  process.exit(0);
});
